import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** The last line `npm start` prints once everything answers. */
const READY = "Ctrl-C stops everything";

type FourPorts = [console: number, api: number, site: number, workos: number];

/** A launcher that runs, ready or not. */
export interface LauncherProcess {
  dataDir: string;
  ports: FourPorts;
  /** Everything printed so far. */
  output(): string;
  /** Waits until the output has a text. Throws with the output when the process ends before. */
  until(text: string): Promise<void>;
  /** Presses Ctrl-C and waits. Returns the exit code; null through npm, which ends by the signal. */
  stop(): Promise<number | null>;
  /** Removes the data. Call after `stop`. */
  cleanUp(): void;
}

/** A running `npm start` on free ports with data of its own. */
export interface LaunchedStack extends LauncherProcess {
  consoleUrl: string;
  apiUrl: string;
  siteUrl: string;
  workosUrl: string;
}

export interface LaunchSettings {
  users?: number;
  /** A data folder of an earlier stack, to start again on. */
  dataDir?: string;
  ports?: FourPorts;
  /** Start over. */
  fresh?: boolean;
  /** Through `npm start` itself, so that npm and `local/setup.mjs` stand between. */
  throughNpm?: boolean;
  /** A copy of this project to run, instead of this one. */
  root?: string;
}

/** Runs the launcher as a person would, and waits until it says it is ready. */
export async function launchStack(settings: LaunchSettings = {}): Promise<LaunchedStack> {
  const launcher = await spawnLauncher(settings);
  await launcher.until(READY);
  const [console, api, site, workos] = launcher.ports;
  return {
    ...launcher,
    consoleUrl: `http://localhost:${console}`,
    apiUrl: `http://127.0.0.1:${api}`,
    siteUrl: `http://127.0.0.1:${site}`,
    workosUrl: `http://127.0.0.1:${workos}`,
  };
}

/** Runs the launcher and waits for nothing. */
export async function spawnLauncher(settings: LaunchSettings = {}): Promise<LauncherProcess> {
  const dataDir = settings.dataDir ?? mkdtempSync(path.join(tmpdir(), "gatehouse-stack-"));
  const ports = settings.ports ?? (await freePorts());
  const [console, api, site, workos] = ports;
  const folder = settings.root ?? root;
  const [command, ...before] = settings.throughNpm ? npmStart() : launcherAlone(folder);
  const child = spawn(
    command,
    [
      ...before,
      ...["--data", dataDir, "--users", String(settings.users ?? 200)],
      ...["--port", String(console), "--api-port", String(api)],
      ...["--site-port", String(site), "--workos-port", String(workos)],
      ...(settings.fresh ? ["--fresh"] : []),
    ],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NODE_ENV: "" },
      // A process group of its own, as a terminal gives it: Ctrl-C reaches all of it.
      detached: true,
    },
  );
  const exited = once(child, "exit");
  const output = collectOutput(child);
  return {
    dataDir,
    ports,
    output,
    until: (text) => untilPrinted(child, output, text),
    async stop() {
      const running = child.exitCode === null && child.signalCode === null;
      if (running && child.pid !== undefined) process.kill(-child.pid, "SIGINT");
      await exited;
      return child.exitCode;
    },
    cleanUp: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

type Command = [command: string, ...args: string[]];

function launcherAlone(folder: string): Command {
  return [process.execPath, "--import", "tsx", path.join(folder, "local/launcher/main.ts")];
}

/** @throws when `npm start` would install first, under the feet of the tests that run */
function npmStart(): Command {
  const read = (file: string) => readFileSync(path.join(root, file), "utf8");
  const wanted = createHash("sha256").update(read("package-lock.json")).digest("hex");
  if (read("node_modules/.gatehouse-lock") !== wanted) {
    throw new Error("node_modules is older than package-lock.json: run the tests with npm test.");
  }
  return ["npm", "start", "--"];
}

function collectOutput(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  }
  return () => text;
}

function untilPrinted(child: ChildProcess, output: () => string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (output().includes(text)) resolve();
    };
    look();
    child.stdout?.on("data", look);
    child.once("exit", (code) =>
      reject(new Error(`npm start ended with code ${code} before it was ready:\n${output()}`)),
    );
  });
}

/** Four ports nobody listens on at this moment. */
export async function freePorts(): Promise<FourPorts> {
  const servers = [createServer(), createServer(), createServer(), createServer()] as const;
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) =>
          server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)),
        ),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports as FourPorts;
}
