import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { FIXTURE_FUNCTIONS } from "./harness";

const MAIN = fileURLToPath(new URL("../../../local/backend/main.ts", import.meta.url));

export interface BackendProcess {
  readonly child: ChildProcess;
  /** What it printed when it was ready. */
  readonly readyLine: string;
  readonly apiUrl: string;
  /** Ends the process and waits until it is gone. @returns its exit code, `null` if killed. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `main.ts` as a person would, on the fixture's functions. */
export async function startBackendProcess(
  dataDir: string,
  ...args: string[]
): Promise<BackendProcess> {
  const child = spawnBackend(dataDir, ...args);
  const lines = createInterface({ input: child.stdout });
  const [readyLine] = (await once(lines, "line")) as [string];
  const apiUrl = /API (\S+?),/.exec(readyLine)?.[1] ?? "";
  return {
    child,
    readyLine,
    apiUrl,
    async end(signal) {
      const exited = once(child, "exit");
      child.kill(signal);
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}

/** Starts `main.ts` without waiting for it to be ready. */
export function spawnBackend(dataDir: string, ...args: string[]) {
  return spawn(
    process.execPath,
    ["--import", "tsx", MAIN, "--data", dataDir, "--functions", FIXTURE_FUNCTIONS, ...args],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
}
