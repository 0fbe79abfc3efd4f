import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GenericSchema, SchemaDefinition } from "convex/server";
import type { Value } from "convex/values";
import { onTestFinished } from "vitest";
import { openDatabase } from "../database";
import type { Commit, Database, QueryJson, TableScope, Transaction } from "./types";
import type { Fields, StoredDocument, WireJson } from "../values/types";

/** The app's tables. */
export const APP: TableScope = { system: false };

/** The backend's tables. */
export const SYSTEM: TableScope = { system: true };

/** A directory that goes away with the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "gatehouse-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A database that goes away with the test. */
export function openTestDatabase(clock?: () => number): Database {
  const dataDir = temporaryDirectory();
  const database = openDatabase({ dataDir, durable: false, ...(clock && { clock }) });
  onTestFinished(() => database.close());
  return database;
}

/** Runs one mutation and commits it. */
export function commit(database: Database, write: (transaction: Transaction) => void): Commit {
  const transaction = database.mutation();
  write(transaction);
  return database.commit(transaction);
}

/** Inserts one document in a mutation of its own. Returns its id. */
export function insertOne(database: Database, table: string, fields: Fields): string {
  const transaction = database.mutation();
  const id = transaction.insert(table, fields, APP);
  database.commit(transaction);
  return id;
}

/** A schema as the runtime hands it over. */
export function exportSchema(schema: SchemaDefinition<GenericSchema, boolean>): string {
  return (schema as unknown as { export(): string }).export();
}

/** A query on the latest state; closed with the test. */
export function openQuery(database: Database): Transaction {
  const snapshot = database.snapshot();
  const transaction = database.query(snapshot);
  onTestFinished(() => {
    transaction.close();
    snapshot.close();
  });
  return transaction;
}

/** Every document of a query. */
export function collect(
  transaction: Transaction,
  query: QueryJson,
  scope: TableScope = APP,
): StoredDocument[] {
  const stream = transaction.stream(query, scope);
  const documents: StoredDocument[] = [];
  for (let row = stream.next(); row !== null; row = stream.next()) documents.push(row);
  stream.close();
  return documents;
}

/** The values of every document of a query on the latest state. */
export function valuesOf(database: Database, query: QueryJson): Record<string, Value>[] {
  return collect(openQuery(database), query).map((document) => document.value);
}

/** `ctx.db.query(table).order(order)`. */
export function tableScan(tableName: string, order: "asc" | "desc" = "asc"): QueryJson {
  return { source: { type: "FullTableScan", tableName, order }, operators: [] };
}

/** `[operator, field, value]`, as in `["Eq", "age", 3]`. */
export type RangeStep = [type: string, fieldPath: string, value: WireJson];

/** `ctx.db.query(table).withIndex(index, …).order(order)`; `indexName` is `table.index`. */
export function indexScan(
  indexName: string,
  range: RangeStep[] = [],
  order: "asc" | "desc" = "asc",
): QueryJson {
  const expressions = range.map(([type, fieldPath, value]) => ({ type, fieldPath, value }));
  return { source: { type: "IndexRange", indexName, range: expressions, order }, operators: [] };
}

/** `ctx.db.query(table).withSearchIndex(…)`; `filters` are equalities. */
export function textSearch(
  indexName: string,
  fieldPath: string,
  value: string,
  filters: [fieldPath: string, value: WireJson][] = [],
): QueryJson {
  const equalities = filters.map(([path, wanted]) => ({
    type: "Eq",
    fieldPath: path,
    value: wanted,
  }));
  const search = { type: "Search", fieldPath, value };
  return {
    source: { type: "Search", indexName, filters: [search, ...equalities] },
    operators: [],
  };
}
