import type { Infer } from "convex/values";
import { decodeEvent, type WorkosEvent } from "../../../webhooks/decode";
import type { Envelope } from "../../../webhooks/envelope";
import { internal } from "../../_generated/api";
import type { Doc } from "../tables/dataModel";
import type { MutationCtx, QueryCtx } from "../tables/server";
import { defined } from "../lib/defined";
import {
  errorText,
  givenUp,
  historyWith,
  outcomeOf,
  type Outcome,
  type Processed,
} from "./outcome";
import type { inboxSignature, inboxVia } from "../tables/inbox";
import type { receipt } from "./receipt";

type InboxVia = Infer<typeof inboxVia>;

export type Receipt = Infer<typeof receipt>;

export interface Delivery {
  via: InboxVia;
  /** The event's JSON text, as it came. */
  payload: string;
  /** Epoch ms. */
  receivedAt: number;
  /** What the signature said, of a webhook. */
  signature?: Infer<typeof inboxSignature> | undefined;
}

/** Longer payloads are processed but not kept: a document may have 1 MiB at most. */
export const MAX_KEPT_PAYLOAD_LENGTH = 250_000;

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
  if (known !== null) return await applyAgain(ctx, known, event, delivery);
  const result = await attempt(ctx, event);
  return await insertRow(ctx, event, delivery, firstOutcome(result, delivery));
}

const DUPLICATE: Receipt = { state: "duplicate", reason: null };

/**
 * Takes in an event that is here already. One that failed has its own schedule of attempts. When
 * WorkOS delivers it again, it is tried at once, but another failure leaves that schedule alone.
 */
async function applyAgain(
  ctx: MutationCtx,
  row: Doc<"inbox">,
  event: WorkosEvent,
  { via, receivedAt }: Delivery,
): Promise<Receipt> {
  if (via !== "webhook") return DUPLICATE;
  if (row.webhookAt === undefined) {
    await ctx.db.patch("inbox", row._id, { webhookAt: receivedAt });
  }
  if (row.state === "applied" || row.state === "ignored") return DUPLICATE;
  const result = await attempt(ctx, event);
  if (!(result instanceof Error)) return await updateRow(ctx, row, result, via);
  const { state, reason = null } = row;
  const failure = { at: receivedAt, via, state, error: errorText(result) };
  await ctx.db.patch("inbox", row._id, { history: historyWith(row, failure) });
  return { state, reason };
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

/** {@link attempt} at an event that was kept as text. */
export async function attemptAgain(ctx: MutationCtx, payload: string): Promise<Processed | Error> {
  const decoded = decodeEvent(payload);
  return decoded.ok ? await attempt(ctx, decoded.event) : new Error(decoded.reason);
}

/** Processes an event; a throw becomes data, because it must not take the inbox row with it. */
async function attempt(ctx: MutationCtx, event: WorkosEvent): Promise<Processed | Error> {
  try {
    // A mutation of its own is rolled back alone.
    return await ctx.runMutation(internal.gatehouse.inbox.intake.processEvent, { event });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function firstOutcome(result: Processed | Error, { via, payload }: Delivery): Outcome {
  const isLost = result instanceof Error && payload.length > MAX_KEPT_PAYLOAD_LENGTH;
  if (!isLost) return outcomeOf(result, 1, Date.now());
  // Nothing to try again with: let the sender send again, if there is one.
  if (via === "webhook") throw result;
  return givenUp(result, "too-long-to-keep");
}

/** Records an event the inbox does not have, and schedules the next attempt if there is to be one. */
export async function insertRow(
  ctx: MutationCtx,
  event: Envelope,
  { via, payload, receivedAt, signature }: Omit<Delivery, "payload"> & { payload: string | null },
  outcome: Outcome,
): Promise<Receipt> {
  const isShort = payload !== null && payload.length <= MAX_KEPT_PAYLOAD_LENGTH;
  const kept = isShort && outcome.reason !== "user-erased";
  const row = {
    eventId: event.id,
    type: event.type,
    via,
    workosUserId: event.userId ?? undefined,
    occurredAt: event.occurredAt,
    receivedAt,
    webhookAt: via === "webhook" ? receivedAt : undefined,
    lagMs: Math.max(0, receivedAt - event.occurredAt),
    attempts: 1,
    payload: kept ? payload : undefined,
    payloadSince: kept ? receivedAt : undefined,
    signature,
    ...outcome,
  };
  await ctx.db.insert("inbox", defined(row));
  return await scheduled(ctx, event.id, 1, outcome);
}

/** What an attempt came to, for one that is not recorded. */
export function receiptOf(result: Processed | Error): Receipt {
  if (result instanceof Error) return { state: "failed", reason: "handler-failed" };
  return { state: result.state, reason: result.reason };
}

/** Records a further attempt at a known event; how it came first stays on record. */
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
  const history = historyWith(row, defined({ at: now, via, state, error }));
  await ctx.db.patch("inbox", row._id, { ...outcome, attempts, history });
  return await scheduled(ctx, row.eventId, attempts, outcome);
}

async function scheduled(
  ctx: MutationCtx,
  eventId: string,
  attempts: number,
  { state, reason, nextAttemptAt }: Outcome,
): Promise<Receipt> {
  if (nextAttemptAt !== undefined) {
    const next = { eventId, attempts };
    await ctx.scheduler.runAt(nextAttemptAt, internal.gatehouse.inbox.retries.retry, next);
  }
  return { state, reason: reason ?? null };
}
