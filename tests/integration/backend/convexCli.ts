import { execFile } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Backend } from "../../../local/backend/backend";
import { temporaryFolder } from "./harness";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  /** Where the CLI reports progress and errors. */
  readonly stderr: string;
}

/** Copies the fixture to a folder of its own, where a test may change it. */
export function copyFixtureProject(): string {
  const project = temporaryFolder();
  cpSync(fileURLToPath(new URL("./fixture", import.meta.url)), project, { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"));
  return project;
}

/** Runs the official `convex` command in a project, against a backend. */
export function convexCli(
  project: string,
  { apiUrl, adminKey }: Pick<Backend, "apiUrl" | "adminKey">,
  ...args: string[]
): Promise<CliResult> {
  const env = {
    PATH: process.env["PATH"],
    HOME: project,
    NO_COLOR: "1",
    CONVEX_SELF_HOSTED_URL: apiUrl,
    CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey,
  };
  const command = join(ROOT, "node_modules/convex/bin/main.js");
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [command, ...args],
      { cwd: project, env },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
    child.stdin?.end();
  });
}
