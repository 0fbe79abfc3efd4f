import { v } from "convex/values";
import { decodeEvent } from "../webhooks/decode";
import { internal } from "./_generated/api";
import { internalAction, internalMutation, type ActionCtx } from "./_generated/server";
import { applyEvent } from "./applyEvent";
import { readEnv } from "./env";
import {
  EVENTS_CHUNK_SIZE,
  EVENTS_PAGE_SIZE,
  listEvents,
  type EventsFrom,
  type RawEvent,
} from "./eventsApi";
import { loadSyncState, readSyncState } from "./syncState";
import { retryDelay, WorkosError } from "./workos";

/** Pages per run; a longer backlog goes on in the next run. */
const MAX_PAGES = 5;
const RETRY_BASE_IN_MS = 5_000;
/** Answers to a cursor WorkOS no longer knows. */
const CURSOR_REFUSED: ReadonlySet<number> = new Set([400, 404, 422]);

/** The Events API holds events back for a few seconds, so a poke waits that long. */
export const POKE_DELAY_IN_MS = 5_000;
const STALE_POKE_IN_MS = 60_000;

/**
 * Pulls the Events API from the cursor to its end, so that a webhook that never came is healed
 * within a minute or two. Two runs at once do no harm: only one can move the cursor.
 */
export const run = internalAction({
  args: { attempt: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { attempt = 1 }) => {
    if (readEnv("WORKOS_API_KEY") === null) return null;
    const start = await ctx.runMutation(internal.drain.begin, {});
    try {
      const more = await pull(ctx, start);
      if (more) await ctx.scheduler.runAfter(0, internal.drain.run, {});
    } catch (error) {
      await recover(ctx, error, attempt, start.cursor);
    }
    return null;
  },
});

/** Pulls up to `MAX_PAGES` pages; returns whether there are more. */
async function pull(ctx: ActionCtx, start: EventsFrom): Promise<boolean> {
  let { cursor } = start;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const events = await listEvents({ ...start, cursor });
    const moved = await applyPage(ctx, cursor, events);
    // Another run is ahead of this one.
    if (moved === "lost") return false;
    if (events.length < EVENTS_PAGE_SIZE) {
      await ctx.runMutation(internal.drain.reachedEnd, { cursor: moved });
      return false;
    }
    cursor = moved;
  }
  return true;
}

async function applyPage(
  ctx: ActionCtx,
  cursor: string | null,
  events: readonly RawEvent[],
): Promise<string | null | "lost"> {
  let expected = cursor;
  for (let index = 0; index < events.length; index += EVENTS_CHUNK_SIZE) {
    const chunk = events.slice(index, index + EVENTS_CHUNK_SIZE);
    const next = chunk.at(-1)?.id ?? null;
    const payloads = chunk.map(({ payload }) => payload);
    const won = await ctx.runMutation(internal.drain.applyChunk, { expected, next, payloads });
    if (!won) return "lost";
    expected = next;
  }
  return expected;
}

async function recover(
  ctx: ActionCtx,
  error: unknown,
  attempt: number,
  cursor: string | null,
): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const known = error instanceof WorkosError ? error : null;
  const refused = cursor !== null && known !== null && CURSOR_REFUSED.has(known.status);
  await ctx.runMutation(internal.drain.noteError, { message, dropCursor: refused ? cursor : null });
  // The cron comes back every minute anyway; this is for what is due sooner or later than that.
  if (known?.isTransient === true) {
    const delay = retryDelay(known, attempt, RETRY_BASE_IN_MS);
    if (delay < 60_000)
      await ctx.scheduler.runAfter(delay, internal.drain.run, { attempt: attempt + 1 });
  }
}

/** Where to start; notices a gap longer than WorkOS keeps events, which only a reconcile heals. */
export const begin = internalMutation({
  args: {},
  returns: v.object({ cursor: v.union(v.string(), v.null()), rangeStartAt: v.number() }),
  handler: async (ctx) => {
    const pokes = await ctx.db
      .query("drainPokes")
      .withIndex("by_due_at", (q) => q.lte("dueAt", Date.now()))
      .collect();
    for (const poke of pokes) await ctx.db.delete("drainPokes", poke._id);
    const { state, hasGap } = await loadSyncState(ctx, Date.now());
    if (hasGap)
      await ctx.scheduler.runAfter(0, internal.reconcile.startBySystem, { startedBy: "gap" });
    return { cursor: state.cursor, rangeStartAt: state.rangeStartAt };
  },
});

/**
 * Applies events and moves the cursor past them in one transaction, if the cursor is still where
 * the caller read it. Webhooks never move it.
 */
export const applyChunk = internalMutation({
  args: {
    expected: v.union(v.string(), v.null()),
    next: v.union(v.string(), v.null()),
    payloads: v.array(v.string()),
  },
  returns: v.boolean(),
  handler: async (ctx, { expected, next, payloads }) => {
    const { state } = await loadSyncState(ctx, Date.now());
    if (state.cursor !== expected) return false;
    const now = Date.now();
    await ctx.db.patch("syncState", state._id, { cursor: next, cursorMovedAt: now });
    let healed = 0;
    for (const payload of payloads) {
      const decoded = decodeEvent(payload);
      // Nothing to key an inbox row by, and it will be no better next time.
      if (!decoded.ok)
        console.error("event skipped by the drain", decoded.reason, payload.slice(0, 200));
      else
        healed += Number(
          await heals(applyEvent(ctx, decoded.event, { via: "drain", payload, receivedAt: now })),
        );
    }
    if (healed > 0) await ctx.db.patch("syncState", state._id, { healed: state.healed + healed });
    return true;
  },
});

async function heals(receipt: ReturnType<typeof applyEvent>): Promise<boolean> {
  return (await receipt).state !== "duplicate";
}

/** The drain has seen all there is. */
export const reachedEnd = internalMutation({
  args: { cursor: v.union(v.string(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { cursor }) => {
    const state = await readSyncState(ctx);
    if (state === null || state.cursor !== cursor) return null;
    const lastDrainedAt = Date.now();
    await ctx.db.patch("syncState", state._id, {
      lastDrainedAt,
      consecutiveErrors: 0,
      lastError: undefined,
    });
    return null;
  },
});

/** Notes why a drain failed; a cursor WorkOS refuses is dropped and the time is used instead. */
export const noteError = internalMutation({
  args: { message: v.string(), dropCursor: v.union(v.string(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { message, dropCursor }) => {
    const { state } = await loadSyncState(ctx, Date.now());
    const consecutiveErrors = state.consecutiveErrors + 1;
    const refused = dropCursor !== null && state.cursor === dropCursor;
    await ctx.db.patch("syncState", state._id, {
      lastError: message,
      consecutiveErrors,
      ...(refused ? { cursor: null, rangeStartAt: state.lastDrainedAt ?? state.rangeStartAt } : {}),
    });
    return null;
  },
});

/** Asks for a drain soon after a webhook; while one is waiting, further pokes do nothing. */
export const poke = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const now = Date.now();
    const waiting = await ctx.db
      .query("drainPokes")
      .withIndex("by_due_at", (q) => q.gt("dueAt", now - STALE_POKE_IN_MS))
      .first();
    if (waiting !== null) return null;
    await ctx.db.insert("drainPokes", { dueAt: now + POKE_DELAY_IN_MS });
    await ctx.scheduler.runAfter(POKE_DELAY_IN_MS, internal.drain.run, {});
    return null;
  },
});
