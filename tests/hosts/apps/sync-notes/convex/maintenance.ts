import { internal } from "./_generated/api";
import { internalMutation } from "./_generated/server";

const MONTH = 30 * 24 * 60 * 60 * 1000;
const BATCH = 500;

// Logs older than a month go, a batch at a time
export const pruneApiLogs = internalMutation({
  args: {},
  handler: async (ctx) => {
    const old = await ctx.db
      .query("apiLogs")
      .withIndex("by_created", (q) => q.lt("createdAt", Date.now() - MONTH))
      .take(BATCH);
    for (const log of old) await ctx.db.delete(log._id);
    if (old.length === BATCH) {
      await ctx.scheduler.runAfter(0, internal.maintenance.pruneApiLogs, {});
    }
  },
});

// Deletions that stopped half-way are shown to us as failed
export const findStuckDeletions = internalMutation({
  args: {},
  handler: async (ctx) => {
    const users = await ctx.db.query("users").take(1000);
    for (const user of users) {
      const since = user.deletionStartedAt;
      if (user.deletionStatus !== "in_progress" || since === undefined) continue;
      if (since < Date.now() - 60 * 60 * 1000) {
        await ctx.db.patch(user._id, { deletionStatus: "failed", deletionError: "Took too long" });
      }
    }
  },
});
