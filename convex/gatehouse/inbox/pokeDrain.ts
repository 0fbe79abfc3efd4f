import { internal } from "../../_generated/api";
import type { MutationCtx } from "../tables/server";
import { readEnv } from "../env/read";

/** The Events API holds events back for a few seconds, so a poke waits that long. */
export const POKE_DELAY_IN_MS = 5_000;
const STALE_POKE_IN_MS = 60_000;

/**
 * Asks for a drain soon after a webhook, in the webhook's own transaction. While a poke is waiting,
 * further ones only read: webhooks write what others read once in five seconds, and no more.
 */
export async function pokeDrain(ctx: MutationCtx): Promise<void> {
  if (readEnv("WORKOS_API_KEY") === null) return;
  const now = Date.now();
  const waiting = await ctx.db
    .query("drainPokes")
    .withIndex("by_due_at", (q) => q.gt("dueAt", now - STALE_POKE_IN_MS))
    .first();
  if (waiting !== null) return;
  await ctx.db.insert("drainPokes", { dueAt: now + POKE_DELAY_IN_MS });
  await ctx.scheduler.runAfter(POKE_DELAY_IN_MS, internal.gatehouse.drain.pull.run, {});
}
