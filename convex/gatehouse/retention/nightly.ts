import { v } from "convex/values";
import { literals } from "convex-helpers/validators";
import { internal } from "../../_generated/api";
import { internalMutation, type MutationCtx } from "../tables/server";
import { deleteRun } from "../checks/runs";
import { latestRun } from "../reconcile/runs";
import { pruner, type Pruner } from "./pruner";
import { REJECTED_ON_PREFIX, rejectedOnDayPrefix } from "../inbox/rejections";
import { runningReplay } from "../replay/progress";
import { LIMITS, PRUNABLE, type Prunable } from "./limits";
import { DAY_IN_MS } from "../lib/utc";

/** With its checks and their evidence, a run is large. */
const RUNS_AT_ONCE = 20;

/** Starts pruning everything that has a limit. */
export const pruneAll = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    for (const kind of PRUNABLE) {
      await ctx.scheduler.runAfter(0, internal.gatehouse.retention.nightly.prune, { kind });
    }
    return null;
  },
});

/**
 * Prunes one kind of record, the oldest first. Goes on by itself while there is more.
 * @returns how many records this batch pruned
 */
export const prune = internalMutation({
  args: { kind: literals(...PRUNABLE) },
  returns: v.number(),
  handler: async (ctx, { kind }) => {
    const before = Date.now() - LIMITS[kind].days * DAY_IN_MS;
    const { pruned, isDone } = await PRUNERS[kind](ctx, before);
    if (!isDone)
      await ctx.scheduler.runAfter(0, internal.gatehouse.retention.nightly.prune, { kind });
    return pruned;
  },
});

const PRUNERS: Record<Prunable, Pruner> = {
  payloads: pruner<"inbox">(
    ({ db }, before) =>
      db
        .query("inbox")
        .withIndex("by_payload_since", (q) => q.gt("payloadSince", 0).lt("payloadSince", before)),
    ({ db }, id) => db.patch("inbox", id, { payload: undefined, payloadSince: undefined }),
  ),
  inbox: pruner<"inbox">(
    ({ db }, before) =>
      db.query("inbox").withIndex("by_received_at", (q) => q.lt("receivedAt", before)),
    ({ db }, id) => db.delete("inbox", id),
  ),
  signIns: pruner<"signIns">(
    ({ db }, before) => db.query("signIns").withIndex("by_at", (q) => q.lt("at", before)),
    ({ db }, id) => db.delete("signIns", id),
  ),
  sessionEnds: pruner<"sessionEnds">(
    ({ db }, before) =>
      db.query("sessionEnds").withIndex("by_ended_at", (q) => q.lt("endedAt", before)),
    ({ db }, id) => db.delete("sessionEnds", id),
  ),
  userDays: pruner<"userDays">(
    ({ db }, before) => db.query("userDays").withIndex("by_day_user", (q) => q.lt("dayAt", before)),
    ({ db }, id) => db.delete("userDays", id),
  ),
  loginLoops: pruner<"loginLoops">(
    ({ db }, before) =>
      db.query("loginLoops").withIndex("by_started_at", (q) => q.lt("startedAt", before)),
    ({ db }, id) => db.delete("loginLoops", id),
  ),
  drift: pruner<"drift">(
    async (ctx, before) => {
      const until = await beforeLatestRun(ctx, before);
      return ctx.db.query("drift").withIndex("by_found_at", (q) => q.lt("foundAt", until));
    },
    ({ db }, id) => db.delete("drift", id),
  ),
  syncRuns: pruner<"syncRuns">(
    async (ctx, before) => {
      const until = await beforeLatestRun(ctx, before);
      return ctx.db.query("syncRuns").withIndex("by_started_at", (q) => q.lt("startedAt", until));
    },
    ({ db }, id) => db.delete("syncRuns", id),
  ),
  replayRuns: pruner<"replayRuns">(
    async (ctx, before) => {
      const until = Math.min(before, (await runningReplay(ctx))?.startedAt ?? before);
      return ctx.db.query("replayRuns").withIndex("by_started_at", (q) => q.lt("startedAt", until));
    },
    ({ db }, id) => db.delete("replayRuns", id),
  ),
  refusals: pruner<"counters">(
    ({ db }, before) =>
      db
        .query("counters")
        .withIndex("by_name_shard", (q) =>
          q.gte("name", REJECTED_ON_PREFIX).lt("name", rejectedOnDayPrefix(before)),
        ),
    ({ db }, id) => db.delete("counters", id),
  ),
  selfChecks: pruner<"selfChecks">(
    ({ db }, before) =>
      db.query("selfChecks").withIndex("by_expires_at", (q) => q.lt("expiresAt", before)),
    ({ db }, id) => db.delete("selfChecks", id),
  ),
  diagnosticRuns: pruner<"diagnosticRuns">(
    ({ db }, before) =>
      db.query("diagnosticRuns").withIndex("by_started_at", (q) => q.lt("startedAt", before)),
    deleteRun,
    RUNS_AT_ONCE,
  ),
  environmentReports: pruner<"environmentReports">(
    ({ db }, before) =>
      db.query("environmentReports").withIndex("by_at", (q) => q.lt("at", before)),
    ({ db }, id) => db.delete("environmentReports", id),
  ),
};

/** What the latest comparison found is still open, however long ago that was. One runs at a time. */
async function beforeLatestRun(ctx: Pick<MutationCtx, "db">, before: number): Promise<number> {
  return Math.min(before, (await latestRun(ctx))?.startedAt ?? 0);
}
