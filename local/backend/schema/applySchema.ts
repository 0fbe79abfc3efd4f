import { spacePrefix } from "../store/keyspace";
import type { Entry, StoreSnapshot, StoreWriter } from "../store/store";
import { writeTotals } from "../search/totals";
import { Document } from "../values/document";
import { prefixRange } from "../values/keyRange";
import { idInDocumentKey, type Catalogue, type IndexRow, type Table } from "./catalogue";
import { checkStored } from "./checkDocument";
import { indexEntries } from "./documentEntries";
import type { SchemaPlan } from "./planSchema";

/**
 * Throws Convex's message for the first stored document that a new schema refuses.
 *
 * @param catalogue with the new tables in place
 */
export function checkStoredDocuments(
  store: StoreSnapshot,
  catalogue: Catalogue,
  tables: readonly Table[],
): void {
  for (const table of tables) {
    if (table.row.documentType === null) continue;
    for (const document of documentsOf(store, table)) checkStored(catalogue, table, document);
  }
}

/** Fills new indexes from the stored documents and empties dropped ones. */
export function rebuildIndexes(store: StoreSnapshot, writer: StoreWriter, plan: SchemaPlan): void {
  for (const index of plan.dropped) clearIndex(store, writer, index);
  for (const { table, index } of plan.added) fillIndex(store, writer, table, index);
}

function fillIndex(store: StoreSnapshot, writer: StoreWriter, table: Table, index: IndexRow): void {
  for (const document of documentsOf(store, table)) {
    for (const { key, value } of indexEntries(table, index, document)) writer.put(key, value);
    if (index.kind === "search") writeTotals(writer, index, [{ before: null, after: document }]);
  }
}

function clearIndex(store: StoreSnapshot, writer: StoreWriter, index: IndexRow): void {
  for (const prefix of prefixesOf(index)) {
    for (const { key } of entriesUnder(store, prefix)) writer.remove(key);
  }
}

function prefixesOf({ kind, number }: IndexRow): Buffer[] {
  if (kind === "database") return [spacePrefix("index", number)];
  const spaces = ["posting", "searchText", "searchTotals"] as const;
  return spaces.map((space) => spacePrefix(space, number));
}

function* documentsOf(store: StoreSnapshot, table: Table): Generator<Document> {
  for (const { key, value } of entriesUnder(store, table.byId.prefix)) {
    yield Document.decode(idInDocumentKey(key), value);
  }
}

function* entriesUnder(store: StoreSnapshot, prefix: Buffer): Generator<Entry> {
  const rows = store.scan(prefixRange(prefix), false);
  try {
    for (let row = rows.next(); row !== null; row = rows.next()) yield row;
  } finally {
    rows.close();
  }
}
