import type { MutationCtx, QueryCtx } from "../tables/server";

/**
 * Adds `delta` to a counter, in the caller's transaction.
 * @param shard of `shards.ts`; one for all counters of a transaction, or they conflict the more
 */
export async function addToCounter(
  ctx: MutationCtx,
  name: string,
  delta: number,
  shard: number,
): Promise<void> {
  const row = await ctx.db
    .query("counters")
    .withIndex("by_name_shard", (q) => q.eq("name", name).eq("shard", shard))
    .unique();
  if (row === null) await ctx.db.insert("counters", { name, shard, value: delta });
  else await ctx.db.patch("counters", row._id, { value: row.value + delta });
}

/** A counter's value: the sum of its shards, 0 when nothing was ever counted. */
export async function readCounter(ctx: QueryCtx, name: string): Promise<number> {
  const shards = await ctx.db
    .query("counters")
    .withIndex("by_name_shard", (q) => q.eq("name", name))
    .collect();
  return shards.reduce((sum, shard) => sum + shard.value, 0);
}

/** All counters whose name starts with `prefix`, by the rest of the name. */
export async function readCounters(ctx: QueryCtx, prefix: string): Promise<Map<string, number>> {
  const totals = new Map<string, number>();
  const rows = ctx.db
    .query("counters")
    .withIndex("by_name_shard", (q) => q.gte("name", prefix).lt("name", `${prefix}\uffff`));
  for await (const row of rows) {
    const key = row.name.slice(prefix.length);
    totals.set(key, (totals.get(key) ?? 0) + row.value);
  }
  return totals;
}
