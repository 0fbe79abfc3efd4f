import { defineTable } from "convex/server";
import { v } from "convex/values";
import { literals } from "convex-helpers/validators";
import { EVENT_REASONS, type EventReason } from "../../../webhooks/reasons";
import { SIGNATURE_SCHEMES } from "../../../webhooks/signatureFacts";

export const inboxState = v.union(
  v.literal("applied"),
  v.literal("ignored"),
  v.literal("failed"),
  v.literal("dead"),
);
export const inboxVia = v.union(
  v.literal("webhook"),
  v.literal("drain"),
  v.literal("replay"),
  v.literal("test"),
  v.literal("seed"),
);

/** The codes of `webhooks/reasons.ts`. */
export const eventReason = literals(...(Object.keys(EVENT_REASONS) as EventReason[]));

/** What the signature of a delivery said; `ageMs` is how long before its arrival it was signed. */
export const inboxSignature = v.object({
  scheme: literals(...SIGNATURE_SCHEMES),
  ageMs: v.number(),
});

/** One attempt at an event. */
export const inboxAttempt = v.object({
  at: v.number(),
  via: inboxVia,
  state: inboxState,
  error: v.optional(v.string()),
});

/** One row per WorkOS event id, whatever path brought it first. */
export const inbox = defineTable({
  eventId: v.string(),
  type: v.string(),
  via: inboxVia,
  state: inboxState,
  // Absent when there is nothing to explain.
  reason: v.optional(eventReason),
  workosUserId: v.optional(v.string()),
  occurredAt: v.number(),
  receivedAt: v.number(),
  // When a webhook first brought it, which may be after the drain did; absent when none did.
  webhookAt: v.optional(v.number()),
  lagMs: v.number(),
  attempts: v.number(),
  nextAttemptAt: v.optional(v.number()),
  error: v.optional(v.string()),
  changedFields: v.optional(v.array(v.string())),
  // Absent for what no webhook brought.
  signature: v.optional(inboxSignature),
  // Every attempt, oldest first; absent while there was only one.
  history: v.optional(v.array(inboxAttempt)),
  // The event as it came (JSON text); dropped before the row itself.
  payload: v.optional(v.string()),
  // `receivedAt` while there is a payload, so that old payloads are found without reading others.
  payloadSince: v.optional(v.number()),
})
  .index("by_event_id", ["eventId"])
  .index("by_received_at", ["receivedAt"])
  .index("by_payload_since", ["payloadSince"])
  .index("by_webhook_at", ["webhookAt"])
  .index("by_state_received_at", ["state", "receivedAt"])
  .index("by_type_received_at", ["type", "receivedAt"])
  .index("by_workos_user_received_at", ["workosUserId", "receivedAt"])
  .index("by_workos_user_occurred_at", ["workosUserId", "occurredAt"]);
