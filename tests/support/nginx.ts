import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const startScript = fileURLToPath(
  new URL("../../admin/hosting/container/start.sh", import.meta.url),
);

/** Where nginx is usually installed. */
const USUAL_PLACES = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"];
const BREW = "/opt/homebrew/bin/nginx";

/** Who serves when the tests are run by root: nobody, as in the container. */
const NOBODY = 65_534;

/** nginx with the console, as the container runs it. */
export interface NginxSite {
  url: string;
  /** What it printed: the access log, and what it complained of. */
  log(): string;
  stop(): Promise<void>;
}

interface NginxOptions {
  /** A folder of its own, which nobody else uses. */
  folder: string;
  /** The built console. */
  root: string;
  port: number;
  /** `GATEHOUSE_…` variables, as somebody sets them for the container. */
  settings: Record<string, string>;
}

/** @throws when there is no nginx, saying how to get it */
function findNginx(): string {
  const named = process.env.NGINX_PATH;
  const found = named ?? [...USUAL_PLACES, BREW].find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new Error(
    "No nginx found, and this test serves the console through a real one. Install it (Debian: apt-get install nginx; macOS: brew install nginx), or set NGINX_PATH to one.",
  );
}

/** Starts nginx through the container's own script, on loopback and without root. */
export async function startNginx(options: NginxOptions): Promise<NginxSite> {
  const { folder, port } = options;
  const run = path.join(folder, "run");
  const logFile = path.join(folder, "log");
  mkdirSync(run);
  const log = openSync(logFile, "a");
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const place of [run, logFile]) chownSync(place, NOBODY, NOBODY);
  chmodSync(folder, 0o755);
  const child = spawn(startScript, {
    stdio: ["ignore", log, log],
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    env: {
      ...options.settings,
      PATH: `${path.dirname(findNginx())}:${process.env.PATH ?? ""}`,
      GATEHOUSE_RUN_DIR: run,
      GATEHOUSE_LISTEN: `127.0.0.1:${port}`,
      GATEHOUSE_ROOT: options.root,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const read = () => readFileSync(logFile, "utf8");
  await untilAnswering(child, url, read);
  return { url, log: read, stop: () => stop(child) };
}

async function untilAnswering(child: ChildProcess, url: string, log: () => string): Promise<void> {
  while (child.exitCode === null) {
    if (await fetch(url).catch(() => null)) return;
    await wait(50);
  }
  throw new Error(`nginx ended with code ${child.exitCode}:\n${log()}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGQUIT");
  await exited;
}
