import type { Doc } from "../tables/dataModel";
import type { QueryCtx } from "../tables/server";
import { readCounters } from "../lib/counters";
import { readSome } from "../lib/scan";
import { DAY_IN_MS, HOUR_IN_MS } from "../lib/utc";
import { REJECTED_PREFIX, rejectedOnDayPrefix } from "./rejections";

/** Enough for a 95th percentile, few enough to be read again at every delivery. */
const SAMPLE = 200;

/** Failed events are few, or something is very wrong; either way this many say enough. */
const MAX_COUNTED_FAILURES = 1_000;

/** Whether webhooks arrive and get through. */
export async function deliveryHealth(ctx: QueryCtx) {
  const newest = await ctx.db
    .query("inbox")
    .withIndex("by_webhook_at", (q) => q.gt("webhookAt", 0))
    .order("desc")
    .first();
  const rejected = await readCounters(ctx, REJECTED_PREFIX);
  const [failed, dead] = await Promise.all([inState(ctx, "failed"), inState(ctx, "dead")]);
  return {
    lastReceivedAt: newest?.webhookAt ?? null,
    failed: failed.rows.length + dead.rows.length,
    moreFailed: failed.more || dead.more,
    rejectedSignatures: [...rejected.values()].reduce((sum, count) => sum + count, 0),
  };
}

async function inState(ctx: QueryCtx, state: "failed" | "dead") {
  const rows = ctx.db.query("inbox").withIndex("by_state_received_at", (q) => q.eq("state", state));
  return await readSome(rows, MAX_COUNTED_FAILURES);
}

/**
 * How long the latest webhooks took, of those at most a day old; null when none came.
 * @param hourAt the beginning of the UTC hour it is (epoch ms)
 */
export async function deliveryLag(ctx: QueryCtx, hourAt: number) {
  const source = ctx.db
    .query("inbox")
    .withIndex("by_webhook_at", (q) => q.gte("webhookAt", hourAt + HOUR_IN_MS - DAY_IN_MS))
    .order("desc");
  const { rows } = await readSome(source, SAMPLE);
  if (rows.length === 0) return null;
  const lags = rows.map(lagOf).sort((a, b) => a - b);
  return { sampled: lags.length, p50Ms: percentile(lags, 0.5), p95Ms: percentile(lags, 0.95) };
}

/** From the event at WorkOS to its webhook here, whatever else brought the event before. */
function lagOf({ webhookAt = 0, occurredAt }: Doc<"inbox">): number {
  return Math.max(0, webhookAt - occurredAt);
}

/** The nearest-rank percentile of sorted numbers, at least one of them. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}

/**
 * Deliveries turned away yesterday and today (UTC), by the reason's code.
 * @param hourAt the beginning of the UTC hour it is (epoch ms)
 */
export async function refusedByReason(ctx: QueryCtx, hourAt: number) {
  const days = [hourAt - DAY_IN_MS, hourAt].map(rejectedOnDayPrefix);
  const totals = new Map<string, number>();
  for (const prefix of days) {
    for (const [reason, count] of await readCounters(ctx, prefix)) {
      totals.set(reason, (totals.get(reason) ?? 0) + count);
    }
  }
  return [...totals].map(([reason, count]) => ({ reason, count }));
}
