import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../refusal";
import { LOCK_FILES, parseLock, type Lock } from "./lock";

/**
 * Reads the lock file that serves a package, its own or that of the workspace it is in.
 * @param folder of the package, absolute.
 * @returns null when there is none up to the end of the repository.
 * @throws Refusal when the file cannot be read as what its name says.
 */
export function readLock(folder: string, ranges: Record<string, string>): Lock | null {
  for (let from = folder; ; from = path.dirname(from)) {
    const found = LOCK_FILES.find(({ file }) => existsSync(path.join(from, file)));
    if (found !== undefined) return open(from, found, folder, ranges);
    if (existsSync(path.join(from, ".git")) || from === path.dirname(from)) return null;
  }
}

function open(
  from: string,
  { file, kind }: (typeof LOCK_FILES)[number],
  folder: string,
  ranges: Record<string, string>,
): Lock {
  const place = path.join(from, file);
  const below = path.relative(from, folder).replaceAll(path.sep, "/");
  try {
    return parseLock(kind, readFileSync(place, "utf8"), below, ranges);
  } catch {
    throw new Refusal(
      `${place} cannot be read: let your package manager write it anew and try again.`,
    );
  }
}
