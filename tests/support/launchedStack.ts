import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** The last line `npm start` prints once everything answers. */
const READY = "Ctrl-C stops everything";

/** A running `npm start` on free ports with data of its own. */
export interface LaunchedStack {
  consoleUrl: string;
  apiUrl: string;
  siteUrl: string;
  workosUrl: string;
  dataDir: string;
  /** Everything printed so far. */
  output(): string;
  /** Presses Ctrl-C and waits. Returns the exit code. */
  stop(): Promise<number | null>;
  /** Removes the data. Call after `stop`. */
  cleanUp(): void;
}

export interface LaunchSettings {
  users?: number;
  /** A data folder of an earlier stack, to start again on. */
  dataDir?: string;
  ports?: [console: number, api: number, site: number, workos: number];
}

/** Runs the launcher as a person would, and waits until it says it is ready. */
export async function launchStack(settings: LaunchSettings = {}): Promise<LaunchedStack> {
  const dataDir = settings.dataDir ?? mkdtempSync(path.join(tmpdir(), "gatehouse-stack-"));
  const [console, api, site, workos] = settings.ports ?? (await freePorts());
  const child = spawn(
    process.execPath,
    [
      ...["--import", "tsx", path.join(root, "local/launcher/main.ts")],
      ...["--data", dataDir, "--users", String(settings.users ?? 200)],
      ...["--port", String(console), "--api-port", String(api)],
      ...["--site-port", String(site), "--workos-port", String(workos)],
    ],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_ENV: "" } },
  );
  const output = collectOutput(child);
  await untilReady(child, output);
  return {
    consoleUrl: `http://localhost:${console}`,
    apiUrl: `http://127.0.0.1:${api}`,
    siteUrl: `http://127.0.0.1:${site}`,
    workosUrl: `http://127.0.0.1:${workos}`,
    dataDir,
    output,
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      child.kill("SIGINT");
      await once(child, "exit");
      return child.exitCode;
    },
    cleanUp: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

function collectOutput(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  }
  return () => text;
}

function untilReady(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", () => {
      if (output().includes(READY)) resolve();
    });
    child.once("exit", (code) =>
      reject(new Error(`npm start ended with code ${code} before it was ready:\n${output()}`)),
    );
  });
}

/** Four ports nobody listens on at this moment. */
export async function freePorts(): Promise<[number, number, number, number]> {
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
  return ports as [number, number, number, number];
}
