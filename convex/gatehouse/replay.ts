import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { internal } from "../_generated/api";
import type { QueryCtx } from "./tables/server";
import { appError } from "./lib/errors";
import { EVENTS_PAGE_SIZE, listEvents } from "./workos/events";
import { operatorAction, operatorMutation, operatorQuery } from "./functions";
import { labelsOf } from "./users/find";
import { finishReplay, runningReplay, startReplay } from "./replay/progress";
import { EVENT_RETENTION_IN_MS } from "./drain/state";
import { readSome } from "./lib/scan";
import { replayScope } from "./tables/replays";
import { syncRunState } from "./tables/sync";
import { HOUR_IN_MS } from "./lib/utc";
import { askWorkos } from "./workos/client";

/** A preview counts this far; beyond it says "more than". */
const MAX_COUNTED = 1_000;
const MAX_PREVIEW_PAGES = 20;
const MAX_RUNS = 20;

const preview = v.object({
  /** Events that would be replayed. */
  events: v.number(),
  /** Events looked at to count them. */
  looked: v.number(),
  /** Whether there are more than were looked at. */
  more: v.boolean(),
});

/** How many failed events a replay since `since` (epoch ms) would process again. */
export const previewFailed = operatorQuery({
  role: "support",
  args: { since: v.number() },
  returns: preview,
  handler: async (ctx, { since }) => {
    const counts = await Promise.all([
      countSince(ctx, "failed", since),
      countSince(ctx, "dead", since),
    ]);
    const looked = counts.reduce((sum, { rows }) => sum + rows.length, 0);
    const events = counts.reduce((sum, one) => sum + one.replayable, 0);
    return { events, looked, more: counts.some(({ more }) => more) };
  },
});

async function countSince(ctx: QueryCtx, state: "failed" | "dead", since: number) {
  const source = ctx.db
    .query("inbox")
    .withIndex("by_state_received_at", (q) => q.eq("state", state).gte("receivedAt", since));
  const { rows, more } = await readSome(source, MAX_COUNTED);
  const replayable = rows.filter(({ payload }) => payload !== undefined).length;
  return { rows, more, replayable };
}

/**
 * How many events WorkOS has since `since` (epoch ms) that never came here.
 * @throws `workos_failed`
 */
export const previewMissing = operatorAction({
  role: "support",
  args: { since: v.number() },
  returns: preview,
  handler: async (ctx, { since }) =>
    await askWorkos(async () => {
      const rangeStartAt = reachable(since);
      const found = { events: 0, looked: 0, more: true };
      let cursor: string | null = null;
      for (let page = 0; page < MAX_PREVIEW_PAGES && found.more; page += 1) {
        const events = await listEvents({ cursor, rangeStartAt });
        const eventIds = events.map(({ id }) => id);
        found.events += await ctx.runQuery(internal.gatehouse.replay.steps.countMissing, {
          eventIds,
        });
        found.looked += events.length;
        found.more = events.length === EVENTS_PAGE_SIZE;
        cursor = eventIds.at(-1) ?? null;
      }
      return found;
    }),
});

/** WorkOS lists no event older than it keeps them. */
function reachable(since: number): number {
  return Math.max(since, Date.now() - EVENT_RETENTION_IN_MS + HOUR_IN_MS);
}

/**
 * Replays many events: all that failed since a time, or all that WorkOS has and the inbox does not.
 * Safe to repeat: nothing is applied twice. Progress shows up in `replay:runs`.
 * @param expected what the preview counted, for the progress bar
 * @throws `already_running`
 */
export const start = operatorMutation({
  role: "support",
  args: { scope: replayScope, since: v.number(), expected: v.number() },
  returns: v.id("replayRuns"),
  handler: async (ctx, { scope, since, expected }) => {
    if ((await runningReplay(ctx)) !== null) {
      throw appError("already_running", "A replay is already running: wait for it, or cancel it.");
    }
    const from = scope === "missing" ? reachable(since) : since;
    const startedBy = ctx.operator.workosId;
    const runId = await startReplay(ctx, { scope, since: from, startedBy, expected });
    await ctx.audit({
      action: "replay.start",
      targetType: "replayRun",
      targetId: runId,
      targetLabel: `${scope} events`,
      after: `since ${new Date(from).toISOString()}, ${expected} expected`,
    });
    return runId;
  },
});

/** Stops a replay; what it has replayed stays. */
export const cancel = operatorMutation({
  role: "support",
  args: { runId: v.id("replayRuns") },
  returns: v.null(),
  handler: async (ctx, { runId }) => {
    const run = await ctx.db.get("replayRuns", runId);
    if (run?.state !== "running") {
      throw appError("not_found", "This replay is not running any more.");
    }
    await finishReplay(ctx, run, "canceled");
    await ctx.audit({ action: "replay.cancel", targetType: "replayRun", targetId: runId });
    return null;
  },
});

/** The latest replays of many events, newest first, with live progress. */
export const runs = operatorQuery({
  role: "support",
  args: {},
  returns: v.array(
    v.object({
      _id: v.id("replayRuns"),
      scope: replayScope,
      since: v.number(),
      state: syncRunState,
      startedAt: v.number(),
      startedBy: v.string(),
      startedByLabel: nullable(v.string()),
      finishedAt: nullable(v.number()),
      expected: v.number(),
      looked: v.number(),
      applied: v.number(),
      ignored: v.number(),
      failed: v.number(),
      error: nullable(v.string()),
    }),
  ),
  handler: async (ctx) => {
    const rows = await ctx.db
      .query("replayRuns")
      .withIndex("by_started_at")
      .order("desc")
      .take(MAX_RUNS);
    const labels = await labelsOf(
      ctx,
      rows.map((row) => row.startedBy),
    );
    return rows.map((row) => {
      const { _id, scope, since, state, startedAt, startedBy, expected } = row;
      const { looked, applied, ignored, failed, finishedAt = null, error = null } = row;
      const counts = { expected, looked, applied, ignored, failed };
      const who = { startedBy, startedByLabel: labels.get(startedBy) ?? null };
      return { _id, scope, since, state, startedAt, ...who, finishedAt, error, ...counts };
    });
  },
});
