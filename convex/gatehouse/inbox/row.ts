import { v, type Infer } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { maskPayload } from "../../../webhooks/mask";
import type { Doc } from "../tables/dataModel";
import { historyOf } from "./outcome";
import { inboxAttempt, inboxSignature, inboxState, inboxVia } from "../tables/inbox";

const text = nullable(v.string());

/** A received event as lists show it. */
export const inboxRow = v.object({
  _id: v.id("inbox"),
  eventId: v.string(),
  type: v.string(),
  state: inboxState,
  reason: text,
  via: inboxVia,
  occurredAt: v.number(),
  receivedAt: v.number(),
  lagMs: v.number(),
  workosUserId: text,
  userLabel: text,
  attempts: v.number(),
});

export type InboxRow = Infer<typeof inboxRow>;

/** A received event as its own page shows it; `payload` is JSON text with personal data covered. */
export const inboxDetail = v.object({
  ...inboxRow.fields,
  error: text,
  nextAttemptAt: nullable(v.number()),
  changedFields: v.array(v.string()),
  signature: nullable(inboxSignature),
  history: v.array(inboxAttempt),
  payload: text,
});

/** Projects a row for lists; `userLabel` is the e-mail or name of the user it is about. */
export function toInboxRow(row: Doc<"inbox">, userLabel: string | null): InboxRow {
  const { _id, eventId, type, state, via, occurredAt, receivedAt, lagMs, attempts } = row;
  const reason = row.reason ?? null;
  const workosUserId = row.workosUserId ?? null;
  return {
    ...{ _id, eventId, type, state, via, occurredAt, receivedAt, lagMs, attempts },
    ...{ reason, workosUserId, userLabel },
  };
}

/** Projects a row for the event's page. */
export function toInboxDetail(
  row: Doc<"inbox">,
  userLabel: string | null,
): Infer<typeof inboxDetail> {
  return {
    ...toInboxRow(row, userLabel),
    error: row.error ?? null,
    nextAttemptAt: row.nextAttemptAt ?? null,
    changedFields: row.changedFields ?? [],
    signature: row.signature ?? null,
    history: historyOf(row),
    payload: row.payload === undefined ? null : maskPayload(row.payload),
  };
}
