import { version as convexVersion } from "convex";
import type { Authenticator } from "../auth/credentials";
import type { Runtime } from "../runtime/types";
import type { Handler, JsonObject } from "./exchange";
import { jsonAnswer } from "./exchange";
import { HttpError } from "./httpError";
import { checkSameProject, SCHEMA_CHANGE, startPushResponse } from "./push";

export interface AdminApiParts {
  readonly runtime: Pick<Runtime, "environment" | "functionSpec" | "reload">;
  readonly authenticator: Authenticator;
  readonly functionsDir: string;
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly log: (line: string) => void;
}

type AdminHandler = (body: JsonObject) => Promise<unknown> | unknown;

/**
 * What `npx convex` needs besides the public API and its system queries. Every endpoint wants
 * the admin key. Pushed code is not stored: a push reloads the functions from disk.
 *
 * @returns The handler for a method and path, or `undefined` when the path is none of its own.
 */
export function createAdminApi(parts: AdminApiParts) {
  const { runtime, functionsDir } = parts;
  const routes: Record<string, AdminHandler> = {
    "GET /api/v1/get_canonical_urls": () => ({
      convexCloudUrl: parts.apiUrl,
      convexSiteUrl: parts.siteUrl,
    }),
    "POST /api/check_admin_key": () => ({ success: true }),
    "POST /api/update_environment_variables": (body) => updateVariables(parts, body),
    "POST /api/get_config_hashes": () => ({
      config: { functions: "convex/", authInfo: [] },
      moduleHashes: [],
      nodeDependencies: [],
      udfServerVersion: convexVersion,
    }),
    "POST /api/deploy2/start_push": (push) => {
      checkSameProject(push, functionsDir);
      const { environment } = runtime;
      return startPushResponse(runtime.functionSpec(), environment.list(), convexVersion);
    },
    "POST /api/deploy2/evaluate_push": (push) => {
      checkSameProject(push, functionsDir);
      return { schemaChange: SCHEMA_CHANGE };
    },
    "POST /api/deploy2/evaluate_schema": () => ({
      componentSchemaEvaluations: {},
      newComponentDefinitions: [],
    }),
    "POST /api/deploy2/wait_for_schema": () => ({ type: "complete" }),
    "POST /api/deploy2/finish_push": (push) => finishPush(parts, push),
    "POST /api/deploy2/report_push_completed": () => null,
  };
  return (method: string, path: string): Handler | undefined => {
    const handle = routes[`${method} ${path}`];
    return handle && asAdmin(parts.authenticator, handle);
  };
}

function asAdmin(authenticator: Authenticator, handle: AdminHandler): Handler {
  return async (exchange) => {
    const { caller } = await authenticator.header(exchange.authorization);
    if (caller !== "admin") {
      throw new HttpError(
        403,
        "BadDeployKey",
        "This needs the admin key: set CONVEX_SELF_HOSTED_ADMIN_KEY.",
      );
    }
    const body = exchange.method === "GET" ? {} : await exchange.json();
    return jsonAnswer(await handle(body));
  };
}

async function updateVariables({ runtime }: AdminApiParts, body: JsonObject): Promise<null> {
  const changes = body["changes"];
  if (!Array.isArray(changes)) {
    throw new HttpError(400, "BadRequest", "The body must have a list of 'changes'.");
  }
  await orBadRequest("EnvVarInvalid", () =>
    runtime.environment.update(changes as { name: string; value: string | null }[]),
  );
  return null;
}

async function finishPush(
  { runtime, functionsDir, log }: AdminApiParts,
  push: JsonObject,
): Promise<JsonObject> {
  if (push["dryRun"] !== true) {
    await orBadRequest("InvalidModules", () => runtime.reload());
    log(`Reloaded functions from ${functionsDir} because the Convex CLI pushed them.`);
  }
  return { authDiff: { added: [], removed: [] }, definitionDiffs: {}, componentDiffs: {} };
}

async function orBadRequest(code: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw new HttpError(400, code, error instanceof Error ? error.message : String(error));
  }
}
