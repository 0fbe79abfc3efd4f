import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

/** What writing needs of a file system; tests bring one that fails when they say. */
export interface Disk {
  exists(place: string): boolean;
  /** The place itself, when it is a symbolic link to it. */
  real(place: string): string;
  /** Makes a new folder whose path begins with `prefix`. */
  makeStage(prefix: string): string;
  /** Makes a folder and those above it; returns the topmost one made, or null when all were there. */
  makeFolder(folder: string): string | null;
  /** Writes a new file with the permissions of another, when that one exists. */
  write(file: string, text: string, like: string): void;
  move(from: string, to: string): void;
  /** Removes a folder and those above it while they are empty, up to `end`, which stays. */
  prune(folder: string, end: string): void;
  removeAll(place: string): void;
}

export const nodeDisk: Disk = {
  exists: existsSync,
  real: (place) => (existsSync(place) ? realpathSync(place) : place),
  makeStage: (prefix) => mkdtempSync(prefix),
  makeFolder: (folder) => mkdirSync(folder, { recursive: true }) ?? null,
  write(file, text, like) {
    writeFileSync(file, text);
    if (existsSync(like)) chmodSync(file, statSync(like).mode);
  },
  move: renameSync,
  prune(folder, end) {
    for (let at = folder; at !== end && existsSync(at); at = path.dirname(at)) {
      if (readdirSync(at).length > 0) return;
      rmdirSync(at);
    }
  },
  removeAll: (place) => rmSync(place, { recursive: true, force: true }),
};
