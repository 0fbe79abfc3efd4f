import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import type { Doc } from "./tables/dataModel";
import { readCounters } from "./lib/counters";
import { operatorQuery } from "./functions";
import { rejectedOnDayPrefix } from "./inbox/rejections";
import { readSome } from "./lib/scan";
import { DAY_IN_MS, HOUR_IN_MS } from "./lib/utc";

/** Enough for a 95th percentile, few enough to be read again at every delivery. */
const SAMPLE = 200;

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
  handler: async (ctx, { hourAt }) => {
    const source = ctx.db
      .query("inbox")
      .withIndex("by_webhook_at", (q) => q.gte("webhookAt", hourAt + HOUR_IN_MS - DAY_IN_MS))
      .order("desc");
    const { rows } = await readSome(source, SAMPLE);
    if (rows.length === 0) return null;
    const lags = rows.map(lagOf).sort((a, b) => a - b);
    return { sampled: lags.length, p50Ms: percentile(lags, 0.5), p95Ms: percentile(lags, 0.95) };
  },
});

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
 *
 * `hourAt` is the beginning of the UTC hour it is (epoch ms), as for `lag`.
 */
export const refused = operatorQuery({
  role: "auditor",
  args: { hourAt: v.number() },
  returns: v.array(v.object({ reason: v.string(), count: v.number() })),
  handler: async (ctx, { hourAt }) => {
    const days = [hourAt - DAY_IN_MS, hourAt].map(rejectedOnDayPrefix);
    const totals = new Map<string, number>();
    for (const prefix of days) {
      for (const [reason, count] of await readCounters(ctx, prefix)) {
        totals.set(reason, (totals.get(reason) ?? 0) + count);
      }
    }
    return [...totals].map(([reason, count]) => ({ reason, count }));
  },
});
