import type { Doc } from "../tables/dataModel";
import type { MutationCtx } from "../tables/server";
import { normalizeAgents } from "./agents";
import { addToCounter } from "../lib/counters";
import { shardOf } from "../lib/shards";
import { statusOf } from "./row";

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
