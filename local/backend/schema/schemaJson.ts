import type { ValidatorJson } from "./validatorJson";

/** One table of `schema.export()`. */
export interface TableJson {
  tableName: string;
  indexes: { indexDescriptor: string; fields: string[] }[];
  searchIndexes: { indexDescriptor: string; searchField: string; filterFields: string[] }[];
  vectorIndexes?: { indexDescriptor: string }[];
  documentType?: ValidatorJson | null;
}

/** What `schema.export()` returns, parsed. */
export interface SchemaJson {
  tables: TableJson[];
  schemaValidation: boolean;
}

// Convex's limits page (facts, §7 and §10).
const MAX_INDEXES = 32;
const MAX_INDEX_FIELDS = 16;
const MAX_SEARCH_INDEXES = 4;
const MAX_FILTER_FIELDS = 16;

const IDENTIFIER = /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/;
const RESERVED_INDEX_NAMES = ["by_id", "by_creation_time"];

/** Parses an exported schema. Throws on names, fields and counts Convex refuses. */
export function parseSchema(schemaJson: string): SchemaJson {
  const schema = JSON.parse(schemaJson) as SchemaJson;
  const names = schema.tables.map((table) => table.tableName);
  names.forEach(checkTableName);
  refuseDuplicates(names, (name) => `Table "${name}" is defined twice in the schema.`);
  schema.tables.forEach(checkTable);
  return schema;
}

/** Throws unless the name may be given to a table of the app. */
export function checkTableName(name: string): void {
  if (name.startsWith("_")) {
    throw new Error(`Invalid table name ${name} starts with metadata prefix '_'`);
  }
  if (!IDENTIFIER.test(name)) {
    throw new Error(
      `Invalid table name "${name}": use 1 to 64 letters, digits and underscores, starting with a letter.`,
    );
  }
}

function checkTable({ tableName, indexes, searchIndexes, vectorIndexes = [] }: TableJson): void {
  if (vectorIndexes.length > 0) {
    throw new Error(
      `Table "${tableName}" has a vector index. This backend has no vector search: remove ` +
        "`.vectorIndex(...)`, or deploy to Convex.",
    );
  }
  const names = [...indexes, ...searchIndexes].map((index) => index.indexDescriptor);
  refuseDuplicates(names, (name) => `Table "${tableName}" has two indexes named "${name}".`);
  names.forEach((name) => checkIndexName(tableName, name));
  atMost(indexes.length, MAX_INDEXES, `indexes on table "${tableName}"`);
  atMost(searchIndexes.length, MAX_SEARCH_INDEXES, `search indexes on table "${tableName}"`);
  for (const { indexDescriptor, fields } of indexes) {
    checkIndexFields(`${tableName}.${indexDescriptor}`, fields);
  }
  for (const { indexDescriptor, filterFields } of searchIndexes) {
    const label = `${tableName}.${indexDescriptor}`;
    atMost(filterFields.length, MAX_FILTER_FIELDS, `filter fields of search index ${label}`);
  }
}

function checkIndexName(table: string, name: string): void {
  if (RESERVED_INDEX_NAMES.includes(name) || name.startsWith("_")) {
    throw new Error(
      `In table "${table}" cannot name an index "${name}" because the name is reserved. ` +
        'Indexes may not start with an underscore or be named "by_id" or "by_creation_time".',
    );
  }
  if (!IDENTIFIER.test(name)) {
    throw new Error(
      `Invalid index name "${name}" in table "${table}": use 1 to 64 letters, digits and ` +
        "underscores, starting with a letter.",
    );
  }
}

function checkIndexFields(label: string, fields: string[]): void {
  if (fields.length === 0) throw new Error(`Index ${label} must have at least one field.`);
  atMost(fields.length, MAX_INDEX_FIELDS, `fields in index ${label}`);
  refuseDuplicates(fields, (field) => `Index ${label} names the field "${field}" twice.`);
  if (fields.includes("_creationTime") || fields.includes("_id")) {
    throw new Error(
      `Index ${label} must not name "_creationTime" or "_id": every index ends with them already.`,
    );
  }
}

function refuseDuplicates(names: string[], message: (name: string) => string): void {
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate !== undefined) throw new Error(message(duplicate));
}

function atMost(count: number, maximum: number, what: string): void {
  if (count > maximum) throw new Error(`Too many ${what} (${count} > maximum ${maximum}).`);
}
