import { v } from "convex/values";
import {
  DECODE_REASONS,
  decodeEvent,
  type DecodeReason,
  type WorkosEvent,
} from "../../../webhooks/decode";
import { literals, nullable } from "convex-helpers/validators";
import { pokeDrain } from "./pokeDrain";
import { eventReason, inboxSignature, inboxVia } from "../tables/inbox";
import { internalMutation } from "../tables/server";
import { applyEvent } from "./applyEvent";
import { carryOut } from "./carryOut";
import { receipt } from "./receipt";

const unreadable = literals(...(Object.keys(DECODE_REASONS) as DecodeReason[]));

/**
 * Takes in one verified event: decode, dedupe, reduce, record, poke the drain, in this one
 * transaction. A text that is no event leaves no trace, and its reason comes back.
 */
export const receive = internalMutation({
  args: { payload: v.string(), via: inboxVia, signature: v.optional(inboxSignature) },
  returns: v.union(receipt, v.object({ state: v.literal("unreadable"), reason: unreadable })),
  handler: async (ctx, { payload, via, signature }) => {
    const decoded = decodeEvent(payload);
    if (!decoded.ok) return { state: "unreadable" as const, reason: decoded.reason };
    const delivery = { via, payload, receivedAt: Date.now(), signature };
    const taken = await applyEvent(ctx, decoded.event, delivery);
    if (via === "webhook") await pokeDrain(ctx);
    return taken;
  },
});

/** Carries out what one event means; a mutation of its own so that it can be undone alone. */
export const processEvent = internalMutation({
  // A `WorkosEvent`, decoded a moment ago by the mutation that calls.
  args: { event: v.any() },
  returns: v.object({
    state: v.union(v.literal("applied"), v.literal("ignored")),
    reason: nullable(eventReason),
    changed: v.array(v.string()),
  }),
  handler: async (ctx, { event }) => await carryOut(ctx, event as WorkosEvent),
});
