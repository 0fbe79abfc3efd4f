import { v } from "convex/values";
import { readEnvelope } from "../../../webhooks/envelope";
import { internal } from "../../_generated/api";
import { internalAction, type ActionCtx } from "../tables/server";
import { MAX_KEPT_PAYLOAD_LENGTH } from "../inbox/applyEvent";
import { readEnv } from "../env/read";
import { messageOf } from "../lib/errors";
import {
  EVENTS_CHUNK_SIZE,
  EVENTS_PAGE_SIZE,
  listEvents,
  type EventsFrom,
  type RawEvent,
} from "../workos/events";
import { retryDelay, WorkosError } from "../workos/client";
import { requireOwnEnvironment } from "./ownEnvironment";

/** Pages per run; a longer backlog goes on in the next run. */
const MAX_PAGES = 5;
const RETRY_BASE_IN_MS = 5_000;
/** The cron's interval: what is due later than that needs no job of its own. */
const CRON_IN_MS = 60_000;
/** Answers to a cursor WorkOS no longer knows. */
const CURSOR_REFUSED: ReadonlySet<number> = new Set([400, 404, 422]);

/** Where the cursor is after some events; "lost" when another run has moved it meanwhile. */
type Moved = string | null | "lost";

/**
 * Pulls the Events API from the cursor to its end, so that a webhook that never came is healed
 * within a minute or two. Two runs at once do no harm: only one can move the cursor.
 */
export const run = internalAction({
  args: { attempt: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { attempt = 1 }) => {
    if (readEnv("WORKOS_API_KEY") === null) return null;
    const start = await ctx.runMutation(internal.gatehouse.drain.steps.begin, {});
    if (start === null) return null;
    try {
      // A cursor is known only where it comes from; a time is known to every environment.
      if (start.cursor === null) await requireOwnEnvironment(ctx);
      const more = await pull(ctx, start);
      if (more) await ctx.scheduler.runAfter(0, internal.gatehouse.drain.pull.run, {});
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
      await ctx.runMutation(internal.gatehouse.drain.steps.reachedEnd, { cursor: moved });
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
): Promise<Moved> {
  let moved: Moved = cursor;
  for (let index = 0; index < events.length && moved !== "lost"; index += EVENTS_CHUNK_SIZE) {
    moved = await applyEvents(ctx, moved, events.slice(index, index + EVENTS_CHUNK_SIZE));
  }
  return moved;
}

/** Applies events in one transaction, or in halves while that fails: none holds up the others. */
async function applyEvents(
  ctx: ActionCtx,
  expected: string | null,
  events: readonly RawEvent[],
): Promise<Moved> {
  try {
    const batch = { expected, events: [...events] };
    const won = await ctx.runMutation(internal.gatehouse.drain.steps.applyChunk, batch);
    return won ? (events.at(-1)?.id ?? expected) : "lost";
  } catch (error) {
    const [only, ...others] = events;
    if (only === undefined) throw error;
    if (others.length === 0) return await setAside(ctx, expected, only, error);
    const middle = Math.ceil(events.length / 2);
    const moved = await applyEvents(ctx, expected, events.slice(0, middle));
    return moved === "lost" ? moved : await applyEvents(ctx, moved, events.slice(middle));
  }
}

async function setAside(
  ctx: ActionCtx,
  expected: string | null,
  { id, payload }: RawEvent,
  error: unknown,
): Promise<Moved> {
  const won = await ctx.runMutation(internal.gatehouse.drain.steps.setAside, {
    expected,
    envelope: readEnvelope(id, payload, Date.now()),
    payload: payload.length <= MAX_KEPT_PAYLOAD_LENGTH ? payload : null,
    message: messageOf(error),
  });
  return won ? id : "lost";
}

/** Notes a failure and has the drain run again; a cursor WorkOS refuses gives way to the time. */
async function recover(
  ctx: ActionCtx,
  failure: unknown,
  attempt: number,
  cursor: string | null,
): Promise<void> {
  const isRefused =
    cursor !== null && failure instanceof WorkosError && CURSOR_REFUSED.has(failure.status);
  const obstacle = isRefused ? await whyNotByTime(ctx) : null;
  const error = obstacle ?? failure;
  const known = error instanceof WorkosError ? error : null;
  await ctx.runMutation(internal.gatehouse.drain.steps.noteError, {
    message: messageOf(error),
    dropCursor: isRefused && obstacle === null ? cursor : null,
    waitMs: known?.retryAfterMs ?? 0,
  });
  if (known?.isTransient !== true) return;
  const delay = retryDelay(known, attempt, RETRY_BASE_IN_MS);
  if (delay < CRON_IN_MS)
    await ctx.scheduler.runAfter(delay, internal.gatehouse.drain.pull.run, {
      attempt: attempt + 1,
    });
}

/** What speaks against pulling by time instead of from a cursor; null when nothing does. */
async function whyNotByTime(ctx: ActionCtx): Promise<unknown> {
  try {
    await requireOwnEnvironment(ctx);
    return null;
  } catch (error) {
    return error;
  }
}
