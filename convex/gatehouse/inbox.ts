import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import type { QueryCtx } from "./tables/server";
import { attemptAgain, inboxByEventId, receiptOf, updateRow } from "./inbox/applyEvent";
import { appError } from "./lib/errors";
import { operatorMutation, operatorQuery } from "./functions";
import { inboxFilter, listInbox } from "./inbox/listing";
import { labelsOf } from "./users/find";
import { inboxDetail, inboxRow, toInboxDetail } from "./inbox/row";
import { deliveryHealth, deliveryLag, refusedByReason } from "./inbox/health";
import { receipt } from "./inbox/receipt";

/** Received events, newest first. Of several filters one narrows, the others sieve the page. */
export const list = operatorQuery({
  role: "support",
  args: { paginationOpts: paginationOptsValidator, filter: inboxFilter },
  returns: paginationResultValidator(inboxRow),
  handler: async (ctx, { paginationOpts, filter }) => await listInbox(ctx, filter, paginationOpts),
});

/** One event in full, by its WorkOS event id, with personal data covered. */
export const get = operatorQuery({
  role: "support",
  args: { eventId: v.string() },
  returns: nullable(inboxDetail),
  handler: async (ctx, { eventId }) => {
    const row = await inboxByEventId(ctx, eventId);
    if (row === null) return null;
    const labels = await labelsOf(ctx, row.workosUserId === undefined ? [] : [row.workosUserId]);
    return toInboxDetail(row, labels.get(row.workosUserId ?? "") ?? null);
  },
});

/** An event's payload with nothing covered. A mutation, because looking is put on record. */
export const reveal = operatorMutation({
  role: "support",
  args: { eventId: v.string(), reason: v.string() },
  returns: v.string(),
  handler: async (ctx, { eventId, reason }) => {
    if (reason.trim() === "") throw appError("invalid_input", "Say why you need to see it.");
    const { type, payload } = await requirePayload(ctx, eventId);
    await ctx.audit({ action: "inbox.reveal", ...eventTarget(eventId, type), reason });
    return payload;
  },
});

/**
 * Processes an event again. Safe for one that was already applied: nothing is counted twice, and
 * the row keeps saying what it came to the first time.
 */
export const replay = operatorMutation({
  role: "support",
  args: { eventId: v.string(), reason: v.optional(v.string()) },
  returns: receipt,
  handler: async (ctx, { eventId, reason = null }) => {
    const row = await requirePayload(ctx, eventId);
    const result = await attemptAgain(ctx, row.payload);
    const isNews = row.state === "failed" || row.state === "dead";
    const hasEffect = !(result instanceof Error) && result.state === "applied";
    const after =
      isNews || hasEffect ? await updateRow(ctx, row, result, "replay") : receiptOf(result);
    const states = { before: row.state, after: after.state };
    await ctx.audit({
      action: "inbox.replay",
      ...eventTarget(eventId, row.type),
      ...states,
      reason,
    });
    return after;
  },
});

function eventTarget(eventId: string, type: string) {
  return { targetType: "event", targetId: eventId, targetLabel: type };
}

async function requirePayload(ctx: QueryCtx, eventId: string) {
  const row = await inboxByEventId(ctx, eventId);
  if (row === null) throw appError("not_found", `There is no event ${eventId} in the inbox.`);
  const { payload } = row;
  if (payload === undefined) {
    throw appError("not_found", "This event's payload is no longer kept: reconcile instead.");
  }
  return { ...row, payload };
}

/** Whether webhooks arrive and get through. */
export const health = operatorQuery({
  role: "auditor",
  args: {},
  returns: v.object({
    lastReceivedAt: nullable(v.number()),
    failed: v.number(),
    // There are more than were counted.
    moreFailed: v.boolean(),
    rejectedSignatures: v.number(),
  }),
  handler: deliveryHealth,
});

/**
 * How long webhooks took from happening at WorkOS to being here: of the latest, at most a day old.
 * What came by webhook counts, once, also when the drain had brought it before. Null when nothing
 * came.
 *
 * `hourAt` is the beginning of the UTC hour it is (epoch ms). The caller says it, because a query
 * that looks at the clock is not asked again as time goes by.
 */
export const lag = operatorQuery({
  role: "auditor",
  args: { hourAt: v.number() },
  returns: nullable(v.object({ sampled: v.number(), p50Ms: v.number(), p95Ms: v.number() })),
  handler: async (ctx, { hourAt }) => await deliveryLag(ctx, hourAt),
});

/** Deliveries turned away yesterday and today (UTC), by the reason's code; `hourAt` as for `lag`. */
export const refused = operatorQuery({
  role: "auditor",
  args: { hourAt: v.number() },
  returns: v.array(v.object({ reason: v.string(), count: v.number() })),
  handler: async (ctx, { hourAt }) => await refusedByReason(ctx, hourAt),
});
