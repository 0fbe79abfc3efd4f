import { v } from "convex/values";
import { internalMutation } from "../tables/server";
import { addToCounter } from "../lib/counters";
import { anyShard } from "../lib/shards";
import { DAY_IN_MS, startOf } from "../lib/utc";

/** Counters of refused deliveries, by reason. */
export const REJECTED_PREFIX = "webhook.rejected:";

/** The same by UTC day. Until the year 2286 earlier days come first. */
export const REJECTED_ON_PREFIX = "webhook.rejectedOn:";

/** The same for the UTC day that `at` (epoch ms) lies in. */
export function rejectedOnDayPrefix(at: number): string {
  return `${REJECTED_ON_PREFIX}${startOf(DAY_IN_MS, at)}:`;
}

/** All that a delivery that is turned away may write. */
export const count = internalMutation({
  args: { reason: v.string() },
  returns: v.null(),
  handler: async (ctx, { reason }) => {
    const shard = anyShard();
    await addToCounter(ctx, REJECTED_PREFIX + reason, 1, shard);
    await addToCounter(ctx, rejectedOnDayPrefix(Date.now()) + reason, 1, shard);
    return null;
  },
});
