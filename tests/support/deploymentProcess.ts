import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { FUNCTIONS_DIR, WEBHOOK_PATH } from "./deployment";

const MAIN = fileURLToPath(new URL("../../local/backend/main.ts", import.meta.url));
/** As `npm start` runs it. */
const NODE_OPTIONS = ["--max-semi-space-size=64"];
const ADMIN_KEY = "tests|0123456789abcdef";

/** The embedded backend with the real functions, in a process that can be killed. */
export interface DeploymentProcess {
  readonly pid: number;
  readonly webhookUrl: string;
  /**
   * Runs any function as the CLI's `convex run` does, on somebody's behalf where `workosId` is given.
   * Throws with the function's message.
   */
  run(path: string, args?: object, workosId?: string): Promise<unknown>;
  /** Processor time used so far, in milliseconds; null where the system does not tell. */
  cpuMs(): number | null;
  /** The most memory it ever held, in MiB; null where the system does not tell. */
  peakMebibytes(): number | null;
  /** Ends the process and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export interface ProcessSettings {
  dataDir: string;
  variables: Record<string, string>;
  /** Ports to take; 0, any free one, when left out. */
  apiPort?: number;
  sitePort?: number;
  /** Options of Node itself. */
  nodeOptions?: readonly string[];
}

/** Starts the backend and waits until it answers. */
export async function startDeployment(settings: ProcessSettings): Promise<DeploymentProcess> {
  const { dataDir, variables, apiPort = 0, sitePort = 0, nodeOptions = [] } = settings;
  const envFile = path.join(dataDir, "variables.env");
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(envFile, lines.join(""));
  const child = spawn(
    process.execPath,
    [
      ...[...NODE_OPTIONS, ...nodeOptions, "--import", "tsx", MAIN, "--functions", FUNCTIONS_DIR],
      ...["--data", dataDir, "--env-file", envFile, "--admin-key", ADMIN_KEY],
      ...["--port", String(apiPort), "--site-port", String(sitePort)],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const errors: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
  const exited = once(child, "exit");
  const ready = once(createInterface({ input: child.stdout }), "line") as Promise<[string]>;
  const line = await Promise.race([ready, exited.then(() => null)]);
  if (line === null) throw new Error(`The backend did not start:\n${errors.join("")}`);
  const [, apiUrl = "", siteUrl = ""] = /API (\S+), HTTP actions (\S+)/.exec(line[0]) ?? [];
  return {
    pid: child.pid ?? 0,
    webhookUrl: siteUrl + WEBHOOK_PATH,
    run: (name, args = {}, workosId) => runFunction(apiUrl, name, args, workosId),
    cpuMs: () => cpuMs(child.pid),
    peakMebibytes: () => peakMebibytes(child.pid),
    async end(signal) {
      child.kill(signal);
      await exited;
    },
  };
}

async function runFunction(
  apiUrl: string,
  name: string,
  args: object,
  workosId: string | undefined,
): Promise<unknown> {
  const identity = workosId === undefined ? "" : `:${encodeIdentity(workosId)}`;
  const response = await fetch(`${apiUrl}/api/function`, {
    method: "POST",
    headers: {
      authorization: `Convex ${ADMIN_KEY}${identity}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ path: name, args }),
  });
  const answer = (await response.json()) as { value?: unknown; errorMessage?: string };
  if (answer.errorMessage !== undefined) throw new Error(answer.errorMessage);
  if (!response.ok) throw new Error(`${name} was answered with ${response.status}.`);
  return answer.value;
}

function encodeIdentity(subject: string): string {
  const identity = { subject, issuer: "https://tests.example" };
  return Buffer.from(JSON.stringify(identity)).toString("base64");
}

/** Linux counts processor time in hundredths of a second (proc(5), fields 14 and 15 of stat). */
function cpuMs(pid: number | undefined): number | null {
  const fields = readProc(pid, "stat")?.split(") ")[1]?.split(" ");
  return fields === undefined ? null : (Number(fields[11]) + Number(fields[12])) * 10;
}

function peakMebibytes(pid: number | undefined): number | null {
  const [, kibibytes] = /VmHWM:\s+(\d+)/.exec(readProc(pid, "status") ?? "") ?? [];
  return kibibytes === undefined ? null : Math.round(Number(kibibytes) / 1024);
}

function readProc(pid: number | undefined, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return null;
  }
}
