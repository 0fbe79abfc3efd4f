import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

interface ConsoleBuildOptions {
  root: string;
  /** Where the built console is kept between runs. */
  outDir: string;
  log: (line: string) => void;
}

/** What the built console is made of. */
const SOURCES = ["admin", "convex", "webhooks", "vite.config.ts", "package-lock.json"];

/** No variable begins like this: the build is for any deployment, whatever `.env.local` says. */
const NO_VARIABLES = "GATEHOUSE_BUILD_";

/** Builds the console, unless nothing it is made of changed since the last time. */
export async function buildConsoleWhenChanged(options: ConsoleBuildOptions): Promise<void> {
  const { root, outDir, log } = options;
  const stampFile = path.join(outDir, ".sources");
  const stamp = hashSources(root);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  log("Building the console …");
  // Loading Vite takes a second, which a start that builds nothing does not have.
  const { build } = await import("vite");
  await build({
    configFile: path.join(root, "vite.config.ts"),
    logLevel: "error",
    envPrefix: NO_VARIABLES,
    build: { outDir, emptyOutDir: true },
  });
  writeFileSync(stampFile, stamp);
}

function hashSources(root: string): string {
  const hash = createHash("sha256");
  for (const source of SOURCES) addToHash(hash, path.join(root, source));
  return hash.digest("hex");
}

function addToHash(hash: ReturnType<typeof createHash>, entry: string): void {
  if (!statSync(entry).isDirectory()) {
    hash.update(entry).update(readFileSync(entry));
    return;
  }
  for (const name of readdirSync(entry).sort()) {
    if (!/\.test\.tsx?$/.test(name)) addToHash(hash, path.join(entry, name));
  }
}
