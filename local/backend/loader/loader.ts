import path from "node:path";
import { analyze, type Definitions } from "./analyze";
import { cachedBundles } from "./cache";
import { importBundles, type ModuleGlobals } from "./importBundle";

/** Bundles what changed and evaluates everything anew. */
export type Loader = (globals: ModuleGlobals) => Promise<Definitions>;

/**
 * Loads the functions of one deployment.
 *
 * @param functionsDir - the `convex/` folder
 * @param cacheDir - folder of our own, kept between runs so that a restart bundles nothing
 */
export function createLoader(functionsDir: string, cacheDir: string): Loader {
  const source = path.resolve(functionsDir);
  const cache = path.resolve(cacheDir);
  return async (globals) =>
    analyze(await importBundles(await cachedBundles(source, cache), cache, globals));
}
