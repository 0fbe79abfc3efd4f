import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Bundle } from "./bundle";
import type { ModuleEnvironment } from "./bundleOptions";

/** What modules see as `process`, `fetch`, `Date`, … (the names in `bundleOptions.ts`). */
export type ModuleGlobals = Readonly<Record<string, unknown>>;

interface EvaluatedModule {
  environment: ModuleEnvironment;
  exports: Record<string, unknown>;
}

/** Modules by their path without extension, such as `users` or `diagnostics/run`. */
export type Modules = Map<string, EvaluatedModule>;

const globalsByFile = new Map<string, ModuleGlobals>();

Reflect.set(globalThis, "__convexGlobals", (fileUrl: string) => {
  const globals = globalsByFile.get(fileUrl);
  // A bundle asks once, while it is evaluated.
  globalsByFile.delete(fileUrl);
  return globals;
});

/**
 * Evaluates bundles in a namespace of their own: always at a new address, because Node never
 * evaluates the same one twice, not even after a failure.
 *
 * @param folder - where a temporary folder may be made
 * @throws whatever a module throws while it is evaluated
 */
export async function importBundles(
  bundles: Bundle[],
  folder: string,
  globals: ModuleGlobals,
): Promise<Modules> {
  mkdirSync(folder, { recursive: true });
  const evaluated = mkdtempSync(path.join(folder, "evaluated-"));
  try {
    const modules: Modules = new Map();
    for (const bundle of bundles) {
      const namespaces = await importBundle(bundle, evaluated, globals);
      for (const [name, exports] of Object.entries(namespaces)) {
        modules.set(name, { environment: bundle.environment, exports });
      }
    }
    return modules;
  } finally {
    // Node has read the code, its source map within, and never asks again.
    rmSync(evaluated, { recursive: true });
  }
}

async function importBundle(
  { environment, code, sourceMap }: Bundle,
  folder: string,
  globals: ModuleGlobals,
): Promise<Record<string, Record<string, unknown>>> {
  const file = path.join(folder, `${environment}.mjs`);
  writeFileSync(file, `${code}\n//# sourceMappingURL=${inline(sourceMap)}\n`);
  const url = pathToFileURL(file).href;
  globalsByFile.set(url, globals);
  return import(/* @vite-ignore */ url);
}

/** In the code itself, because newer Nodes read a source map only when a stack is first asked for. */
function inline(sourceMap: string): string {
  return `data:application/json;base64,${Buffer.from(sourceMap).toString("base64")}`;
}
