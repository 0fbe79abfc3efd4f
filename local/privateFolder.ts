import { chmodSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";

/** What the owner may do; nothing is left for others. */
const OWNER_ONLY = 0o700;

/**
 * Makes a folder that nobody but this user can look into, with the folders above it, when it is missing.
 * Whatever this process makes from then on, anywhere, is its user's alone.
 */
export function makePrivateFolder(folder: string): void {
  process.umask(0o777 & ~OWNER_ONLY);
  mkdirSync(folder, { recursive: true });
}

/**
 * Takes others' rights off a folder and all that is in it, links apart: they may lead elsewhere.
 * Does nothing on Windows, where a user's folders are that user's by default.
 */
export function takeFromOthers(folder: string): void {
  if (process.platform === "win32") return;
  narrow(folder);
  const inside = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of inside) {
    if (!entry.isSymbolicLink()) narrow(path.join(entry.parentPath, entry.name));
  }
}

function narrow(file: string): void {
  const { mode } = lstatSync(file);
  if ((mode & 0o777 & ~OWNER_ONLY) !== 0) chmodSync(file, mode & OWNER_ONLY);
}
