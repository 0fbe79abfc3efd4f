import { spawnSync } from "node:child_process";

/** What git says about the app. */
export interface GitState {
  /** False when the app is in no git repository, or git is not installed. */
  isTracked: boolean;
  /** Absolute paths of files that differ from the last commit, untracked ones included. */
  changed: string[];
}

/** Asks git what is not committed below a folder. */
export function readGit(folder: string): GitState {
  const root = git(folder, ["rev-parse", "--show-toplevel"]);
  const status = git(folder, [
    "status",
    "--porcelain=v1",
    "-z",
    "--untracked-files=all",
    "--",
    ".",
  ]);
  if (root === null || status === null) return { isTracked: false, changed: [] };
  return { isTracked: true, changed: pathsOf(status).map((one) => `${root.trim()}/${one}`) };
}

/** The paths of `git status --porcelain -z`: a renamed file is followed by its old name. */
export function pathsOf(status: string): string[] {
  const paths: string[] = [];
  let isOldName = false;
  for (const entry of status.split("\0").filter((one) => one !== "")) {
    paths.push(isOldName ? entry : entry.slice(3));
    isOldName = !isOldName && /^[RC]/.test(entry);
  }
  return paths;
}

function git(folder: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync("git", ["-C", folder, ...args], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return status === 0 ? stdout : null;
}
