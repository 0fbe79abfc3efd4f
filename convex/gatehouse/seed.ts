import { v } from "convex/values";
import { decodeEvent } from "../../webhooks/decode";
import { internalMutation, type MutationCtx } from "./tables/server";
import { normalizeAgents } from "./users/agents";
import { applyEvent } from "./inbox/applyEvent";
import { environmentName } from "./env/read";
import { userByWorkosId } from "./users/find";
import { operatorRow } from "./operators/access";
import type { Role } from "./operators/roles";
import { role } from "./tables/operators";
import { syncUserAgents } from "./users/agentRows";

const MAX_BATCH = 200;

/**
 * Fills a laptop's database with made-up history, through the same code as real events. Each row
 * takes its event's own time, so that charts have a past. Only where GATEHOUSE_ENVIRONMENT is
 * "Local"; at most 200 events and 200 agent lists a call; calling again changes nothing.
 * @returns how many of the events were new
 */
export const apply = internalMutation({
  args: {
    events: v.array(v.any()),
    agents: v.array(v.object({ workosId: v.string(), enabledAgents: v.array(v.string()) })),
    operators: v.optional(v.array(v.object({ workosId: v.string(), role }))),
  },
  returns: v.object({ applied: v.number() }),
  handler: async (ctx, { events, agents, operators = [] }) => {
    if (environmentName() !== "Local") {
      throw new Error(
        'Seeding writes made-up people: it needs GATEHOUSE_ENVIRONMENT to be "Local".',
      );
    }
    if (events.length > MAX_BATCH || agents.length > MAX_BATCH) {
      throw new Error(`Seed at most ${MAX_BATCH} events and ${MAX_BATCH} agent lists a call.`);
    }
    let applied = 0;
    for (const event of events) applied += Number(await seedEvent(ctx, event));
    for (const { workosId, enabledAgents } of agents)
      await seedAgents(ctx, workosId, enabledAgents);
    for (const { workosId, role } of operators) await seedOperator(ctx, workosId, role);
    return { applied };
  },
});

async function seedEvent(ctx: MutationCtx, value: unknown): Promise<boolean> {
  const payload = JSON.stringify(value);
  const decoded = decodeEvent(payload);
  if (!decoded.ok) throw new Error(`${decoded.reason}: ${payload.slice(0, 200)}`);
  const { event } = decoded;
  const delivery = { via: "seed", payload, receivedAt: event.occurredAt } as const;
  const { state } = await applyEvent(ctx, event, delivery);
  return state !== "duplicate";
}

async function seedAgents(ctx: MutationCtx, workosId: string, raw: string[]): Promise<void> {
  const user = await userByWorkosId(ctx, workosId);
  if (user === null) throw new Error(`Seed the user ${workosId} before their agents.`);
  const enabledAgents = normalizeAgents(raw);
  await ctx.db.patch("users", user._id, { enabledAgents });
  await syncUserAgents(ctx, { ...user, enabledAgents });
}

async function seedOperator(ctx: MutationCtx, workosId: string, role: Role): Promise<void> {
  if ((await operatorRow(ctx, workosId)) !== null) return;
  await ctx.db.insert("operators", { workosId, role, createdAt: Date.now(), grantedBy: "seed" });
}
