import type { Catalogue, Table } from "../schema/catalogue";
import { checkWrite } from "../schema/checkDocument";
import { documentEntries } from "../schema/documentEntries";
import { countKey } from "../schema/metaRows";
import { writeTotals } from "../search/totals";
import type { Entry, StoreWriter } from "../store/store";
import type { Document } from "../values/document";
import type { PendingWrites } from "./pendingWrites";

interface Change {
  readonly before: Document | null;
  readonly after: Document | null;
}

/**
 * Writes a transaction's documents and their index entries.
 *
 * @param catalogue the catalogue of this moment, which may know indexes the transaction does not
 * @param ts the commit timestamp that `commitTs` placeholders become
 * @returns every key written or removed, old and new
 */
export function writePending(
  writer: StoreWriter,
  pending: PendingWrites,
  catalogue: Catalogue,
  ts: bigint,
): Buffer[] {
  const keys: Buffer[] = [];
  for (const [table, changes] of changesByTable(pending, catalogue, ts)) {
    for (const change of changes) writeChange(writer, table, change, keys);
    for (const index of table.searchIndexes) writeTotals(writer, index, changes);
    writeCount(writer, table, changes, keys);
  }
  return keys;
}

/** Checks pending documents against a schema newer than the transaction. */
export function recheckPending(pending: PendingWrites, catalogue: Catalogue): void {
  for (const { table, after } of pending.all()) {
    const now = catalogue.byNumber(table.number) ?? table;
    if (after !== null) checkWrite(catalogue, now, after);
  }
}

function changesByTable(
  pending: PendingWrites,
  catalogue: Catalogue,
  ts: bigint,
): Map<Table, Change[]> {
  const byTable = new Map<Table, Change[]>();
  for (const { table, before, after } of pending.all()) {
    const current = catalogue.byNumber(table.number) ?? table;
    const changes = byTable.get(current) ?? [];
    changes.push({ before, after: after?.withCommitTs(ts) ?? null });
    byTable.set(current, changes);
  }
  return byTable;
}

function writeChange(
  writer: StoreWriter,
  table: Table,
  { before, after }: Change,
  keys: Buffer[],
): void {
  const old = before === null ? NO_ENTRIES : keyed(documentEntries(table, before));
  const next = after === null ? NO_ENTRIES : keyed(documentEntries(table, after));
  for (const [text, { key }] of old) {
    // A scan that saw the document must run again even when its place is the same.
    keys.push(key);
    if (!next.has(text)) writer.remove(key);
  }
  for (const [text, { key, value }] of next) {
    const existing = old.get(text);
    if (existing === undefined) keys.push(key);
    if (existing?.value !== value) writer.put(key, value);
  }
}

const NO_ENTRIES: ReadonlyMap<string, Entry> = new Map();

function keyed(entries: Entry[]): Map<string, Entry> {
  return new Map(entries.map((entry) => [entry.key.toString("latin1"), entry]));
}

function writeCount(
  writer: StoreWriter,
  table: Table,
  changes: readonly Change[],
  keys: Buffer[],
): void {
  let growth = 0;
  for (const { before, after } of changes)
    growth += Number(after !== null) - Number(before !== null);
  if (growth === 0) return;
  const key = countKey(table.number);
  writer.put(key, String(Number(writer.get(key) ?? 0) + growth));
  keys.push(key);
}
