import { v } from "convex/values";
import { doc, nullable } from "convex-helpers/validators";
import { isObject } from "../webhooks/json";
import { internal } from "./_generated/api";
import type { Doc } from "./_generated/dataModel";
import {
  internalAction,
  internalMutation,
  internalQuery,
  type ActionCtx,
} from "./_generated/server";
import { readEnv } from "./env";
import { appError } from "./errors";
import { operatorMutation } from "./functions";
import { compareListed, confirmDeletion, sweepPage } from "./reconcileSteps";
import { allows } from "./roles";
import schema from "./schema";
import { finishRun, requireRunning, runningRun, startRun } from "./syncRuns";
import { retryDelay, workosGet, WorkosError } from "./workos";

const PAGE_SIZE = 100;
const SWEEP_SIZE = 200;
const DELETE_SIZE = 20;
const MAX_ATTEMPTS = 10;
const RETRY_BASE_IN_MS = 5_000;
/** A run this long without progress lost its action, which Convex runs at most once. */
const STALLED_IN_MS = 600_000;

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
    await ctx.audit({
      action: "reconcile.start",
      targetType: "syncRun",
      targetId: id,
      after: dryRun ? "report only" : "repair",
    });
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

/** The nightly run, and the one after a gap in the events; does nothing while one is running. */
export const startBySystem = internalMutation({
  args: { startedBy: v.union(v.literal("cron"), v.literal("gap")) },
  returns: v.null(),
  handler: async (ctx, { startedBy }) => {
    const canAsk = readEnv("WORKOS_API_KEY") !== null;
    if (canAsk && (await runningRun(ctx)) === null)
      await startRun(ctx, { dryRun: false, startedBy });
    return null;
  },
});

/** Sets a run that stopped half-way going again, from where it had got to. */
export const resumeStalled = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const run = await runningRun(ctx);
    if (run === null || run.progressAt > Date.now() - STALLED_IN_MS) return null;
    await ctx.db.patch("syncRuns", run._id, { progressAt: Date.now() });
    await ctx.scheduler.runAfter(0, internal.reconcile.step, { runId: run._id });
    return null;
  },
});

/** One page of whatever phase the run is in; each step asks for the next. */
export const step = internalAction({
  args: { runId },
  returns: v.null(),
  handler: async (ctx, { runId }) => {
    const run = await ctx.runQuery(internal.reconcile.current, { runId });
    if (run === null) return null;
    try {
      if (await takeStep(ctx, run))
        await ctx.scheduler.runAfter(0, internal.reconcile.step, { runId });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const again = error instanceof WorkosError && error.isTransient && run.attempt < MAX_ATTEMPTS;
      await ctx.runMutation(internal.reconcile.noteError, { runId, message, again });
      if (!again) return null;
      const delay = retryDelay(error, run.attempt, RETRY_BASE_IN_MS);
      await ctx.scheduler.runAfter(delay, internal.reconcile.step, { runId });
    }
    return null;
  },
});

type Run = Doc<"syncRuns">;

async function takeStep(ctx: ActionCtx, run: Run): Promise<boolean> {
  if (run.phase === "list") return await listStep(ctx, run);
  if (run.phase === "sweep") {
    return await ctx.runMutation(internal.reconcile.sweep, {
      runId: run._id,
      expected: run.cursor,
    });
  }
  if (run.phase === "delete") return await deleteStep(ctx, run);
  return false;
}

async function listStep(ctx: ActionCtx, run: Run): Promise<boolean> {
  const readAt = Date.now();
  const after = run.cursor ?? undefined;
  const answer = await workosGet("/user_management/users", {
    limit: PAGE_SIZE,
    order: "asc",
    after,
  });
  const users = isObject(answer) ? answer["data"] : null;
  if (!Array.isArray(users))
    throw new WorkosError(0, "WorkOS answered the listing without a list.");
  const metadata = isObject(answer) ? answer["list_metadata"] : null;
  const next =
    isObject(metadata) && typeof metadata["after"] === "string" ? metadata["after"] : null;
  const payloads = users.map((user) => JSON.stringify(user));
  const page = { runId: run._id, expected: run.cursor, next, readAt, payloads };
  return await ctx.runMutation(internal.reconcile.compare, page);
}

async function deleteStep(ctx: ActionCtx, run: Run): Promise<boolean> {
  const batch = { runId: run._id, limit: DELETE_SIZE };
  const candidates = await ctx.runQuery(internal.reconcile.deletionCandidates, batch);
  for (const { driftId, workosId } of candidates) {
    const isGone = await isGoneFromWorkos(workosId);
    await ctx.runMutation(internal.reconcile.settleDeletion, { runId: run._id, driftId, isGone });
  }
  if (candidates.length > 0) return true;
  await ctx.runMutation(internal.reconcile.complete, { runId: run._id });
  return false;
}

async function isGoneFromWorkos(workosId: string): Promise<boolean> {
  try {
    await workosGet(`/user_management/users/${encodeURIComponent(workosId)}`);
    return false;
  } catch (error) {
    if (error instanceof WorkosError && error.status === 404) return true;
    throw error;
  }
}

/** The run, while it is running. */
export const current = internalQuery({
  args: { runId },
  returns: nullable(doc(schema, "syncRuns")),
  handler: async (ctx, { runId }) => {
    const run = await ctx.db.get("syncRuns", runId);
    return run?.state === "running" ? run : null;
  },
});

const cursor = v.union(v.string(), v.null());

/** Compares one listed page; the cursor moves in the same transaction. Returns whether to go on. */
export const compare = internalMutation({
  args: {
    runId,
    expected: cursor,
    next: cursor,
    readAt: v.number(),
    payloads: v.array(v.string()),
  },
  returns: v.boolean(),
  handler: async (ctx, { runId, expected, next, readAt, payloads }) => {
    const run = await requireRunning(ctx, runId, "list", expected);
    if (run === null) return false;
    await compareListed(ctx, run, payloads, readAt, next);
    return true;
  },
});

/** Looks at the next rows for users the listing did not have. Returns whether to go on. */
export const sweep = internalMutation({
  args: { runId, expected: cursor },
  returns: v.boolean(),
  handler: async (ctx, { runId, expected }) => {
    const run = await requireRunning(ctx, runId, "sweep", expected);
    return run !== null && (await sweepPage(ctx, run, SWEEP_SIZE));
  },
});

/** Users the listing lacked, still to be asked about one by one. */
export const deletionCandidates = internalQuery({
  args: { runId, limit: v.number() },
  returns: v.array(v.object({ driftId: v.id("drift"), workosId: v.string() })),
  handler: async (ctx, { runId, limit }) => {
    const rows = await ctx.db
      .query("drift")
      .withIndex("by_run_kind_action", (q) =>
        q.eq("runId", runId).eq("kind", "missing_in_workos").eq("action", "reported"),
      )
      .take(limit);
    return rows.map(({ _id, workosUserId }) => ({ driftId: _id, workosId: workosUserId }));
  },
});

/** Deletes a user WorkOS says is gone, unless the row changed since the listing began. */
export const settleDeletion = internalMutation({
  args: { runId, driftId: v.id("drift"), isGone: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { runId, driftId, isGone }) => {
    const run = await ctx.db.get("syncRuns", runId);
    if (run?.state === "running") await confirmDeletion(ctx, run, driftId, isGone);
    return null;
  },
});

export const complete = internalMutation({
  args: { runId },
  returns: v.null(),
  handler: async (ctx, { runId }) => {
    const run = await ctx.db.get("syncRuns", runId);
    if (run?.state === "running") await finishRun(ctx, run, "completed");
    return null;
  },
});

/** Notes a failed step; the run fails with it unless it is tried again. */
export const noteError = internalMutation({
  args: { runId, message: v.string(), again: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { runId, message, again }) => {
    const run = await ctx.db.get("syncRuns", runId);
    if (run?.state !== "running") return null;
    if (!again) await finishRun(ctx, run, "failed", message);
    else await ctx.db.patch("syncRuns", runId, { attempt: run.attempt + 1, error: message });
    return null;
  },
});
