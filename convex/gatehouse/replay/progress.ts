import type { Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../tables/dataModel";
import type { MutationCtx, QueryCtx } from "../tables/server";
import type { Receipt } from "../inbox/applyEvent";
import type { SteppedWork } from "../workos/steps";
import type { replayScope } from "../tables/replays";
import type { syncRunState } from "../tables/sync";

/** A step that fails this often in a row ends its replay. */
export const MAX_STEP_ATTEMPTS = 6;

type Run = Doc<"replayRuns">;

interface Wanted {
  scope: Infer<typeof replayScope>;
  /** Epoch ms. */
  since: number;
  startedBy: string;
  /** How many events the preview counted. */
  expected: number;
}

/** The replay that is going on, if any; there is one at most. */
export async function runningReplay(ctx: Pick<QueryCtx, "db">): Promise<Run | null> {
  return await ctx.db
    .query("replayRuns")
    .withIndex("by_state_started_at", (q) => q.eq("state", "running"))
    .first();
}

/** Starts a replay of many events. */
export async function startReplay(ctx: MutationCtx, wanted: Wanted): Promise<Id<"replayRuns">> {
  const now = Date.now();
  const runId = await ctx.db.insert("replayRuns", {
    ...wanted,
    state: "running",
    startedAt: now,
    progressAt: now,
    cursor: null,
    attempt: 1,
    ...{ looked: 0, applied: 0, ignored: 0, failed: 0 },
  });
  await nextStep(ctx, { _id: runId, scope: wanted.scope });
  return runId;
}

/** Has the next batch processed, after `delay` ms. */
export async function nextStep(
  ctx: MutationCtx,
  run: Pick<Run, "_id" | "scope">,
  delay = 0,
): Promise<void> {
  const args = { runId: run._id };
  if (run.scope === "failed") {
    await ctx.scheduler.runAfter(delay, internal.gatehouse.replay.steps.replayFailed, args);
  } else {
    await ctx.scheduler.runAfter(delay, internal.gatehouse.replay.steps.replayMissing, args);
  }
}

/** How a replay goes on from step to step. */
export const replaying: SteppedWork<Run> = {
  maxAttempts: MAX_STEP_ATTEMPTS,
  note: async (ctx, run, fields) => await ctx.db.patch("replayRuns", run._id, fields),
  next: nextStep,
  giveUp: async (ctx, run, error) => await finishReplay(ctx, run, "failed", error),
};

/** Notes how far a replay has got, and what became of the events it replayed just now. */
export async function noteProgress(
  ctx: MutationCtx,
  run: Run,
  cursor: string | null,
  looked: number,
  receipts: readonly Receipt[],
): Promise<void> {
  const now = receipts.map(({ state }) => state);
  const count = (...states: Receipt["state"][]) =>
    now.filter((state) => states.includes(state)).length;
  await ctx.db.patch("replayRuns", run._id, {
    ...{ cursor, attempt: 1, progressAt: Date.now(), error: undefined },
    looked: run.looked + looked,
    applied: run.applied + count("applied"),
    ignored: run.ignored + count("ignored"),
    failed: run.failed + count("failed", "dead"),
  });
}

/** Ends a replay. */
export async function finishReplay(
  ctx: MutationCtx,
  run: Run,
  state: Exclude<Infer<typeof syncRunState>, "running">,
  error?: string,
): Promise<void> {
  await ctx.db.patch("replayRuns", run._id, { state, finishedAt: Date.now(), error });
}
