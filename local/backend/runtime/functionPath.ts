import type { Definitions, FunctionEntry, FunctionKind } from "../loader/analyze";
import { FunctionError } from "./errors";
import type { Caller } from "./types";

/** A function as syscalls name it; exactly one field is set. */
export interface FunctionAddress {
  name?: string;
  functionHandle?: string;
  reference?: string;
}

const HANDLE_PREFIX = "function://;";

/** Brings `dir/mod.js:fn`, `mod:fn` and `mod` (its default export) into the form `mod:fn`. */
export function normalizePath(path: string): string {
  const separator = path.lastIndexOf(":");
  const module = separator < 0 ? path : path.slice(0, separator);
  const name = separator < 0 ? "default" : path.slice(separator + 1);
  return `${module.replace(/\.[jt]s$/, "")}:${name}`;
}

/** The same function as the scheduler stores it: `mod.js:fn`. */
export function storedPath(path: string): string {
  return path.replace(/:([^:]*)$/, ".js:$1");
}

/** A string that names the function in `createFunctionHandle`'s form. */
export function handleOf(path: string): string {
  return HANDLE_PREFIX + path;
}

/**
 * @returns the address as `mod:fn`
 * @throws for references into components, which this backend does not have
 */
export function pathOf({ name, functionHandle, reference }: FunctionAddress): string {
  if (name !== undefined) return normalizePath(name);
  if (functionHandle?.startsWith(HANDLE_PREFIX)) {
    return normalizePath(functionHandle.slice(HANDLE_PREFIX.length));
  }
  throw new Error(
    `The embedded backend does not support components (${reference ?? functionHandle}). ` +
      `Deploy to Convex to use them.`,
  );
}

/**
 * Finds a function the caller may run.
 *
 * @param kind - what the function must be, where the caller demands one
 * @throws FunctionError with Convex's text when it is missing, internal to a public caller,
 *   or of another kind
 */
export function findFunction(
  { functions }: Definitions,
  path: string,
  caller: Caller,
  kind?: FunctionKind,
): FunctionEntry {
  const entry = functions.get(path);
  if (!entry || (caller === "public" && entry.visibility === "internal")) {
    throw new FunctionError(missing(path, caller));
  }
  if (kind && entry.kind !== kind) {
    throw new FunctionError(
      `Trying to execute ${storedPath(path)} as ${titled(kind)}, but it is defined as ${titled(entry.kind)}.`,
    );
  }
  return entry;
}

function missing(path: string, caller: Caller): string {
  const what = caller === "public" ? "public function" : "function";
  return `Could not find ${what} for '${displayPath(path)}'. Did you forget to run \`npx convex dev\`?`;
}

function displayPath(path: string): string {
  return path.replace(/:default$/, "");
}

function titled(kind: FunctionKind): string {
  return { query: "Query", mutation: "Mutation", action: "Action" }[kind];
}
