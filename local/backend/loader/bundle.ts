import path from "node:path";
import { build, type BuildFailure } from "esbuild";
import { ENVIRONMENT_OPTIONS, type ModuleEnvironment } from "./bundleOptions";
import type { EntryPoints } from "./entryPoints";

/**
 * All modules of one environment in one file. It exports each module's namespace under the
 * module's path without extension: `users`, `diagnostics/run`.
 */
export interface Bundle {
  environment: ModuleEnvironment;
  code: string;
  sourceMap: string;
  /** Absolute paths of every source file that went in. */
  inputs: string[];
}

const USE_NODE_HINT =
  'It looks like you are using Node APIs from a file without the "use node" directive.\n' +
  'Split out actions using Node.js APIs like this into a new file only containing actions that uses "use node" ' +
  "so these actions will run in a Node.js environment.\n" +
  "For more information see https://docs.convex.dev/functions/runtimes#nodejs-runtime";

/**
 * Bundles modules so that what Convex's CLI refuses is refused here. One file per environment,
 * where the CLI splits into many, because Node loads it several times faster.
 *
 * @throws an error with esbuild's messages
 */
export async function bundleModules(
  functionsDir: string,
  { isolate, auth, node }: EntryPoints,
): Promise<Bundle[]> {
  const bundles = [bundle(functionsDir, isolate, "isolate")];
  if (auth.length > 0) bundles.push(bundle(functionsDir, auth, "auth"));
  if (node.length > 0) bundles.push(bundle(functionsDir, node, "node"));
  return Promise.all(bundles);
}

async function bundle(
  functionsDir: string,
  modules: string[],
  environment: ModuleEnvironment,
): Promise<Bundle> {
  const outfile = path.join(functionsDir, `${environment}.bundle.js`);
  const result = await build({
    ...ENVIRONMENT_OPTIONS[environment],
    stdin: { contents: reexports(functionsDir, modules), resolveDir: functionsDir },
    bundle: true,
    format: "esm",
    target: "esnext",
    jsx: "automatic",
    absWorkingDir: functionsDir,
    outfile,
    conditions: ["convex", "module"],
    write: false,
    sourcemap: "external",
    sourcesContent: false,
    metafile: true,
    logLevel: "silent",
  }).catch((failure: BuildFailure) => {
    throw new Error(describeFailure(failure));
  });
  const textOf = (file: string) => result.outputFiles.find(({ path }) => path === file)?.text ?? "";
  return {
    environment,
    code: textOf(outfile),
    sourceMap: withAbsoluteSources(functionsDir, textOf(`${outfile}.map`)),
    inputs: Object.keys(result.metafile.inputs)
      .filter((input) => !/^(<stdin>|async-hooks:)/.test(input))
      .map((input) => path.resolve(functionsDir, input)),
  };
}

function reexports(functionsDir: string, modules: string[]): string {
  return modules
    .map((file) => {
      const relative = path.relative(functionsDir, file);
      const name = relative.slice(0, -path.extname(relative).length);
      return `export * as ${JSON.stringify(name)} from ${JSON.stringify(`./${relative}`)};`;
    })
    .join("\n");
}

/** Bundles are evaluated elsewhere, where relative sources would lead nowhere. */
function withAbsoluteSources(functionsDir: string, sourceMap: string): string {
  const map: { sources: string[] } = JSON.parse(sourceMap);
  const sources = map.sources.map((source) => path.resolve(functionsDir, source));
  return JSON.stringify({ ...map, sources });
}

function describeFailure({ errors }: BuildFailure): string {
  const lines = errors.map(({ text, location, notes }) =>
    [location ? `${location.file}:${location.line}: ${text}` : text, ...notes.map((n) => n.text)]
      .filter(Boolean)
      .join("\n  "),
  );
  const wantsNode = errors.some(({ notes }) =>
    notes.some(({ text }) => text.includes("Are you trying to bundle for node?")),
  );
  const hints = wantsNode ? [USE_NODE_HINT] : [];
  return ["Bundling the Convex functions failed.", ...lines, ...hints].join("\n");
}
