import { describe, expect, it } from "vitest";
import { indexScan, tableScan, textSearch } from "../transaction/testing";
import type { QueryJson } from "../transaction/types";
import { parseQuery, wireToValue } from "./queryJson";

describe("parseQuery", () => {
  it("reads a table scan as a scan by creation time", () => {
    expect(parseQuery(tableScan("t", "desc")).source).toEqual({
      type: "IndexRange",
      table: "t",
      index: "by_creation_time",
      range: [],
      order: "desc",
    });
  });

  it("reads an index range, ascending unless told otherwise", () => {
    const query = indexScan("t.by_a", [
      ["Eq", "a", { $undefined: null }],
      ["Gt", "b", { $integer: "AQAAAAAAAAA=" }],
    ]);
    expect(parseQuery({ ...query, source: { ...query.source, order: null } }).source).toEqual({
      type: "IndexRange",
      table: "t",
      index: "by_a",
      order: "asc",
      range: [
        { type: "Eq", fieldPath: "a", value: undefined },
        { type: "Gt", fieldPath: "b", value: 1n },
      ],
    });
  });

  it("reads a search", () => {
    expect(parseQuery(textSearch("t.s", "body", "hello", [["kind", 1]])).source).toEqual({
      type: "Search",
      table: "t",
      index: "s",
      searches: [{ fieldPath: "body", text: "hello" }],
      filters: [{ fieldPath: "kind", value: 1 }],
    });
  });

  it("reads operators in order", () => {
    const operators = [{ limit: 0 }, { filter: { $and: [] } }];
    expect(parseQuery({ ...tableScan("t"), operators }).operators).toEqual(operators);
  });

  it.each<[string, QueryJson, string]>([
    ["an unknown source", { source: { type: "Join" }, operators: [] }, 'query source "Join"'],
    ["an index without table", indexScan("by_a"), 'Invalid index name "by_a"'],
    ["an unknown range operator", indexScan("t.i", [["Like", "a", 1]]), 'operator "Like"'],
    ["a source without table", { source: { type: "FullTableScan" }, operators: [] }, '"tableName"'],
    ["an unknown operator", { ...tableScan("t"), operators: [{ skip: 1 }] }, '["skip"]'],
    [
      "too many operators",
      { ...tableScan("t"), operators: new Array<{ limit: number }>(257).fill({ limit: 1 }) },
      "Query has too many operators (257 > maximum 256).",
    ],
  ])("refuses %s", (_name, query, message) => {
    expect(() => parseQuery(query)).toThrow(message);
  });
});

describe("wireToValue", () => {
  it.each([
    [undefined, undefined],
    [{ $undefined: null }, undefined],
    [null, null],
    [{ a: [1] }, { a: [1] }],
  ])("%j", (json, value) => {
    expect(wireToValue(json)).toEqual(value);
  });
});
