import { v } from "convex/values";
import { internalMutation } from "./tables/server";
import { readEnv } from "./env/read";
import { appError } from "./lib/errors";
import { operatorMutation } from "./functions";
import { allows } from "./operators/roles";
import { comparison, finishRun, runningRun, startEntry, startRun } from "./reconcile/runs";
import { resumeSteps } from "./workos/steps";

const runId = v.id("syncRuns");

/**
 * Compares all users with WorkOS, and repairs what differs unless `dryRun`. Looking needs support,
 * repairing admin. Progress and findings show up in `sync:runs` and `sync:drift`.
 * @throws `already_running`
 */
export const start = operatorMutation({
  role: "support",
  args: { dryRun: v.boolean() },
  returns: runId,
  handler: async (ctx, { dryRun }) => {
    if (!dryRun && !allows(ctx.operator.role, "admin")) {
      throw appError("role_missing", 'Repairing can delete users: it needs the role "admin".');
    }
    if ((await runningRun(ctx)) !== null) {
      throw appError(
        "already_running",
        "A comparison is already running: wait for it, or cancel it.",
      );
    }
    const id = await startRun(ctx, { dryRun, startedBy: ctx.operator.workosId });
    await ctx.audit(startEntry(id, dryRun));
    return id;
  },
});

/** Stops a run; what it has repaired stays repaired. */
export const cancel = operatorMutation({
  role: "support",
  args: { runId },
  returns: v.null(),
  handler: async (ctx, { runId }) => {
    const run = await ctx.db.get("syncRuns", runId);
    if (run?.state !== "running") throw appError("not_found", "This run is not running any more.");
    await finishRun(ctx, run, "canceled");
    await ctx.audit({ action: "reconcile.cancel", targetType: "syncRun", targetId: runId });
    return null;
  },
});

/**
 * The nightly run, and the one after a gap in the events. While another is running, the night is
 * skipped; a gap is remembered.
 */
export const startBySystem = internalMutation({
  args: { startedBy: v.union(v.literal("cron"), v.literal("gap")) },
  returns: v.null(),
  handler: async (ctx, { startedBy }) => {
    if (readEnv("WORKOS_API_KEY") === null) return null;
    const running = await runningRun(ctx);
    if (running === null) await startRun(ctx, { dryRun: false, startedBy });
    else if (startedBy === "gap")
      await ctx.db.patch("syncRuns", running._id, { gapMeanwhile: true });
    return null;
  },
});

/** Sets a run whose step got lost going again, from where it had got to. */
export const resumeStalled = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const run = await runningRun(ctx);
    if (run !== null) await resumeSteps(comparison, ctx, run);
    return null;
  },
});
