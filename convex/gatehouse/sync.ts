import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { operatorQuery } from "./functions";
import { labelsOf } from "./users/find";
import { readSyncState } from "./drain/state";
import { syncKind, syncPhase, syncRunState } from "./tables/sync";

const MAX_RUNS = 50;
const text = nullable(v.string());
const time = nullable(v.number());

/** How the drain of the Events API is doing; null before its first run. */
export const drain = operatorQuery({
  role: "auditor",
  args: {},
  returns: nullable(
    v.object({
      cursor: text,
      cursorMovedAt: v.number(),
      lastDrainedAt: time,
      lastError: text,
      consecutiveErrors: v.number(),
      healed: v.number(),
    }),
  ),
  handler: async (ctx) => {
    const state = await readSyncState(ctx);
    if (state === null) return null;
    const { cursor, cursorMovedAt, consecutiveErrors, healed } = state;
    const lastDrainedAt = state.lastDrainedAt ?? null;
    const lastError = state.lastError ?? null;
    return { cursor, cursorMovedAt, lastDrainedAt, lastError, consecutiveErrors, healed };
  },
});

/** The latest comparisons with WorkOS, newest first, with live progress. */
export const runs = operatorQuery({
  role: "auditor",
  args: {},
  returns: v.array(
    v.object({
      _id: v.id("syncRuns"),
      kind: syncKind,
      state: syncRunState,
      phase: syncPhase,
      dryRun: v.boolean(),
      startedAt: v.number(),
      startedBy: v.string(),
      startedByLabel: text,
      finishedAt: time,
      listed: v.number(),
      drift: v.number(),
      repaired: v.number(),
      missing: v.number(),
      error: text,
    }),
  ),
  handler: async (ctx) => {
    const rows = await ctx.db
      .query("syncRuns")
      .withIndex("by_started_at")
      .order("desc")
      .take(MAX_RUNS);
    const labels = await labelsOf(
      ctx,
      rows.map((row) => row.startedBy),
    );
    return rows.map((row) => ({
      _id: row._id,
      kind: row.kind,
      state: row.state,
      phase: row.phase,
      dryRun: row.dryRun,
      startedAt: row.startedAt,
      startedBy: row.startedBy,
      startedByLabel: labels.get(row.startedBy) ?? null,
      finishedAt: row.finishedAt ?? null,
      listed: row.listed,
      drift: row.drift,
      repaired: row.repaired,
      missing: row.missing,
      error: row.error ?? null,
    }));
  },
});
