import { isDeepStrictEqual } from "node:util";
import { Table, type Catalogue, type IndexRow, type TableRow } from "./catalogue";
import type { SchemaJson, TableJson } from "./schemaJson";

/** Hands out numbers that are never used again. */
export interface NumberSource {
  table(): number;
  index(): number;
}

/** What a new schema changes. */
export interface SchemaPlan {
  /** Every table whose stored row changes, as it will be. */
  readonly changed: readonly Table[];
  /** New indexes of tables that may hold documents. */
  readonly added: readonly { readonly table: Table; readonly index: IndexRow }[];
  /** Indexes whose keys are to be removed. */
  readonly dropped: readonly IndexRow[];
}

const NO_SCHEMA: SchemaJson = { tables: [], schemaValidation: false };

/**
 * Compares a schema with the tables there are.
 *
 * Tables that the schema no longer names keep their number and documents, without validator and
 * indexes. An index keeps its number only while its definition stays the same.
 */
export function planSchema(
  catalogue: Catalogue,
  schema: SchemaJson | null,
  numbers: NumberSource,
): SchemaPlan {
  const { tables, schemaValidation } = schema ?? NO_SCHEMA;
  const wanted = new Map(tables.map((table) => [table.tableName, table]));
  const current = catalogue.tables.filter((table) => !table.isSystem);
  const names = new Set([...current.map((table) => table.name), ...wanted.keys()]);
  const pairs = [...names].map((name) => {
    const before = catalogue.byName(name)?.row ?? null;
    return { before, after: nextRow(name, before, wanted.get(name), schemaValidation, numbers) };
  });
  const changed = pairs.filter(({ before, after }) => !isDeepStrictEqual(before, after));
  return {
    changed: changed.map(({ after }) => new Table(after)),
    added: changed.flatMap(({ before, after }) =>
      newIndexes(after, before).map((index) => ({ table: new Table(after), index })),
    ),
    dropped: changed.flatMap(({ before, after }) =>
      before === null ? [] : newIndexes(before, after),
    ),
  };
}

function nextRow(
  name: string,
  before: TableRow | null,
  wanted: TableJson | undefined,
  schemaValidation: boolean,
  numbers: NumberSource,
): TableRow {
  return {
    name,
    number: before?.number ?? numbers.table(),
    documentType: schemaValidation ? (wanted?.documentType ?? null) : null,
    indexes: declaredIndexes(wanted).map((index) => {
      const same = before?.indexes.find((existing) => sameDefinition(existing, index));
      return same ?? { ...index, number: numbers.index() };
    }),
  };
}

function declaredIndexes(table: TableJson | undefined): IndexRow[] {
  if (table === undefined) return [];
  const unnumbered = { number: 0 };
  return [
    ...table.indexes.map(({ indexDescriptor: name, fields }): IndexRow => {
      return { kind: "database", name, ...unnumbered, fields };
    }),
    ...table.searchIndexes.map(({ indexDescriptor: name, searchField, filterFields }): IndexRow => {
      return { kind: "search", name, ...unnumbered, searchField, filterFields };
    }),
  ];
}

function sameDefinition(a: IndexRow, b: IndexRow): boolean {
  return isDeepStrictEqual({ ...a, number: 0 }, { ...b, number: 0 });
}

/** The indexes of a row that another row does not have. */
function newIndexes(row: TableRow, other: TableRow | null): IndexRow[] {
  const numbers = new Set(other?.indexes.map((index) => index.number));
  return row.indexes.filter((index) => !numbers.has(index.number));
}
