import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** Which files each file imports, types too; all as paths below the folder that was read. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** What only tests need may know everything. */
const TESTING = /\.test\.|\btesting\b|\bfixtures?\b/;

/**
 * Reads what the sources below a folder import from each other.
 * @param root the folder; what lies outside it is left out, as are tests and their helpers
 */
export function importGraph(root: string): ImportGraph {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => /\.tsx?$/.test(file) && !TESTING.test(file));
  const known = new Set(files);
  return new Map(
    files.map((file) => [
      file,
      importsOf(readFileSync(path.join(root, file), "utf8")).flatMap((target) => {
        const place = path.posix.join(path.posix.dirname(file), target);
        const found = ["", ".ts", ".tsx"].map((end) => place + end).find((one) => known.has(one));
        return found ?? [];
      }),
    ]),
  );
}

function importsOf(source: string): string[] {
  const { importedFiles } = ts.preProcessFile(source);
  return importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith("."));
}

/** The first folder of a path, or "." for a file that lies in none. */
export function folderOf(file: string): string {
  const [folder = ".", ...rest] = file.split("/");
  return rest.length === 0 ? "." : folder;
}

/** Files that import each other in a circle, the first one again at the end; null if there is none. */
export function circleIn(graph: ImportGraph): string[] | null {
  const sound = new Set<string>();
  const walk = (file: string, trail: readonly string[]): string[] | null => {
    const seenAt = trail.indexOf(file);
    if (seenAt >= 0) return [...trail.slice(seenAt), file];
    if (sound.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const circle = walk(next, [...trail, file]);
      if (circle !== null) return circle;
    }
    sound.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const circle = walk(file, []);
    if (circle !== null) return circle;
  }
  return null;
}
