import type { BuildOptions, Plugin } from "esbuild";

/**
 * Where Convex runs a module: its own runtime, Node for files with `"use node"`, and for
 * `auth.config.ts` its own runtime once more, at the push and by itself.
 */
export type ModuleEnvironment = "isolate" | "node" | "auth";

/** Where a bundle finds the globals of its deployment; see `runtime/globals.ts`. */
const GLOBALS = "const __convex = globalThis.__convexGlobals(import.meta.url);";
/** What bundled CommonJS packages load Node's modules with. */
const REQUIRE =
  'import { createRequire as __convexRequire } from "node:module";\n' +
  "const require = __convexRequire(import.meta.url);\n";

/** Globals that modules reach only through their deployment. */
const REDIRECTED: Record<"isolate" | "node", string[]> = {
  isolate: [
    "process",
    "console",
    "fetch",
    "setTimeout",
    "setInterval",
    "clearTimeout",
    "clearInterval",
    "Date",
  ],
  node: ["process.env", "console"],
};

/**
 * Node's globals that Convex's default runtime does not have (convex-backend,
 * `npm-packages/udf-runtime/src/setup.ts`; it does have `performance` and `structuredClone`).
 */
const NODE_ONLY = ["Buffer", "setImmediate", "clearImmediate", "global"];
/** Makes a name that nothing defines: using it throws, and `typeof` still says "undefined". */
export const NODE_ONLY_SUFFIX = "__needs_use_node";

/** Convex's runtime has no `async_hooks` module but has its classes as globals. */
const asyncHooksPlugin: Plugin = {
  name: "async-hooks",
  setup(build) {
    build.onResolve({ filter: /^(node:)?async_hooks$/ }, ({ path }) => ({
      path,
      namespace: "async-hooks",
    }));
    build.onLoad({ filter: /.*/, namespace: "async-hooks" }, () => ({
      contents: "export const { AsyncLocalStorage, AsyncResource } = __convex;",
    }));
  },
};

const ISOLATE = {
  platform: "browser",
  define: { ...redirect("isolate"), ...hideNodeOnly(), "Math.random": "__convex.random" },
  banner: { js: GLOBALS },
  plugins: [asyncHooksPlugin],
} satisfies BuildOptions;

/** What esbuild is told per environment, as Convex's CLI does (`convex/src/bundler`). */
export const ENVIRONMENT_OPTIONS: Record<ModuleEnvironment, BuildOptions> = {
  isolate: ISOLATE,
  auth: {
    ...ISOLATE,
    define: {
      ...ISOLATE.define,
      process: "__convex.configProcess",
      "globalThis.process": "__convex.configProcess",
    },
  },
  node: {
    platform: "node",
    define: redirect("node"),
    banner: { js: REQUIRE + GLOBALS },
  },
};

function redirect(environment: keyof typeof REDIRECTED): Record<string, string> {
  const define: Record<string, string> = { "process.env.NODE_ENV": '"production"' };
  for (const name of REDIRECTED[environment]) {
    define[name] = `__convex.${name}`;
    define[`globalThis.${name}`] = `__convex.${name}`;
  }
  return define;
}

function hideNodeOnly(): Record<string, string> {
  const define: Record<string, string> = {};
  for (const name of NODE_ONLY) {
    define[name] = name + NODE_ONLY_SUFFIX;
    define[`globalThis.${name}`] = "undefined";
  }
  return define;
}
