import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { DECODE_REASONS, decodeEvent } from "../../../webhooks/decode";
import { readEnvelope } from "../../../webhooks/envelope";
import { internal } from "../../_generated/api";
import type { Doc } from "../tables/dataModel";
import { internalMutation, type MutationCtx } from "../tables/server";
import { applyEvent, inboxByEventId, insertRow, type Receipt } from "../inbox/applyEvent";
import type { RawEvent } from "../workos/events";
import { givenUp, outcomeOf } from "../inbox/outcome";
import { ensureSyncState, pullStart, readSyncState } from "./state";

const cursor = nullable(v.string());

/** Where to start; null while WorkOS has asked to be left alone, whoever wants the drain. */
export const begin = internalMutation({
  args: {},
  returns: nullable(v.object({ cursor, rangeStartAt: v.number() })),
  handler: async (ctx) => {
    const now = Date.now();
    const pokes = await ctx.db
      .query("drainPokes")
      .withIndex("by_due_at", (q) => q.lte("dueAt", now))
      .collect();
    for (const poke of pokes) await ctx.db.delete("drainPokes", poke._id);
    const state = await ensureSyncState(ctx, now);
    if (state.notBeforeAt !== undefined && state.notBeforeAt > now) return null;
    const { hasGap, ...start } = pullStart(state, now);
    if (hasGap) await ctx.db.patch("syncState", state._id, { ...start, gapAt: now });
    return start;
  },
});

/**
 * Applies events and moves the cursor past them in one transaction, if the cursor is still where
 * the caller read it. Webhooks never move it.
 */
export const applyChunk = internalMutation({
  args: {
    expected: cursor,
    events: v.array(v.object({ id: v.string(), payload: v.string() })),
  },
  returns: v.boolean(),
  handler: async (ctx, { expected, events }) => {
    const now = Date.now();
    const state = await moveCursor(ctx, expected, events.at(-1)?.id ?? expected, now);
    if (state === null) return false;
    let healed = 0;
    for (const event of events) {
      const outcome = (await takeIn(ctx, event, now)).state;
      if (outcome === "applied" || outcome === "ignored") healed += 1;
    }
    if (healed > 0) await ctx.db.patch("syncState", state._id, { healed: state.healed + healed });
    return true;
  },
});

async function takeIn(
  ctx: MutationCtx,
  { id, payload }: RawEvent,
  receivedAt: number,
): Promise<Receipt> {
  const delivery = { via: "drain", payload, receivedAt } as const;
  const decoded = decodeEvent(payload);
  if (decoded.ok) return await applyEvent(ctx, decoded.event, delivery);
  if ((await inboxByEventId(ctx, id)) !== null) return { state: "duplicate", reason: null };
  // It will be no better next time.
  const outcome = givenUp(new Error(DECODE_REASONS[decoded.reason]), "unreadable");
  return await insertRow(ctx, readEnvelope(id, payload, receivedAt), delivery, outcome);
}

/**
 * Puts an event that cannot be applied even alone into the inbox, to be tried again from there, and
 * moves the cursor past it, if the cursor is still where the caller read it.
 */
export const setAside = internalMutation({
  args: {
    expected: cursor,
    envelope: v.object({
      id: v.string(),
      type: v.string(),
      occurredAt: v.number(),
      userId: nullable(v.string()),
    }),
    /** Null when it is too long to be kept. */
    payload: nullable(v.string()),
    message: v.string(),
  },
  returns: v.boolean(),
  handler: async (ctx, { expected, envelope, payload, message }) => {
    const now = Date.now();
    if ((await moveCursor(ctx, expected, envelope.id, now)) === null) return false;
    if ((await inboxByEventId(ctx, envelope.id)) !== null) return true;
    const error = new Error(message);
    const outcome =
      payload === null ? givenUp(error, "too-long-to-keep") : outcomeOf(error, 1, now);
    await insertRow(ctx, envelope, { via: "drain", payload, receivedAt: now }, outcome);
    return true;
  },
});

/** Moves the cursor, unless another run has done so: then null. */
async function moveCursor(
  ctx: MutationCtx,
  from: string | null,
  to: string | null,
  now: number,
): Promise<Doc<"syncState"> | null> {
  const state = await readSyncState(ctx);
  if (state?.cursor !== from) return null;
  await ctx.db.patch("syncState", state._id, { cursor: to, cursorMovedAt: now });
  return state;
}

/** The drain has seen all there is. If events were lost before, now is the time to compare. */
export const reachedEnd = internalMutation({
  args: { cursor },
  returns: v.null(),
  handler: async (ctx, { cursor: reached }) => {
    const state = await readSyncState(ctx);
    if (state?.cursor !== reached) return null;
    await ctx.db.patch("syncState", state._id, {
      lastDrainedAt: Date.now(),
      consecutiveErrors: 0,
      ...{ lastError: undefined, notBeforeAt: undefined, gapAt: undefined },
    });
    if (state.gapAt !== undefined)
      await ctx.scheduler.runAfter(0, internal.gatehouse.reconcile.startBySystem, {
        startedBy: "gap",
      });
    return null;
  },
});

/**
 * Notes why a drain failed, and until when WorkOS wants to be left alone. A cursor WorkOS refuses is
 * dropped and the time is used instead.
 */
export const noteError = internalMutation({
  args: { message: v.string(), dropCursor: cursor, waitMs: v.number() },
  returns: v.null(),
  handler: async (ctx, { message, dropCursor, waitMs }) => {
    const now = Date.now();
    const state = await ensureSyncState(ctx, now);
    const refused = dropCursor !== null && state.cursor === dropCursor;
    const until = new Date(now + waitMs).toISOString();
    await ctx.db.patch("syncState", state._id, {
      lastError: waitMs === 0 ? message : `${message} Gatehouse does not ask before ${until}.`,
      consecutiveErrors: state.consecutiveErrors + 1,
      notBeforeAt: waitMs === 0 ? undefined : now + waitMs,
      ...(refused ? { cursor: null } : {}),
    });
    return null;
  },
});
