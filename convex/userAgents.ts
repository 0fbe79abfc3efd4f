import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { normalizeAgents } from "./agents";
import { addToCounter, readCounters } from "./counters";
import { operatorQuery } from "./functions";
import { shardOf } from "./shards";
import { statusOf } from "./userRow";

const COUNTER_PREFIX = "agent:";

/** Makes the (agent, user) rows and the adoption counters match the user's row. */
export async function syncUserAgents(ctx: MutationCtx, user: Doc<"users">): Promise<void> {
  // A deleted user uses nothing; what the app stored on the row is left as it was.
  const wanted = new Set(
    statusOf(user) === "deleted" ? [] : normalizeAgents(user.enabledAgents ?? []),
  );
  const rows = await ctx.db
    .query("userAgents")
    .withIndex("by_user_agent", (q) => q.eq("userId", user._id))
    .collect();
  const shard = shardOf(user.workosId);
  for (const row of rows) {
    if (wanted.delete(row.agent)) continue;
    await ctx.db.delete("userAgents", row._id);
    await addToCounter(ctx, COUNTER_PREFIX + row.agent, -1, shard);
  }
  for (const agent of wanted) {
    await ctx.db.insert("userAgents", { agent, userId: user._id });
    await addToCounter(ctx, COUNTER_PREFIX + agent, 1, shard);
  }
}

/** How many users have each agent on, most used first. */
export const adoption = operatorQuery({
  role: "auditor",
  args: {},
  returns: v.array(v.object({ agent: v.string(), users: v.number() })),
  handler: async (ctx) => {
    const counts = await readCounters(ctx, COUNTER_PREFIX);
    return [...counts]
      .map(([agent, users]) => ({ agent, users }))
      .filter(({ users }) => users > 0)
      .sort((a, b) => b.users - a.users || (a.agent < b.agent ? -1 : 1));
  },
});
