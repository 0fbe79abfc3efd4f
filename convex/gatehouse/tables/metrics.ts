import { defineTable } from "convex/server";
import { v } from "convex/values";
import { signInOutcome } from "./signIns";

/** How many sign-ins of one kind; `errorCode` is empty for completed ones. */
export const signInCount = v.object({
  outcome: signInOutcome,
  method: v.string(),
  errorCode: v.string(),
  count: v.number(),
});

/** What happened on a UTC day, sharded: who writes is told a shard, readers add all shards up. */
export const metricDays = defineTable({
  dayAt: v.number(),
  shard: v.number(),
  signIns: v.array(signInCount),
  // Completed sign-ins of each UTC hour, 24 of them; absent while there is none.
  completedByHour: v.optional(v.array(v.number())),
  activeUsers: v.number(),
  // How many more users count as active in the last 30 days than on the day before.
  monthlyDelta: v.number(),
  newUsers: v.number(),
}).index("by_day_at", ["dayAt", "shard"]);
