import { v } from "convex/values";
import { doc, nullable } from "convex-helpers/validators";
import { internal } from "../../_generated/api";
import type { Doc } from "../tables/dataModel";
import { internalAction, internalMutation, internalQuery, type ActionCtx } from "../tables/server";
import { messageOf } from "../lib/errors";
import { confirmDeletion, sweepPage } from "./deletions";
import { requireOwnEnvironment } from "../drain/ownEnvironment";
import { compareListed } from "./listing";
import { retryIn } from "../workos/retries";
import { schema } from "../tables/schema";
import { syncPhase } from "../tables/sync";
import { comparison, finishRun, MAX_STEP_ATTEMPTS, requireRunning } from "./runs";
import { stepFailed } from "../workos/steps";
import { listUsers, readUser, type UsersPage } from "../workos/users";

const SWEEP_SIZE = 200;
const DELETE_SIZE = 20;
const PATIENCE = { maxAttempts: MAX_STEP_ATTEMPTS, baseMs: 5_000 };
/** One action takes steps for this long; Convex ends one after ten minutes. */
const ACTION_BUDGET_IN_MS = 60_000;

const runId = v.id("syncRuns");
const cursor = nullable(v.string());

type Run = Doc<"syncRuns">;

/** Takes steps for a while, then asks for the next action. What each has done is committed with it. */
export const step = internalAction({
  args: { runId },
  returns: v.null(),
  handler: async (ctx, { runId }) => {
    const until = Date.now() + ACTION_BUDGET_IN_MS;
    const listing = new Listing();
    while (Date.now() < until) {
      const run = await ctx.runQuery(internal.gatehouse.reconcile.steps.current, { runId });
      if (run === null) return null;
      try {
        if (!(await takeStep(ctx, run, listing))) return null;
      } catch (error) {
        await noteFailure(ctx, run, error);
        return null;
      }
    }
    await ctx.scheduler.runAfter(0, internal.gatehouse.reconcile.steps.step, { runId });
    return null;
  },
});

/** WorkOS's users a page at a time; the page that follows is asked for while one is compared. */
class Listing {
  #ahead: { after: string; page: Promise<UsersPage> } | null = null;

  async page(after: string | null): Promise<UsersPage> {
    const page = await (this.#ahead?.after === after ? this.#ahead.page : listUsers(after));
    this.#ahead = page.next === null ? null : { after: page.next, page: listUsers(page.next) };
    // Whoever asks for that page gets the error; nobody may.
    this.#ahead?.page.catch(() => null);
    return page;
  }
}

/** Takes one step of whatever phase the run is in. Returns whether there is another. */
async function takeStep(ctx: ActionCtx, run: Run, listing: Listing): Promise<boolean> {
  const here = { runId: run._id, expected: run.cursor };
  if (run.phase === "list") {
    // A look may be had with any key.
    if (run.cursor === null && !run.dryRun) await requireOwnEnvironment(ctx);
    const page = await listing.page(run.cursor);
    return await ctx.runMutation(internal.gatehouse.reconcile.steps.compare, { ...here, ...page });
  }
  if (run.phase === "sweep")
    return await ctx.runMutation(internal.gatehouse.reconcile.steps.sweep, here);
  return await deleteStep(ctx, run);
}

async function deleteStep(ctx: ActionCtx, run: Run): Promise<boolean> {
  const batch = { runId: run._id, limit: DELETE_SIZE };
  const candidates = await ctx.runQuery(
    internal.gatehouse.reconcile.steps.deletionCandidates,
    batch,
  );
  // The key may have been changed since the listing.
  if (candidates.length > 0) await requireOwnEnvironment(ctx);
  for (const { driftId, workosId } of candidates) {
    const settled = { runId: run._id, driftId, isGone: (await readUser(workosId)) === null };
    await ctx.runMutation(internal.gatehouse.reconcile.steps.settleDeletion, settled);
  }
  if (candidates.length > 0) return true;
  await ctx.runMutation(internal.gatehouse.reconcile.steps.complete, { runId: run._id });
  return false;
}

async function noteFailure(ctx: ActionCtx, run: Run, error: unknown): Promise<void> {
  const { _id, phase, cursor, attempt } = run;
  const delay = retryIn(error, attempt, PATIENCE);
  const failure = { expected: cursor, phase, attempt, message: messageOf(error), delay };
  await ctx.runMutation(internal.gatehouse.reconcile.steps.fail, { runId: _id, ...failure });
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

/** Compares one listed page; the cursor moves in the same transaction. Returns whether to go on. */
export const compare = internalMutation({
  args: {
    runId,
    expected: cursor,
    next: cursor,
    readAt: v.number(),
    // As WorkOS sent them: the text of a JSON array.
    users: v.string(),
  },
  returns: v.boolean(),
  handler: async (ctx, { runId, expected, ...page }) => {
    const run = await requireRunning(ctx, runId, "list", expected);
    if (run === null) return false;
    await compareListed(ctx, run, page);
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

/** Has a failed step taken again, or ends the run; nothing when another step is ahead by now. */
export const fail = internalMutation({
  args: {
    ...{ runId, phase: syncPhase, expected: cursor, attempt: v.number(), message: v.string() },
    // Ms; null when trying again cannot help.
    delay: nullable(v.number()),
  },
  returns: v.null(),
  handler: async (ctx, { runId, phase, expected, attempt, message, delay }) => {
    const run = await requireRunning(ctx, runId, phase, expected);
    if (run?.attempt !== attempt) return null;
    await stepFailed(comparison, ctx, run, { delay, error: message });
    return null;
  },
});
