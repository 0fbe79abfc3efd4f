import { findSourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

interface Place {
  file: string;
  line: number;
  column: number;
}

const FRAME = /^ {4}at (?:(.+) \()?([^()]+):(\d+):(\d+)\)?$/;

/**
 * Picks the stack frames that lie in a functions folder and words them as Convex does:
 * `    at handler (../convex/users.ts:12:3)`.
 *
 * @param functionsDir - absolute path of the folder
 */
export function frameFilter(functionsDir: string): (error: Error) => string[] {
  const base = path.dirname(functionsDir);
  return ({ stack = "" }) =>
    stack.split("\n").flatMap((frame) => {
      const [, name, file, line, column] = FRAME.exec(frame) ?? [];
      if (file === undefined) return [];
      const place = original({ file: asPath(file), line: Number(line), column: Number(column) });
      if (!place.file.startsWith(functionsDir + path.sep)) return [];
      const shown = `../${path.relative(base, place.file)}:${place.line}:${place.column}`;
      return [`    at ${name === undefined ? shown : `${name} (${shown})`}`];
    });
}

/** Follows the source map of a bundled file; anything else stays where it is. */
function original(place: Place): Place {
  const origin = findSourceMap(place.file)?.findOrigin(place.line, place.column);
  if (!origin || !("fileName" in origin) || !origin.fileName) return place;
  const { fileName, lineNumber, columnNumber } = origin;
  return { file: asPath(fileName), line: lineNumber, column: columnNumber };
}

function asPath(file: string): string {
  return file.startsWith("file://") ? fileURLToPath(file) : file;
}
