import { getDocumentSize } from "convex/values";
import type { Doc, Id, TableNames } from "../tables/dataModel";
import type { MutationCtx } from "../tables/server";

/** So many records at once, if they are small. */
export const PRUNED_AT_ONCE = 200;

/** A mutation may read 16 MiB, and one event's payload may be a quarter of a million characters. */
const BATCH_BYTES = 4_000_000;

/** Prunes a batch of what is from before a time (epoch ms). */
export type Pruner = (ctx: MutationCtx, before: number) => Promise<Pruned>;

interface Pruned {
  pruned: number;
  /** Whether nothing is left to prune. */
  isDone: boolean;
}

/**
 * What pruning one kind of record means.
 * @param old the records from before a time, the oldest first
 * @param forget prunes one of them
 * @example pruner<"drift">((ctx, before) => …withIndex("by_found_at", …), ({ db }, id) => db.delete("drift", id))
 */
export function pruner<T extends TableNames>(
  old: (
    ctx: Pick<MutationCtx, "db">,
    before: number,
  ) => AsyncIterable<Doc<T>> | Promise<AsyncIterable<Doc<T>>>,
  forget: (ctx: MutationCtx, id: Id<T>) => Promise<void>,
  atOnce = PRUNED_AT_ONCE,
): Pruner {
  return async (ctx, before) => {
    const { rows, isDone } = await firstOf(await old(ctx, before), atOnce);
    for (const { _id } of rows) await forget(ctx, _id);
    return { pruned: rows.length, isDone };
  };
}

async function firstOf<T extends TableNames>(old: AsyncIterable<Doc<T>>, atOnce: number) {
  const rows: Doc<T>[] = [];
  let bytes = 0;
  for await (const row of old) {
    rows.push(row);
    bytes += getDocumentSize(row);
    if (rows.length === atOnce || bytes > BATCH_BYTES) return { rows, isDone: false };
  }
  return { rows, isDone: true };
}
