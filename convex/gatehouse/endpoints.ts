import { v, type Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import {
  missingEvents,
  planRepair,
  readEndpoints,
  relationOf,
  type Endpoint,
  type Receiver,
  type RepairStep,
} from "./endpoints/care";
import { ENDPOINT_PROBLEM_CODES, endpointProblems, stepWords } from "./endpoints/words";
import { readEnv, readEnvList, requireEnv, webhookPath } from "./env/read";
import { operatorAction } from "./functions";
import { askWorkos, workosSend, type WorkosError } from "./workos/client";
import { listAll } from "./workos/lists";

const PATH = "/webhook_endpoints";

const endpointReport = v.object({
  /** Where webhooks are to be sent. */
  url: v.string(),
  endpoints: v.array(
    v.object({
      id: v.string(),
      url: v.string(),
      relation: literals("ours", "wrong-host", "other"),
      enabled: v.boolean(),
      events: v.array(v.string()),
      missing: v.array(v.string()),
      secret: literals("fits", "differs", "unknown"),
    }),
  ),
  problems: v.array(v.object({ code: literals(...ENDPOINT_PROBLEM_CODES), sentence: v.string() })),
  /** What `repair` would do, one order each; empty when there is nothing it can mend. */
  plan: v.array(v.string()),
  checkedAt: v.number(),
});

/**
 * Whether WorkOS sends its webhooks here: the endpoints registered there, what is wrong with them,
 * and what `repair` would do. Signing secrets are compared on the server and never leave it.
 * @throws `workos_failed`
 */
export const check = operatorAction({
  role: "support",
  args: {},
  returns: endpointReport,
  handler: async () => await askWorkos(async () => report(await fetchEndpoints())),
});

/**
 * Leaves exactly one endpoint pointing here, enabled, with all events needed; others that point
 * here are switched off, never deleted. Each request is on record before it is made.
 * @throws `workos_failed`
 */
export const repair = operatorAction({
  role: "admin",
  args: {},
  returns: endpointReport,
  handler: async (ctx) => {
    const endpoints = await askWorkos(fetchEndpoints);
    for (const step of planRepair(endpoints, receiver())) {
      const targetId = step.kind === "create" ? step.url : step.id;
      const target = { targetType: "endpoint", targetId };
      const before = endpoints.find(({ id }) => id === targetId);
      await ctx.audit({
        ...{ action: "endpoint.repair", ...target, after: stepWords(step) },
        before: before === undefined ? null : stateWords(before),
      });
      const failed = async (error: WorkosError) => {
        const reason = error.message;
        await ctx.audit({ action: "endpoint.repair.failed", ...target, reason });
        throw error;
      };
      await askWorkos(async () => await carryOut(step).catch(failed));
    }
    return await askWorkos(async () => report(await fetchEndpoints()));
  },
});

function receiver(): Receiver {
  return {
    url: requireEnv("CONVEX_SITE_URL") + webhookPath(),
    secrets: readEnvList("WORKOS_WEBHOOK_SECRET"),
    relayed: readEnv("SVIX_WEBHOOK_SECRET") !== null,
  };
}

async function fetchEndpoints(): Promise<Endpoint[]> {
  return readEndpoints(await listAll(PATH), receiver());
}

// The answer holds the endpoint's secret: it is dropped here.
async function carryOut(step: RepairStep): Promise<void> {
  if (step.kind === "create") {
    await workosSend("POST", PATH, { endpoint_url: step.url, events: step.events });
  } else {
    await workosSend("PATCH", `${PATH}/${encodeURIComponent(step.id)}`, step.change);
  }
}

function report(endpoints: readonly Endpoint[]): Infer<typeof endpointReport> {
  const here = receiver();
  return {
    url: here.url,
    endpoints: endpoints.map((endpoint) => ({
      ...endpoint,
      relation: relationOf(endpoint.url, here.url),
      missing: missingEvents(endpoint),
    })),
    problems: endpointProblems(endpoints, here),
    plan: planRepair(endpoints, here).map(stepWords),
    checkedAt: Date.now(),
  };
}

function stateWords({ url, enabled, events }: Endpoint): string {
  return `${enabled ? "on" : "off"}, ${url}, ${events.length} events`;
}
