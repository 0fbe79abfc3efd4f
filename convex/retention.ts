import { v } from "convex/values";
import { internal } from "./_generated/api";
import { internalMutation, type MutationCtx } from "./_generated/server";
import { DAY_IN_MS } from "./utc";

/** Payloads hold personal data, and WorkOS keeps events for about as long. */
export const PAYLOAD_RETENTION_IN_DAYS = 30;
/** Longer than any retry or Events API window, so that an event id is never forgotten too soon. */
export const INBOX_RETENTION_IN_DAYS = 90;

const BATCH = 200;

/** Prunes the inbox: payloads first, later the rows. Goes on by itself while there is more. */
export const pruneInbox = internalMutation({
  args: {},
  returns: v.object({ payloads: v.number(), rows: v.number() }),
  handler: async (ctx) => {
    const rows = await deleteRows(ctx, Date.now() - INBOX_RETENTION_IN_DAYS * DAY_IN_MS);
    const payloads = await dropPayloads(ctx, Date.now() - PAYLOAD_RETENTION_IN_DAYS * DAY_IN_MS);
    if (rows === BATCH || payloads === BATCH) {
      await ctx.scheduler.runAfter(0, internal.retention.pruneInbox, {});
    }
    return { payloads, rows };
  },
});

async function deleteRows(ctx: MutationCtx, before: number): Promise<number> {
  const rows = await ctx.db
    .query("inbox")
    .withIndex("by_received_at", (q) => q.lt("receivedAt", before))
    .take(BATCH);
  for (const row of rows) await ctx.db.delete("inbox", row._id);
  return rows.length;
}

async function dropPayloads(ctx: MutationCtx, before: number): Promise<number> {
  const rows = await ctx.db
    .query("inbox")
    .withIndex("by_payload_since", (q) => q.gt("payloadSince", 0).lt("payloadSince", before))
    .take(BATCH);
  for (const row of rows) {
    await ctx.db.patch("inbox", row._id, { payload: undefined, payloadSince: undefined });
  }
  return rows.length;
}
