import { indexKey, isSamePlace, type Catalogue, type Table } from "../schema/catalogue";
import { checkWrite } from "../schema/checkDocument";
import { documentEntries } from "../schema/documentEntries";
import { countKey } from "../schema/metaRows";
import { isSameText, searchEntries } from "../search/postings";
import { writeTotals } from "../search/totals";
import type { StoreWriter } from "../store/store";
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
  if (before !== null && after !== null) return writeUpdate(writer, table, before, after, keys);
  for (const { key } of before === null ? [] : documentEntries(table, before)) {
    keys.push(key);
    writer.remove(key);
  }
  for (const { key, value } of after === null ? [] : documentEntries(table, after)) {
    keys.push(key);
    writer.put(key, value);
  }
}

function writeUpdate(
  writer: StoreWriter,
  table: Table,
  before: Document,
  after: Document,
  keys: Buffer[],
): void {
  const documentKey = table.documentKey(after.id);
  keys.push(documentKey);
  writer.put(documentKey, after.stored);
  for (const index of table.idIndexes) {
    const key = indexKey(index, after.value);
    // A scan that saw the document must run again even when its place is the same.
    keys.push(key);
    if (isSamePlace(index, before.value, after.value)) continue;
    const old = indexKey(index, before.value);
    keys.push(old);
    writer.remove(old);
    writer.put(key, after.id);
  }
  for (const index of table.searchIndexes) {
    if (isSameText(index, before, after)) continue;
    for (const { key } of searchEntries(index, before)) {
      keys.push(key);
      writer.remove(key);
    }
    for (const { key, value } of searchEntries(index, after)) {
      keys.push(key);
      writer.put(key, value);
    }
  }
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
