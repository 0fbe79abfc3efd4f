import type { Infer } from "convex/values";
import { decodeEvent, type WorkosEvent } from "../webhooks/decode";
import { effectOf } from "../webhooks/effect";
import type { EventReason } from "../webhooks/reasons";
import type { SessionEnd } from "../webhooks/signIns";
import { internal } from "./_generated/api";
import type { Doc } from "./_generated/dataModel";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { defined } from "./defined";
import { userByWorkosId } from "./identity";
import { recordSessionEnd, recordSignIn } from "./signInLog";
import type { inboxAttempt, inboxSignature, inboxState, inboxVia } from "./tables/inbox";
import { applyChange } from "./userStore";

export type InboxState = Infer<typeof inboxState>;
export type InboxVia = Infer<typeof inboxVia>;
export type InboxAttempt = Infer<typeof inboxAttempt>;

/** What became of an event. `duplicate`: its id was here before, nothing was done again. */
export interface Receipt {
  state: InboxState | "duplicate";
  reason: EventReason | null;
}

/** What processing an event came to. */
export interface Processed {
  state: "applied" | "ignored";
  reason: EventReason | null;
  changed: string[];
}

export interface Delivery {
  via: InboxVia;
  /** The event's JSON text, as it came. */
  payload: string;
  /** Epoch ms. */
  receivedAt: number;
  /** What the signature said, of a webhook. */
  signature?: Infer<typeof inboxSignature> | undefined;
}

/** Waits before each new attempt at an event that failed here; after the last it is dead. */
export const RETRY_DELAYS_IN_MS = [30_000, 120_000, 600_000, 3_600_000, 21_600_000] as const;

/** Longer payloads are processed but not kept: a document may have 1 MiB at most. */
const MAX_KEPT_PAYLOAD_LENGTH = 250_000;
const MAX_ERROR_LENGTH = 500;
/** Of more attempts the first and the latest are kept. */
const MAX_HISTORY = 20;

/**
 * Takes in an event, for every path: at most one effect per event id, and always an inbox row. If
 * processing throws, its writes are undone, the event is `failed` and tried again later, and
 * whatever comes behind it is not held up.
 */
export async function applyEvent(
  ctx: MutationCtx,
  event: WorkosEvent,
  delivery: Delivery,
): Promise<Receipt> {
  const known = await inboxByEventId(ctx, event.id);
  if (known?.state === "applied" || known?.state === "ignored") {
    return { state: "duplicate", reason: null };
  }
  const result = await attempt(ctx, delivery.payload);
  if (known === null) return await insertRow(ctx, event, delivery, result);
  return await updateRow(ctx, known, result, delivery.via);
}

/** The inbox row of an event id, if it was ever received. */
export async function inboxByEventId(
  ctx: Pick<QueryCtx, "db">,
  eventId: string,
): Promise<Doc<"inbox"> | null> {
  return await ctx.db
    .query("inbox")
    .withIndex("by_event_id", (q) => q.eq("eventId", eventId))
    .unique();
}

/** Processes a payload; a throw becomes data, because it must not take the inbox row with it. */
export async function attempt(ctx: MutationCtx, payload: string): Promise<Processed | Error> {
  try {
    // A mutation of its own is rolled back alone.
    return await ctx.runMutation(internal.inbox.processEvent, { payload });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Carries out what an event means. Runs inside `attempt`'s own mutation. */
export async function processPayload(ctx: MutationCtx, payload: string): Promise<Processed> {
  const decoded = decodeEvent(payload);
  if (!decoded.ok) throw new Error(decoded.reason);
  const { event } = decoded;
  if (await isAboutErased(ctx, event)) {
    return { state: "ignored", reason: "user-erased", changed: [] };
  }
  const { change, signIn, sessionEnd, reason } = effectOf(event);
  if (reason !== null) return { state: "ignored", reason, changed: [] };
  if (sessionEnd !== null) return await processSessionEnd(ctx, sessionEnd);
  const recorded = signIn !== null && (await recordSignIn(ctx, event.id, signIn));
  if (change === null) return { state: "applied", reason: null, changed: [] };
  const applied = await applyChange(ctx, change, recorded ? 1 : 0);
  // A sign-in that was recorded has had its effect, even when the user's row is ahead of it.
  const state = recorded ? "applied" : applied.outcome;
  return { state, reason: applied.reason, changed: applied.changed };
}

/** Whether an event would bring back what was erased: it is recorded without effect or payload. */
async function isAboutErased(ctx: MutationCtx, { userId }: WorkosEvent): Promise<boolean> {
  return userId !== null && (await userByWorkosId(ctx, userId))?.erased !== undefined;
}

async function processSessionEnd(ctx: MutationCtx, end: SessionEnd): Promise<Processed> {
  if (await recordSessionEnd(ctx, end)) return { state: "applied", reason: null, changed: [] };
  return { state: "ignored", reason: "already-known", changed: [] };
}

async function insertRow(
  ctx: MutationCtx,
  event: WorkosEvent,
  { via, payload, receivedAt, signature }: Delivery,
  result: Processed | Error,
): Promise<Receipt> {
  const isShort = payload.length <= MAX_KEPT_PAYLOAD_LENGTH;
  // Nothing to try again with: let the sender send again.
  if (result instanceof Error && !isShort) throw result;
  const kept = isShort && (result instanceof Error || result.reason !== "user-erased");
  const outcome = outcomeOf(result, 1, Date.now());
  const row = {
    eventId: event.id,
    type: event.type,
    via,
    workosUserId: event.userId ?? undefined,
    occurredAt: event.occurredAt,
    receivedAt,
    lagMs: Math.max(0, receivedAt - event.occurredAt),
    attempts: 1,
    payload: kept ? payload : undefined,
    payloadSince: kept ? receivedAt : undefined,
    signature,
    ...outcome,
  };
  await ctx.db.insert("inbox", defined(row));
  return await scheduled(ctx, event.id, outcome);
}

/** What an attempt came to, for one that is not recorded. */
export function receiptOf(result: Processed | Error): Receipt {
  if (result instanceof Error) return { state: "failed", reason: "handler-failed" };
  return { state: result.state, reason: result.reason };
}

/** Records a further attempt at a known event. */
export async function updateRow(
  ctx: MutationCtx,
  row: Doc<"inbox">,
  result: Processed | Error,
  via: InboxVia = row.via,
): Promise<Receipt> {
  const attempts = row.attempts + 1;
  const now = Date.now();
  const outcome = outcomeOf(result, attempts, now);
  const { state, error } = outcome;
  const [first, ...later] = [...historyOf(row), defined({ at: now, via, state, error })];
  const history = [...(first === undefined ? [] : [first]), ...later.slice(1 - MAX_HISTORY)];
  await ctx.db.patch("inbox", row._id, { ...outcome, attempts, via, history });
  return await scheduled(ctx, row.eventId, outcome);
}

/** All attempts at an event, oldest first. */
export function historyOf(row: Doc<"inbox">): InboxAttempt[] {
  const { receivedAt: at, via, state, error } = row;
  return row.history ?? [defined({ at, via, state, error })];
}

interface Outcome {
  state: InboxState;
  reason: EventReason | undefined;
  error: string | undefined;
  nextAttemptAt: number | undefined;
  changedFields: string[] | undefined;
}

function outcomeOf(result: Processed | Error, attempts: number, now: number): Outcome {
  if (!(result instanceof Error)) {
    const { state, reason, changed } = result;
    return {
      state,
      reason: reason ?? undefined,
      error: undefined,
      nextAttemptAt: undefined,
      changedFields: changed.length === 0 ? undefined : changed,
    };
  }
  const delay = RETRY_DELAYS_IN_MS[attempts - 1];
  return {
    state: delay === undefined ? "dead" : "failed",
    reason: delay === undefined ? "gave-up" : "handler-failed",
    error: result.message.slice(0, MAX_ERROR_LENGTH),
    nextAttemptAt: delay === undefined ? undefined : now + delay,
    changedFields: undefined,
  };
}

async function scheduled(ctx: MutationCtx, eventId: string, outcome: Outcome): Promise<Receipt> {
  if (outcome.nextAttemptAt !== undefined) {
    await ctx.scheduler.runAt(outcome.nextAttemptAt, internal.inbox.retry, { eventId });
  }
  return { state: outcome.state, reason: outcome.reason ?? null };
}
