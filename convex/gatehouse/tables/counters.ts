import { defineTable } from "convex/server";
import { v } from "convex/values";

/** Sharded counters: who writes is told a shard, readers add all shards up. */
export const counters = defineTable({
  name: v.string(),
  shard: v.number(),
  value: v.number(),
}).index("by_name_shard", ["name", "shard"]);
