import { v } from "convex/values";
import { streamIndexRange, type IndexKey } from "convex-helpers/server/stream";
import { doc, nullable } from "convex-helpers/validators";
import { decodeEvent } from "../../../webhooks/decode";
import { internal } from "../../_generated/api";
import type { Doc } from "../tables/dataModel";
import {
  internalAction,
  internalMutation,
  internalQuery,
  type ActionCtx,
  type MutationCtx,
  type QueryCtx,
} from "../tables/server";
import {
  applyEvent,
  attemptAgain,
  inboxByEventId,
  updateRow,
  type Receipt,
} from "../inbox/applyEvent";
import { EVENTS_CHUNK_SIZE, EVENTS_PAGE_SIZE, listEvents } from "../workos/events";
import { messageOf } from "../lib/errors";
import { requireOwnEnvironment } from "../drain/ownEnvironment";
import {
  finishReplay,
  MAX_STEP_ATTEMPTS,
  nextStep,
  replaying,
  noteProgress,
  runningReplay,
} from "./progress";
import { retryIn } from "../workos/retries";
import { resumeSteps, stepFailed } from "../workos/steps";
import { schema } from "../tables/schema";

const PATIENCE = { maxAttempts: MAX_STEP_ATTEMPTS, baseMs: 2_000 };

/** Given-up events first: a failed one that is given up now is not to be met a second time. */
const STATES = ["dead", "failed"] as const;
type Position = [state: (typeof STATES)[number], ...IndexKey];

const runId = v.id("replayRuns");
const cursor = nullable(v.string());

/** Replays the next batch of failed events; each batch asks for the next. */
export const replayFailed = internalMutation({
  args: { runId },
  returns: v.null(),
  handler: async (ctx, { runId }) => {
    const run = await ctx.db.get("replayRuns", runId);
    if (run?.state !== "running") return null;
    const position = run.cursor === null ? null : (JSON.parse(run.cursor) as Position);
    const rows = await failedSince(ctx, run.since, position, EVENTS_CHUNK_SIZE);
    const receipts: Receipt[] = [];
    for (const row of rows) receipts.push(...(await replayRow(ctx, row)));
    const next = nextPosition(rows, position);
    await noteProgress(ctx, run, JSON.stringify(next), rows.length, receipts);
    if (next === null) await finishReplay(ctx, run, "completed");
    else await nextStep(ctx, run);
    return null;
  },
});

/** Failed events received since a time, from a position on. */
async function failedSince(
  ctx: QueryCtx,
  since: number,
  position: Position | null,
  size: number,
): Promise<Doc<"inbox">[]> {
  const [state, ...after] = position ?? [STATES[0]];
  const bounds = {
    lowerBound: after.length === 0 ? [state, since] : [state, ...after],
    lowerBoundInclusive: after.length === 0,
    upperBound: [state],
    upperBoundInclusive: true,
  };
  return await streamIndexRange(
    ctx.db,
    schema,
    "inbox",
    "by_state_received_at",
    bounds,
    "asc",
  ).take(size);
}

async function replayRow(ctx: MutationCtx, row: Doc<"inbox">): Promise<Receipt[]> {
  if (row.payload === undefined) return [];
  return [await updateRow(ctx, row, await attemptAgain(ctx, row.payload), "replay")];
}

/** Where to go on: behind the last row, then with the next state; null at the end. */
function nextPosition(rows: readonly Doc<"inbox">[], position: Position | null): Position | null {
  const [state] = position ?? [STATES[0]];
  const last = rows.at(-1);
  if (last !== undefined && rows.length === EVENTS_CHUNK_SIZE) {
    return [state, last.receivedAt, last._creationTime, last._id];
  }
  const following = STATES[STATES.indexOf(state) + 1];
  return following === undefined ? null : [following];
}

/** Pulls a page of the Events API and applies what the inbox does not have. */
export const replayMissing = internalAction({
  args: { runId },
  returns: v.null(),
  handler: async (ctx, { runId }) => {
    const run = await ctx.runQuery(internal.gatehouse.replay.steps.current, { runId });
    if (run === null) return null;
    const here = { cursor: run.cursor, attempt: run.attempt };
    try {
      await pullPage(ctx, run, here);
    } catch (error) {
      const { cursor: expected, attempt } = here;
      const delay = retryIn(error, attempt, PATIENCE);
      const failure = { runId, expected, attempt, message: messageOf(error), delay };
      await ctx.runMutation(internal.gatehouse.replay.steps.fail, failure);
    }
    return null;
  },
});

/** Where a replay is: what a batch moves. */
type Here = Pick<Doc<"replayRuns">, "cursor" | "attempt">;

async function pullPage(ctx: ActionCtx, run: Doc<"replayRuns">, here: Here): Promise<void> {
  if (run.cursor === null) await requireOwnEnvironment(ctx);
  const events = await listEvents({ cursor: run.cursor, rangeStartAt: run.since });
  const isLast = events.length < EVENTS_PAGE_SIZE;
  for (let index = 0; index === 0 || index < events.length; index += EVENTS_CHUNK_SIZE) {
    const chunk = events.slice(index, index + EVENTS_CHUNK_SIZE);
    const next = chunk.at(-1)?.id ?? here.cursor;
    const payloads = chunk.map(({ payload }) => payload);
    const isEnd = isLast && index + EVENTS_CHUNK_SIZE >= events.length;
    const batch = { runId: run._id, expected: here.cursor, next, payloads, isEnd };
    if (!(await ctx.runMutation(internal.gatehouse.replay.steps.applyMissing, batch))) return;
    Object.assign(here, { cursor: next, attempt: 1 } satisfies Here);
  }
  if (!isLast) {
    await ctx.scheduler.runAfter(0, internal.gatehouse.replay.steps.replayMissing, {
      runId: run._id,
    });
  }
}

/**
 * Applies those events the inbox does not have, and moves the replay past them all.
 * @returns whether the replay was still running where the caller saw it
 */
export const applyMissing = internalMutation({
  args: {
    runId,
    expected: cursor,
    next: cursor,
    payloads: v.array(v.string()),
    isEnd: v.boolean(),
  },
  returns: v.boolean(),
  handler: async (ctx, { runId, expected, next, payloads, isEnd }) => {
    const run = await ctx.db.get("replayRuns", runId);
    if (run?.state !== "running" || run.cursor !== expected) return false;
    const receipts: Receipt[] = [];
    for (const payload of payloads) receipts.push(...(await applyIfMissing(ctx, payload)));
    await noteProgress(ctx, run, next, payloads.length, receipts);
    if (isEnd) await finishReplay(ctx, run, "completed");
    return true;
  },
});

async function applyIfMissing(ctx: MutationCtx, payload: string): Promise<Receipt[]> {
  const decoded = decodeEvent(payload);
  if (!decoded.ok || (await inboxByEventId(ctx, decoded.event.id)) !== null) return [];
  const delivery = { via: "replay", payload, receivedAt: Date.now() } as const;
  return [await applyEvent(ctx, decoded.event, delivery)];
}

/** The replay, while it is running. */
export const current = internalQuery({
  args: { runId },
  returns: nullable(doc(schema, "replayRuns")),
  handler: async (ctx, { runId }) => {
    const run = await ctx.db.get("replayRuns", runId);
    return run?.state === "running" ? run : null;
  },
});

/** How many of these events the inbox does not have. */
export const countMissing = internalQuery({
  args: { eventIds: v.array(v.string()) },
  returns: v.number(),
  handler: async (ctx, { eventIds }) => {
    const known = await Promise.all(eventIds.map(async (id) => await inboxByEventId(ctx, id)));
    return known.filter((row) => row === null).length;
  },
});

/** Has a failed page pulled again, or ends the replay; nothing when another step is ahead by now. */
export const fail = internalMutation({
  args: {
    ...{ runId, expected: cursor, attempt: v.number(), message: v.string() },
    // Ms; null when trying again cannot help.
    delay: nullable(v.number()),
  },
  returns: v.null(),
  handler: async (ctx, { runId, expected, attempt, message, delay }) => {
    const run = await ctx.db.get("replayRuns", runId);
    const isHere = run?.state === "running" && run.cursor === expected && run.attempt === attempt;
    if (!isHere) return null;
    await stepFailed(replaying, ctx, run, { delay, error: message });
    return null;
  },
});

/** Sets a replay whose step got lost going again, from where it had got to. */
export const resumeStalled = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const run = await runningReplay(ctx);
    if (run !== null) await resumeSteps(replaying, ctx, run);
    return null;
  },
});
