import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Texts by path below a folder, with forward slashes, in order. */
export type Tree = ReadonlyMap<string, string>;

const LEFT_OUT = new Set(["node_modules", ".git"]);

/**
 * Reads all files below a folder; an empty tree when there is no such folder.
 * @param wanted says by its path whether a file is read.
 */
export function readTree(folder: string, wanted: (file: string) => boolean = () => true): Tree {
  const files = existsSync(folder) ? [...filesBelow(folder, "")].filter(wanted).sort() : [];
  return new Map(files.map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
}

function* filesBelow(folder: string, below: string): Generator<string> {
  for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
    const file = path.posix.join(below, entry.name);
    if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) yield* filesBelow(folder, file);
    if (entry.isFile() || (entry.isSymbolicLink() && isFile(path.join(folder, file)))) yield file;
  }
}

const isFile = (place: string): boolean =>
  statSync(place, { throwIfNoEntry: false })?.isFile() ?? false;
