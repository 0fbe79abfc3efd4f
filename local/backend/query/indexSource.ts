import type { Table } from "../schema/catalogue";
import { SPACE_PREFIX_BYTES } from "../store/keyspace";
import type { Scan, ScanRequest } from "../transaction/scan";
import type { KeyRange } from "../values/types";
import { afterKey } from "../values/keyRange";
import { compileIndexRange } from "./indexRange";
import type { IndexRangeSource } from "./queryJson";
import type { RowSource, Window } from "./source";

/**
 * Reads one range of an index.
 *
 * @param openScan opens a scan that records what it reads
 * Throws `Index t.i not found.` when the table has no such index.
 */
export function openIndexSource(
  table: Table,
  source: IndexRangeSource,
  window: Window,
  openScan: (request: ScanRequest) => Scan,
): RowSource {
  const label = `${source.table}.${source.index}`;
  const index = table.sortedIndex(source.index);
  if (index === undefined) throw new Error(`Index ${label} not found.`);
  const { range, matches } = compileIndexRange(label, index, source.range);
  const reverse = source.order === "desc";
  const scan = openScan({
    table,
    index,
    range: windowed(range, index.prefix, window, reverse),
    reverse,
  });
  return {
    next() {
      for (let entry = scan.next(); entry !== null; entry = scan.next()) {
        if (matches !== null && !matches(entry.document.value)) continue;
        return { position: entry.key.subarray(SPACE_PREFIX_BYTES), document: entry.document };
      }
      return null;
    },
    close: () => scan.close(),
  };
}

/**
 * Reads a table that does not exist: it has no rows, and only the indexes every table has.
 *
 * Throws `Index t.i not found.` for any other index.
 */
export function openMissingTable({ table, index }: { table: string; index: string }): RowSource {
  if (!BUILT_IN_INDEXES.includes(index)) throw new Error(`Index ${table}.${index} not found.`);
  return { next: () => null, close: () => undefined };
}

const BUILT_IN_INDEXES = ["by_id", "by_creation_time"];

function windowed(range: KeyRange, prefix: Buffer, window: Window, reverse: boolean): KeyRange {
  const keyAt = (position: Buffer) => Buffer.concat([prefix, position]);
  let { start, end } = range;
  if (window.after !== null) {
    if (reverse) end = earlier(end, keyAt(window.after));
    else start = later(start, afterKey(keyAt(window.after)));
  }
  if (window.until !== null) {
    if (reverse) start = later(start, keyAt(window.until));
    else end = earlier(end, afterKey(keyAt(window.until)));
  }
  return { start, end };
}

function earlier(a: Buffer, b: Buffer): Buffer {
  return Buffer.compare(a, b) <= 0 ? a : b;
}

function later(a: Buffer, b: Buffer): Buffer {
  return Buffer.compare(a, b) >= 0 ? a : b;
}
