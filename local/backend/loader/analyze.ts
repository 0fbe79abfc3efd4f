import type { AuthProvider } from "convex/server";
import type { ValidatorJson } from "../schema/validatorJson";
import type { WireJson } from "../values/types";
import type { Modules } from "./importBundle";

export type FunctionKind = "query" | "mutation" | "action";

/** One exported query, mutation or action. */
export interface FunctionEntry {
  /** `module:export`, without the `.js` some callers write. */
  path: string;
  kind: FunctionKind;
  visibility: "public" | "internal";
  args: ValidatorJson;
  /** null when the function declares no `returns`. */
  returns: ValidatorJson | null;
  /** Takes the JSON text of `[args]`, answers the JSON text of the result. */
  invoke(requestId: string, argsJson: string): Promise<string>;
}

/** One entry of `crons.ts`, as `crons.export()` describes it. */
export interface CronSpec {
  name: string;
  args: WireJson[];
  schedule: { type: string; [key: string]: WireJson };
}

/** What is used of the default export of `http.ts`, `httpRouter()` of `convex/server`. */
interface AppRouter {
  lookup(path: string, method: string): readonly [HttpEndpoint, string, string] | null;
  getRoutes(): (readonly [path: string, method: string, endpoint: HttpEndpoint])[];
}

interface HttpEndpoint {
  invokeHttpAction(request: Request): Promise<unknown>;
}

/** Everything a functions folder defines. */
export interface Definitions {
  functions: Map<string, FunctionEntry>;
  /** Module paths, to tell a missing module from a missing export. */
  modules: Set<string>;
  router: AppRouter | null;
  crons: Record<string, CronSpec>;
  /** `schema.export()` text, or null without a schema. */
  schemaJson: string | null;
  authProviders: AuthProvider[];
}

/** A deployment without functions. */
export function emptyDefinitions(): Definitions {
  return analyze(new Map());
}

/** What `convex/server` hangs on a registered function (`registration_impl.ts`). */
interface RegisteredFunction {
  isQuery?: true;
  isMutation?: true;
  isAction?: true;
  isInternal?: true;
  exportArgs(): string;
  exportReturns(): string;
  invokeQuery(argsJson: string): Promise<string>;
  invokeMutation(argsJson: string): Promise<string>;
  invokeAction(requestId: string, argsJson: string): Promise<string>;
}

/**
 * Reads what the evaluated modules define.
 *
 * @throws an error naming the module whose special export is not what Convex expects
 */
export function analyze(modules: Modules): Definitions {
  const functions = new Map<string, FunctionEntry>();
  for (const [module, { environment, exports }] of modules) {
    for (const [name, value] of Object.entries(exports)) {
      if (!isRegistered(value)) continue;
      const entry = entryOf(`${module}:${name}`, value);
      if (environment === "node" && entry.kind !== "action") {
        throw new Error(
          `\`${name}\` defined in \`${module}.js\` is a ${entry.kind} function. ` +
            "Only actions can be defined in Node.js. " +
            "See https://docs.convex.dev/functions/actions for more details.",
        );
      }
      functions.set(entry.path, entry);
    }
  }
  const exportsOf = (module: string) => modules.get(module)?.exports;
  return {
    functions,
    modules: new Set(modules.keys()),
    router: routerOf(exportsOf("http")?.default),
    crons: cronsOf(exportsOf("crons")?.default),
    schemaJson: schemaOf(exportsOf("schema")),
    authProviders: providersOf(exportsOf("auth.config")),
  };
}

function isRegistered(value: unknown): value is RegisteredFunction {
  return (
    typeof value === "function" &&
    ("isQuery" in value || "isMutation" in value || "isAction" in value)
  );
}

function entryOf(path: string, registered: RegisteredFunction): FunctionEntry {
  const kind = registered.isQuery ? "query" : registered.isMutation ? "mutation" : "action";
  const invoke = {
    query: (_requestId: string, argsJson: string) => registered.invokeQuery(argsJson),
    mutation: (_requestId: string, argsJson: string) => registered.invokeMutation(argsJson),
    action: (requestId: string, argsJson: string) => registered.invokeAction(requestId, argsJson),
  }[kind];
  const visibility = registered.isInternal ? "internal" : "public";
  const args: ValidatorJson = JSON.parse(registered.exportArgs());
  const returns: ValidatorJson | null = JSON.parse(registered.exportReturns());
  return { path, kind, visibility, args, returns, invoke };
}

function routerOf(exported: unknown): AppRouter | null {
  if (exported === undefined) return null;
  if (isObjectWith(exported, "isRouter")) return exported as unknown as AppRouter;
  throw new Error("The default export of `convex/http.ts` is not a Router. Export `httpRouter()`.");
}

function cronsOf(exported: unknown): Record<string, CronSpec> {
  if (exported === undefined) return {};
  if (isObjectWith(exported, "isCrons") && isExporter(exported))
    return JSON.parse(exported.export());
  throw new Error("The default export of `convex/crons.ts` is not a Crons. Export `cronJobs()`.");
}

function schemaOf(module: Record<string, unknown> | undefined): string | null {
  if (module === undefined) return null;
  if (isExporter(module.default)) return module.default.export();
  throw new Error(
    "The default export of `convex/schema.ts` is not a schema. Export `defineSchema({…})`.",
  );
}

function providersOf(module: Record<string, unknown> | undefined): AuthProvider[] {
  if (module === undefined) return [];
  const config = module.default;
  if (isObjectWith(config, "providers") && Array.isArray(config.providers)) return config.providers;
  throw new Error("The default export of `convex/auth.config.ts` must be `{ providers: […] }`.");
}

function isObjectWith<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === "object" && value !== null && key in value;
}

function isExporter(value: unknown): value is { export(): string } {
  return isObjectWith(value, "export") && typeof value.export === "function";
}
