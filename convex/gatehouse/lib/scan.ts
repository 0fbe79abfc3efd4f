import { getDocumentSize, type Value } from "convex/values";
import type { IndexBounds, IndexKey } from "convex-helpers/server/stream";

const MIB = 1_048_576;

/**
 * How far one page may scan for a filter no index serves; then it comes back short, with a cursor.
 * Convex lets a transaction read 32,000 documents and 16 MiB, and the rest of it wants some, too.
 */
export const SCAN_LIMITS = { maximumRowsRead: 4_000, maximumBytesRead: 8 * MIB } as const;

/** Bytes of one count: a function may make two. */
const MAX_COUNTED_BYTES = 4 * MIB;

/**
 * Reads rows to the end, or until there are `maxRows`, or they are too large to go on.
 * @returns the rows, and whether there may be more
 */
export async function readSome<Row extends Record<string, Value>>(
  source: AsyncIterable<Row>,
  maxRows: number,
): Promise<{ rows: Row[]; more: boolean }> {
  const rows: Row[] = [];
  let bytes = 0;
  for await (const row of source) {
    rows.push(row);
    bytes += getDocumentSize(row);
    if (rows.length >= maxRows || bytes >= MAX_COUNTED_BYTES) return { rows, more: true };
  }
  return { rows, more: false };
}

/** All index entries that begin with `prefix`. */
export function startingWith(prefix: IndexKey): IndexBounds {
  return {
    lowerBound: prefix,
    lowerBoundInclusive: true,
    upperBound: prefix,
    upperBoundInclusive: true,
  };
}
