import { isObject } from "../../../webhooks/json";
import { internal } from "../../_generated/api";
import type { Doc } from "../tables/dataModel";
import type { ActionCtx } from "../tables/server";
import type { CheckKey } from "../diagnostics/checks";
import { collectCheck } from "../diagnostics/collect/collect";
import { guardedGet, plainFetch, ProbeError, TIME_LIMIT_MS } from "../diagnostics/collect/get";
import type { ReachPolicy } from "../diagnostics/collect/guard";
import type { Tools } from "../diagnostics/collect/types";
import { parseUrl } from "../diagnostics/hosts";
import type { Evidence } from "../diagnostics/evidence";
import type { OwnToken } from "../diagnostics/ownToken";
import { environmentName, readEnv, readEnvList, requireEnv, workosApiUrl } from "../env/read";
import { appError } from "../lib/errors";
import { toTarget, usesThisConvex, usesThisWorkos } from "../environments/record";

type Environment = Doc<"environments">;

/** Where this deployment's probes may go: WorkOS's API, and what admins registered as this app. */
function reachOf(environment: Environment | null): ReachPolicy {
  const registered =
    environment === null
      ? []
      : [environment.appUrl, ...environment.redirectUris].map((uri) => parseUrl(uri)?.host ?? "");
  const apiHosts = environment === null ? [] : [environment.apiHost];
  const hosts = [new URL(workosApiUrl()).host, "api.workos.com", ...apiHosts, ...registered];
  return { hosts: new Set(hosts), loopback: environmentName() === "Local" };
}

/** The API key, when it belongs to the environment. */
function apiKeyFor(environment: Environment | null): Tools["apiKey"] {
  const key = readEnv("WORKOS_API_KEY");
  if (environment !== null && !usesThisWorkos(environment)) {
    return {
      missing: `This console's API key belongs to another WorkOS environment than ${environment.clientId}. Run npm run doctor with that environment's variables.`,
    };
  }
  return key === null ? { missing: "WORKOS_API_KEY is not set in this deployment." } : { key };
}

/**
 * Carries out checks side by side, each with its own time limit.
 * @param run which checks, and the access token of whoever started them, if their browser described it.
 * @param done called with each check's evidence as soon as it is there.
 */
export async function runChecks(
  ctx: ActionCtx,
  environment: Environment,
  { checks, ownToken }: { checks: readonly CheckKey[]; ownToken?: OwnToken | undefined },
  done: (key: CheckKey, evidence: Evidence[]) => Promise<void>,
): Promise<void> {
  const target = toTarget(environment);
  const shared = {
    policy: reachOf(environment),
    transport: plainFetch,
    workosOrigin: workosApiUrl(),
    apiKey: apiKeyFor(environment),
    stored: async (key: CheckKey) => {
      const query = { name: environment.name, key };
      return JSON.parse(
        await ctx.runQuery(internal.gatehouse.checks.runs.stored, query),
      ) as Evidence[];
    },
    now: () => Date.now(),
    ...(ownToken === undefined ? {} : { ownToken }),
    ...webhookSecrets(environment),
  };
  await Promise.all(
    checks.map(async (key) => await done(key, await collectCheck(key, target, shared))),
  );
}

// An endpoint of another deployment has a secret that is not known here.
function webhookSecrets(environment: Environment): Pick<Tools, "hasWebhookSecret"> {
  const secrets = readEnvList("WORKOS_WEBHOOK_SECRET");
  return secrets.length > 0 && usesThisConvex(environment)
    ? { hasWebhookSecret: (secret) => secrets.includes(secret) }
    : {};
}

/** What checks outside of a run use: WorkOS's API and nothing else. */
export function workosTools(): Tools {
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  return {
    get: guardedGet(reachOf(null), plainFetch, signal),
    workosOrigin: workosApiUrl(),
    apiKey: apiKeyFor(null),
    stored: async () => [],
    now: () => Date.now(),
  };
}

/**
 * WorkOS's public keys for this deployment's client; text members only.
 * @throws `not_found` when they cannot be read
 */
export async function readPublicKeys(): Promise<Record<string, string>[]> {
  const { get, workosOrigin } = workosTools();
  const url = `${workosOrigin}/sso/jwks/${requireEnv("WORKOS_CLIENT_ID")}`;
  try {
    const document: unknown = JSON.parse((await get(url)).body);
    const keys = isObject(document) ? document["keys"] : null;
    return Array.isArray(keys) ? keys.filter(isObject).map(textMembers) : [];
  } catch (error) {
    const reason = error instanceof ProbeError ? error.message : "WorkOS's answer is not JSON.";
    throw appError("not_found", `The signing keys could not be read. ${reason}`);
  }
}

function textMembers(key: Record<string, unknown>): Record<string, string> {
  const members = Object.entries(key);
  return Object.fromEntries(
    members.filter((member): member is [string, string] => typeof member[1] === "string"),
  );
}
