import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The files of a functions folder, sorted into the environments Convex runs them in. */
export interface EntryPoints {
  /** Modules for Convex's own runtime, `schema.ts` included. */
  isolate: string[];
  /** `auth.config.ts`, if there is one. */
  auth: string[];
  /** Modules that begin with `"use node"`. */
  node: string[];
}

const MODULE_EXTENSION = /\.([mc]?[jt]s|[jt]sx)$/;
const TYPESCRIPT = /\.tsx?$/;
const IMPORTS_OR_EXPORTS = /^\s{0,100}(import|export)/m;
const LEADING_COMMENTS = /^(\s+|\/\/[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/;
const DIRECTIVE = /^(["'])(use [a-z]+)\1\s*;?/;
const AUTH_CONFIG = "auth.config";
/** Modules Convex evaluates itself, so they can never ask for Node. */
const ISOLATE_ONLY = ["http", "crons", "schema", AUTH_CONFIG];

/**
 * Finds the modules of a functions folder by the rules of Convex's CLI: no `_generated`,
 * no dotfiles, no names with several dots (tests, type declarations) or with spaces.
 *
 * @param functionsDir - absolute path of the `convex/` folder
 * @returns absolute paths, sorted
 * @throws when a file that Convex evaluates itself says `"use node"`
 */
export function findEntryPoints(functionsDir: string): EntryPoints {
  const found: EntryPoints = { isolate: [], auth: [], node: [] };
  for (const file of walk(functionsDir)) {
    const relative = path.relative(functionsDir, file);
    if (!isModule(relative)) continue;
    const source = readFileSync(file, "utf8");
    if (TYPESCRIPT.test(file) && !IMPORTS_OR_EXPORTS.test(source)) continue;
    found[environmentOf(relative, source)].push(file);
  }
  return found;
}

function environmentOf(relative: string, source: string): keyof EntryPoints {
  const name = relative.replace(MODULE_EXTENSION, "");
  if (!directives(source).includes("use node")) return name === AUTH_CONFIG ? "auth" : "isolate";
  if (ISOLATE_ONLY.includes(name)) {
    throw new Error(`"use node" directive is not allowed for ${relative}.`);
  }
  return "node";
}

function directives(source: string): string[] {
  const found: string[] = [];
  let rest = source.replace(LEADING_COMMENTS, "");
  for (let match = DIRECTIVE.exec(rest); match; match = DIRECTIVE.exec(rest)) {
    found.push(match[2] ?? "");
    rest = rest.slice(match[0].length).replace(LEADING_COMMENTS, "");
  }
  return found;
}

function isModule(relative: string): boolean {
  if (!MODULE_EXTENSION.test(relative) || relative.includes(" ")) return false;
  if (relative.startsWith(`_generated${path.sep}`)) return false;
  if (/^auth\.config\.[jt]s$/.test(relative)) return true;
  const base = path.basename(relative);
  return !/^[.#]/.test(base) && base.split(".").length === 2;
}

function* walk(directory: string): Generator<string> {
  const entries = readdirSync(directory, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(directory, entry.name);
    if (entry.isDirectory() && entry.name !== "node_modules") yield* walk(full);
    else if (entry.isFile()) yield full;
  }
}
