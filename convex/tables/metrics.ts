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

/** Sign-ins of a UTC hour, sharded: writers pick a shard at random, readers add all shards up. */
export const metricHours = defineTable({
  hourAt: v.number(),
  shard: v.number(),
  signIns: v.array(signInCount),
}).index("by_hour_at", ["hourAt", "shard"]);

/** What happened on a UTC day, sharded in the same way. */
export const metricDays = defineTable({
  dayAt: v.number(),
  shard: v.number(),
  signIns: v.array(signInCount),
  activeUsers: v.number(),
  // How many more users count as active in the last 30 days than on the day before.
  monthlyDelta: v.number(),
  newUsers: v.number(),
}).index("by_day_at", ["dayAt", "shard"]);
