import { v } from "convex/values";
import { internal } from "../../_generated/api";
import { internalMutation } from "../tables/server";
import { attemptAgain, inboxByEventId, updateRow } from "./applyEvent";
import { readSome } from "../lib/scan";

/** An attempt this long overdue is not on its way any more. */
const OVERDUE_IN_MS = 600_000;
/** Failed events looked at for overdue ones: those that came first are the likeliest. */
const MAX_LOOKED_AT = 200;

/**
 * A further attempt at an event that failed, scheduled by the attempt before. Does nothing when
 * another came between, a replay for one: that has scheduled the next.
 */
export const retry = internalMutation({
  args: { eventId: v.string(), attempts: v.number() },
  returns: v.null(),
  handler: async (ctx, { eventId, attempts }) => {
    const row = await inboxByEventId(ctx, eventId);
    if (row?.state !== "failed" || row.payload === undefined) return null;
    if (row.attempts === attempts) await updateRow(ctx, row, await attemptAgain(ctx, row.payload));
    return null;
  },
});

/**
 * Schedules anew the attempts that are long overdue: jobs get lost when somebody cancels them, or
 * when a deployment is made from a backup, which holds none.
 */
export const resume = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const failed = ctx.db
      .query("inbox")
      .withIndex("by_state_received_at", (q) => q.eq("state", "failed"));
    const { rows } = await readSome(failed, MAX_LOOKED_AT);
    const before = Date.now() - OVERDUE_IN_MS;
    for (const { eventId, attempts, nextAttemptAt } of rows) {
      if (nextAttemptAt === undefined || nextAttemptAt > before) continue;
      await ctx.scheduler.runAfter(0, internal.gatehouse.inbox.retries.retry, {
        eventId,
        attempts,
      });
    }
    return null;
  },
});
