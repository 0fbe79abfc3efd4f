import { describe, expect, it } from "vitest";
import { parseSchema, type TableJson } from "./schemaJson";

const table = (parts: Partial<TableJson>): TableJson => ({
  tableName: "people",
  indexes: [],
  searchIndexes: [],
  documentType: null,
  ...parts,
});

const index = (indexDescriptor: string, ...fields: string[]) => ({ indexDescriptor, fields });

const parse = (...tables: TableJson[]) =>
  parseSchema(JSON.stringify({ tables, schemaValidation: true }));

const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

describe("parseSchema", () => {
  it("accepts what Convex accepts", () => {
    const full = table({
      indexes: many(32, (at) => index(`by_${at}`, ...many(16, (field) => `f${field}`))),
      searchIndexes: many(4, (at) => ({
        indexDescriptor: `search_${at}`,
        searchField: "text",
        filterFields: many(16, (field) => `f${field}`),
      })),
    });
    expect(parse(full, table({ tableName: "a_1" })).tables).toHaveLength(2);
  });

  it.each<[string, TableJson[], string]>([
    [
      "a system table",
      [table({ tableName: "_jobs" })],
      "Invalid table name _jobs starts with metadata prefix '_'",
    ],
    ["a name with a space", [table({ tableName: "my people" })], 'Invalid table name "my people"'],
    ["a name of 65 letters", [table({ tableName: "a".repeat(65) })], "use 1 to 64 letters"],
    ["a table twice", [table({}), table({})], 'Table "people" is defined twice'],
    [
      "an index twice",
      [table({ indexes: [index("by_a", "a"), index("by_a", "b")] })],
      'Table "people" has two indexes named "by_a".',
    ],
    [
      "a reserved index name",
      [table({ indexes: [index("by_id", "a")] })],
      'cannot name an index "by_id" because the name is reserved',
    ],
    [
      "an index named like nothing",
      [table({ indexes: [index("by a", "a")] })],
      'index name "by a"',
    ],
    ["an index of nothing", [table({ indexes: [index("by_a")] })], "at least one field"],
    [
      "a field twice",
      [table({ indexes: [index("by_a", "a", "a")] })],
      'Index people.by_a names the field "a" twice.',
    ],
    [
      "a field every index has",
      [table({ indexes: [index("by_a", "a", "_creationTime")] })],
      "every index ends with them already",
    ],
    [
      "too many indexes",
      [table({ indexes: many(33, (at) => index(`by_${at}`, "a")) })],
      'Too many indexes on table "people" (33 > maximum 32).',
    ],
    [
      "too many fields",
      [table({ indexes: [index("by_a", ...many(17, (at) => `f${at}`))] })],
      "Too many fields in index people.by_a (17 > maximum 16).",
    ],
    [
      "a vector index",
      [table({ vectorIndexes: [{ indexDescriptor: "v" }] })],
      "This backend has no vector search",
    ],
  ])("refuses %s", (_name, tables, message) => {
    expect(() => parse(...tables)).toThrow(message);
  });
});
