import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { version } from "esbuild";
import { bundleModules, type Bundle } from "./bundle";
import { ENVIRONMENT_OPTIONS } from "./bundleOptions";
import { findEntryPoints } from "./entryPoints";

interface CachedBundles {
  /** What the bundles were made by; any difference means bundling again. */
  key: string;
  /** What they were made from. */
  stamps: [file: string, stamp: string][];
  bundles: Bundle[];
}

/** Raised when `CachedBundles` changes its shape. */
const FORMAT = 1;

/**
 * Bundles a functions folder, or reads the last bundles when no input changed.
 *
 * @param functionsDir - absolute path of the `convex/` folder
 * @param cacheDir - folder of our own; `bundles.json` in it are the last bundles
 */
export async function cachedBundles(functionsDir: string, cacheDir: string): Promise<Bundle[]> {
  const entryPoints = findEntryPoints(functionsDir);
  const key = JSON.stringify([FORMAT, version, functionsDir, entryPoints, ENVIRONMENT_OPTIONS]);
  const file = path.join(cacheDir, "bundles.json");
  const cached = read(file);
  if (cached?.key === key && cached.stamps.every(([input, stamp]) => stampOf(input) === stamp)) {
    return cached.bundles;
  }
  const bundles = await bundleModules(functionsDir, entryPoints);
  const inputs = bundles.flatMap((bundle) => bundle.inputs);
  const stamps = [...inputs, path.join(functionsDir, "tsconfig.json")].map(
    (input): [string, string] => [input, stampOf(input)],
  );
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(file, JSON.stringify({ key, stamps, bundles } satisfies CachedBundles));
  return bundles;
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs}/${stat.size}` : "missing";
}

function read(file: string): CachedBundles | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null; // Absent or cut off by a crash: bundling again repairs it.
  }
}
