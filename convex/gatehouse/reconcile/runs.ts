import { v } from "convex/values";
import type { Infer } from "convex/values";
import { doc } from "convex-helpers/validators";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../tables/dataModel";
import { internalMutation, internalQuery, type MutationCtx, type QueryCtx } from "../tables/server";
import { appendAudit, type AuditEntry } from "../audit/append";
import { type Actor } from "../operators/roles";
import { readCounters } from "../lib/counters";
import { requireEnv } from "../env/read";
import type { SteppedWork } from "../workos/steps";
import { schema } from "../tables/schema";
import type { syncPhase, syncRunState } from "../tables/sync";

type Run = Doc<"syncRuns">;

const FORGET_BATCH = 500;
const MAX_SCANNED_RUNS = 50;

/** A step that fails this often in a row ends its run. */
export const MAX_STEP_ATTEMPTS = 10;

/** Whoever holds the deployment's key may do anything. */
const TERMINAL: Actor = {
  ...{ workosId: "terminal", role: "admin", name: "npm run reconcile", email: null },
};

/** The run that is going on, if any; there is one at most. */
export async function runningRun(ctx: QueryCtx): Promise<Run | null> {
  return await ctx.db
    .query("syncRuns")
    .withIndex("by_state_started_at", (q) => q.eq("state", "running"))
    .first();
}

/** The latest comparison that came to an end. */
export async function latestRun(ctx: Pick<QueryCtx, "db">): Promise<Doc<"syncRuns"> | null> {
  const runs = await ctx.db
    .query("syncRuns")
    .withIndex("by_started_at")
    .order("desc")
    .take(MAX_SCANNED_RUNS);
  return runs.find(({ state }) => state === "completed" || state === "failed") ?? null;
}

/** Starts a reconcile; on an empty table it is called a backfill, which is all the difference. */
export async function startRun(
  ctx: MutationCtx,
  { dryRun, startedBy }: { dryRun: boolean; startedBy: string },
): Promise<Id<"syncRuns">> {
  const now = Date.now();
  const isFirst = (await ctx.db.query("users").first()) === null;
  const runId = await ctx.db.insert("syncRuns", {
    kind: isFirst ? "backfill" : "reconcile",
    state: "running",
    dryRun,
    phase: "list",
    cursor: null,
    attempt: 1,
    startedAt: now,
    startedBy,
    progressAt: now,
    ...{ pages: 0, listed: 0, matched: 0, drift: 0, repaired: 0, missing: 0 },
  });
  await ctx.scheduler.runAfter(0, internal.gatehouse.reconcile.steps.step, { runId });
  return runId;
}

/** The audit row of a start by hand. */
export function startEntry(runId: Id<"syncRuns">, dryRun: boolean): AuditEntry {
  const after = dryRun ? "report only" : "repair";
  return { action: "reconcile.start", targetType: "syncRun", targetId: runId, after };
}

/** The run, if it is running and still where the caller saw it; else another step is ahead. */
export async function requireRunning(
  ctx: QueryCtx,
  runId: Id<"syncRuns">,
  phase: Infer<typeof syncPhase>,
  cursor: string | null,
): Promise<Run | null> {
  const run = await ctx.db.get("syncRuns", runId);
  const isHere = run?.state === "running" && run.phase === phase && run.cursor === cursor;
  return isHere ? run : null;
}

/** How a comparison goes on from step to step. */
export const comparison: SteppedWork<Run> = {
  maxAttempts: MAX_STEP_ATTEMPTS,
  note: async (ctx, run, fields) => await ctx.db.patch("syncRuns", run._id, fields),
  next: async (ctx, { _id: runId }, delay) => {
    await ctx.scheduler.runAfter(delay, internal.gatehouse.reconcile.steps.step, { runId });
  },
  giveUp: async (ctx, run, error) => await finishRun(ctx, run, "failed", error),
};

/** Ends a run and forgets which users it had listed. */
export async function finishRun(
  ctx: MutationCtx,
  run: Run,
  state: Exclude<Infer<typeof syncRunState>, "running">,
  error?: string,
): Promise<void> {
  const finishedAt = Date.now();
  const phase = state === "completed" ? "done" : run.phase;
  await ctx.db.patch("syncRuns", run._id, { state, phase, finishedAt, error });
  await ctx.scheduler.runAfter(0, internal.gatehouse.reconcile.runs.forgetListed, {
    runId: run._id,
  });
  const hasHealed = state === "completed" && !run.dryRun;
  if (run.gapMeanwhile === true && !hasHealed) {
    await startRun(ctx, { dryRun: false, startedBy: "gap" });
  }
}

/**
 * Starts a comparison for whoever holds the deployment's key: `npm run reconcile`.
 * @returns the run that now goes on, and whether it was going on already
 */
export const startFromTerminal = internalMutation({
  args: { dryRun: v.boolean() },
  returns: v.object({ runId: v.id("syncRuns"), joined: v.boolean() }),
  handler: async (ctx, { dryRun }) => {
    requireEnv("WORKOS_API_KEY");
    const running = await runningRun(ctx);
    if (running !== null) return { runId: running._id, joined: true };
    const runId = await startRun(ctx, { dryRun, startedBy: TERMINAL.workosId });
    await appendAudit(ctx, TERMINAL, startEntry(runId, dryRun));
    return { runId, joined: false };
  },
});

/** One run, how many users are known here, and the first of what it found: for a terminal. */
export const progress = internalQuery({
  args: { runId: v.id("syncRuns"), findings: v.number() },
  returns: v.object({
    run: doc(schema, "syncRuns"),
    knownUsers: v.number(),
    findings: v.array(doc(schema, "drift")),
  }),
  handler: async (ctx, { runId, findings }) => {
    const run = await ctx.db.get("syncRuns", runId);
    if (run === null) throw new Error(`There is no run ${runId}.`);
    const counts = await readCounters(ctx, "users:");
    const found = ctx.db.query("drift").withIndex("by_run_found_at", (q) => q.eq("runId", runId));
    return {
      run,
      knownUsers: (counts.get("active") ?? 0) + (counts.get("pending") ?? 0),
      findings: await found.take(findings),
    };
  },
});

/** Deletes a finished run's list of users, a batch at a time. */
export const forgetListed = internalMutation({
  args: { runId: v.id("syncRuns") },
  returns: v.null(),
  handler: async (ctx, { runId }) => {
    const rows = await ctx.db
      .query("listedUsers")
      .withIndex("by_run_workos_id", (q) => q.eq("runId", runId))
      .take(FORGET_BATCH);
    for (const row of rows) await ctx.db.delete("listedUsers", row._id);
    if (rows.length === FORGET_BATCH) {
      await ctx.scheduler.runAfter(0, internal.gatehouse.reconcile.runs.forgetListed, { runId });
    }
    return null;
  },
});
