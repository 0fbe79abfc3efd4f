import { minVersion, validRange } from "semver";
import type { Tree } from "../app/tree";
import { packagesOf } from "./moveImports";

/** The oldest Convex that `convex-helpers` works with. */
const CONVEX = "^1.43.0";
/** The TypeScript the folder compiles under; asked for only where the app has TypeScript. */
export const TYPESCRIPT = ">=5.5.0 <7.0.0";

/**
 * Which packages the shipped files import, and in which versions.
 * @param ranges of Gatehouse's own `package.json`; an exact one is loosened to what goes with it.
 * @throws Error when a file imports what Gatehouse itself does not ask for.
 */
export function needsOf(contents: Tree, ranges: Record<string, string>): Record<string, string> {
  const names = new Set(
    [...contents].filter(isCode).flatMap(([file, text]) => packagesOf(file, text)),
  );
  return Object.fromEntries([...names].sort().map((name) => [name, rangeOf(name, ranges)]));
}

const isCode = ([file]: readonly [string, string]): boolean => /\.[cm]?[jt]sx?$/.test(file);

function rangeOf(name: string, ranges: Record<string, string>): string {
  if (name === "convex") return CONVEX;
  const range = validRange(ranges[name]);
  if (range === null)
    throw new Error(`A shipped file imports ${name}, which package.json does not ask for.`);
  return `^${minVersion(range)?.version ?? range}`;
}
