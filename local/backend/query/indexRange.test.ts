import { describe, expect, it } from "vitest";
import { Table } from "../schema/catalogue";
import { compileIndexRange } from "./indexRange";
import type { RangeExpression, RangeOperator } from "./queryJson";

const table = new Table({
  name: "t",
  number: 10_001,
  documentType: null,
  indexes: [{ kind: "database", name: "by_a_b", number: 10_001, fields: ["a", "b"] }],
});
const index = table.sortedIndex("by_a_b") ?? table.byId;

const range = (...steps: [RangeOperator, string, RangeExpression["value"]][]) =>
  steps.map(([type, fieldPath, value]): RangeExpression => ({ type, fieldPath, value }));

const compile = (expressions: RangeExpression[]) =>
  compileIndexRange("t.by_a_b", index, expressions);

describe("compileIndexRange", () => {
  it.each([
    ["nothing", range()],
    ["the first field", range(["Eq", "a", 1])],
    ["fields in another order", range(["Eq", "b", 1], ["Eq", "a", 1])],
    ["every field", range(["Eq", "a", 1], ["Eq", "b", 2], ["Eq", "_creationTime", 3])],
    ["bounds before equalities", range(["Lt", "b", 1], ["Eq", "a", 1], ["Gte", "b", 0])],
    ["a missing field", range(["Eq", "a", undefined])],
  ])("accepts %s", (_name, expressions) => {
    const { range: keys, matches } = compile(expressions);
    expect(Buffer.compare(keys.start, keys.end)).toBe(-1);
    expect(keys.start.subarray(0, index.prefix.length)).toEqual(index.prefix);
    expect(matches).toBeNull();
  });

  it("finds the same keys whatever the order of equalities", () => {
    const one = compile(range(["Eq", "a", 1], ["Eq", "b", 2]));
    const other = compile(range(["Eq", "b", 2], ["Eq", "a", 1]));
    expect(one).toEqual(other);
  });

  it("gives an empty range for crossed bounds", () => {
    const { range: keys } = compile(range(["Gt", "a", 2], ["Lt", "a", 1]));
    expect(Buffer.compare(keys.start, keys.end)).toBe(1);
  });

  it.each([
    [
      range(["Eq", "a", 1], ["Eq", "a", 2]),
      `Already defined equality bound in index range. Can't add "a" == 2.0.`,
    ],
    [
      range(["Gt", "a", 1], ["Gte", "a", "x"]),
      `Already defined lower bound in index range. Can't add "a" >= "x".`,
    ],
    [
      range(["Lt", "a", 1], ["Lte", "a", 2n]),
      `Already defined upper bound in index range. Can't add "a" <= 2.`,
    ],
    [
      range(["Eq", "a", 1], ["Gt", "a", 1]),
      `Already defined inequality bound in index range. Can't add "a" > 1.0.`,
    ],
    [
      range(["Gt", "a", 1], ["Lt", "b", 1]),
      'This query against index t.by_a_b attempted to set a range bound on both "a" and "b".',
    ],
    [
      range(["Eq", "c", 1]),
      'The index range included a comparison with "c", but t.by_a_b with fields ' +
        '["a", "b", "_creationTime", "_id"] doesn\'t index this field.',
    ],
    [
      range(["Eq", "b", 1]),
      "Tried to query index t.by_a_b but the query didn't use the index fields in order.\n" +
        'Index fields: ["a", "b", "_creationTime", "_id"]\nQuery fields: ["b"]\n' +
        "First incorrect field: b\n",
    ],
    [range(["Eq", "a", 1], ["Gt", "_creationTime", 1]), "First incorrect field: _creationTime"],
  ])("refuses what is not an index range (%#)", (expressions, message) => {
    expect(() => compile(expressions)).toThrow(message);
  });

  it("checks rows against bounds that are longer than a key", () => {
    const [long, longer] = ["x".repeat(3000), "x".repeat(3001)];
    const { matches } = compile(range(["Eq", "a", long]));
    const document = (a: string) => ({ a, b: 1, _creationTime: 1, _id: "id" });
    expect(matches?.(document(long))).toBe(true);
    expect(matches?.(document(longer))).toBe(false);
    const above = compile(range(["Gt", "a", long]));
    expect(above.matches?.(document(longer))).toBe(true);
    expect(above.matches?.(document(long))).toBe(false);
    expect(above.range.end).toEqual(compile(range()).range.end);
  });
});
