import { existsSync } from "node:fs";
import { join } from "node:path";
import type { WireJson } from "../values/types";
import type { JsonObject } from "./exchange";
import { HttpError } from "./httpError";

/** Suffixes a module's source may have; the CLI names every module `….js`. */
const SOURCE_SUFFIXES = [".ts", ".tsx", ".js", ".jsx", ".mts", ".mjs", ".cts", ".cjs"];

/** One entry of `function-spec` that is not an HTTP action. */
interface SpecEntry {
  identifier: string;
  functionType: string;
  visibility: WireJson;
  args: WireJson;
  returns: WireJson;
}

/**
 * Refuses a push from a project other than the one this backend serves: functions are loaded
 * from disk, so what such a push brings would silently not run.
 *
 * @throws HttpError 400 naming the folder that is served.
 */
export function checkSameProject(push: JsonObject, functionsDir: string): void {
  const app = push["appDefinition"] as { changedModules?: { path: string }[] } | undefined;
  const stranger = app?.changedModules?.find(
    ({ path }) => !path.startsWith("_deps/") && !hasSource(functionsDir, path),
  );
  if (stranger === undefined) return;
  throw new HttpError(
    400,
    "OtherProject",
    `This backend loads functions from ${functionsDir}, which has no module '${stranger.path}'. ` +
      `Run the command in that project, or start the backend with --functions for this one.`,
  );
}

function hasSource(functionsDir: string, modulePath: string): boolean {
  const stem = join(functionsDir, modulePath.replace(/\.js$/, ""));
  return SOURCE_SUFFIXES.some((suffix) => existsSync(stem + suffix));
}

/**
 * What `deploy2/start_push` answers: the functions as they are loaded now, in the shape the CLI
 * checks and generates code from.
 */
export function startPushResponse(
  spec: readonly WireJson[],
  environmentVariables: Record<string, string>,
  serverVersion: string,
): JsonObject {
  return {
    environmentVariables,
    externalDepsId: null,
    componentDefinitionPackages: {},
    appAuth: [],
    analysis: {
      "": {
        ...APP_DEFINITION,
        functions: analyzedModules(spec),
        udfConfig: { serverVersion, importPhaseRngSeed: null, importPhaseUnixTimestamp: null },
      },
    },
    app: {
      definitionPath: "",
      componentPath: "",
      args: {},
      childComponents: {},
      httpRoutes: { httpModuleRoutes: null, mounts: [] },
      exports: {},
    },
    schemaChange: SCHEMA_CHANGE,
  };
}

/** What a push changes in the schema: it is applied when functions are reloaded. */
export const SCHEMA_CHANGE: JsonObject = {
  allocatedComponentIds: {},
  schemaIds: {},
  indexDiffs: {},
};

const APP_DEFINITION: JsonObject = {
  definition: {
    path: "",
    definitionType: { type: "app" },
    childComponents: [],
    httpMounts: {},
    exports: { type: "branch", branch: [] },
    envVars: [],
  },
  schema: null,
};

function analyzedModules(spec: readonly WireJson[]): JsonObject {
  const modules: Record<string, { functions: JsonObject[] } & JsonObject> = {};
  for (const entry of spec as unknown as SpecEntry[]) {
    if (entry.functionType === "HttpAction") continue;
    const [path = "", name = "default"] = entry.identifier.split(":");
    const module = (modules[path] ??= {
      functions: [],
      httpRoutes: null,
      cronSpecs: null,
      sourceMapped: null,
    });
    module.functions.push({
      name,
      pos: null,
      udfType: entry.functionType,
      visibility: entry.visibility,
      args: JSON.stringify(entry.args),
      returns: JSON.stringify(entry.returns),
    });
  }
  return modules;
}
