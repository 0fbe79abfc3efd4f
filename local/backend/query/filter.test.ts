import type { Value } from "convex/values";
import { describe, expect, it } from "vitest";
import type { WireJson } from "../values/types";
import { compileFilter } from "./filter";

const document: Record<string, Value> = {
  n: 6,
  i: 7n,
  t: "text",
  yes: true,
  no: false,
  nil: null,
  o: { inner: 1 },
};

const field = (path: string): WireJson => ({ $field: path });
const literal = (value: WireJson): WireJson => ({ $literal: value });
const missing = literal({ $undefined: null });
const int = (value: number): WireJson => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(value));
  return literal({ $integer: bytes.toString("base64") });
};

describe("compileFilter", () => {
  it.each<[string, WireJson, boolean]>([
    ["equal", { $eq: [field("n"), literal(6)] }, true],
    ["not equal", { $neq: [field("n"), literal(6)] }, false],
    ["number and integer differ", { $eq: [field("i"), literal(7)] }, false],
    ["integers sort before numbers", { $lt: [field("i"), literal(-1)] }, true],
    ["nested field", { $eq: [field("o.inner"), literal(1)] }, true],
    ["objects by value", { $eq: [field("o"), literal({ inner: 1 })] }, true],
    ["missing is undefined", { $eq: [field("gone"), missing] }, true],
    ["missing is not null", { $eq: [field("gone"), literal(null)] }, false],
    ["undefined sorts before null", { $lt: [field("gone"), field("nil")] }, true],
    ["strings sort after booleans", { $gt: [field("t"), field("yes")] }, true],
    ["at least", { $gte: [field("n"), literal(6)] }, true],
    ["at most", { $lte: [field("n"), literal(5)] }, false],
    ["sum", { $eq: [{ $add: [field("n"), literal(1)] }, literal(7)] }, true],
    ["difference", { $eq: [{ $sub: [field("n"), literal(1)] }, literal(5)] }, true],
    ["product", { $eq: [{ $mul: [field("n"), literal(2)] }, literal(12)] }, true],
    ["quotient", { $eq: [{ $div: [field("n"), literal(4)] }, literal(1.5)] }, true],
    ["remainder", { $eq: [{ $mod: [field("n"), literal(4)] }, literal(2)] }, true],
    ["integer division", { $eq: [{ $div: [field("i"), int(2)] }, int(3)] }, true],
    ["negation", { $eq: [{ $neg: field("i") }, int(-7)] }, true],
    ["a boolean field", field("yes"), true],
    ["and", { $and: [field("yes"), field("no")] }, false],
    ["and stops early", { $and: [field("no"), field("t")] }, false],
    ["empty and", { $and: [] }, true],
    ["or", { $or: [field("no"), field("yes")] }, true],
    ["or stops early", { $or: [field("yes"), field("t")] }, true],
    ["empty or", { $or: [] }, false],
    ["not", { $not: field("no") }, true],
  ])("%s", (_name, expression, expected) => {
    expect(compileFilter(expression)(document)).toBe(expected);
  });

  it.each<[string, WireJson, string]>([
    ["text as truth", field("t"), 'Expected a boolean in a filter, got "text" (type String)'],
    ["zero as falsehood", literal(0), "got 0.0 (type Float64)"],
    ["nothing as falsehood", { $and: [field("gone")] }, "got undefined (type Undefined)"],
    ["null negated", { $not: field("nil") }, "got null (type Null)"],
    [
      "mixed numbers",
      { $add: [field("n"), field("i")] },
      "Cannot add 6.0 (type Float64) and 7 (type Int64)",
    ],
    ["minus text", { $neg: field("t") }, 'Cannot negate "text" (type String)'],
  ])("refuses %s", (_name, expression, message) => {
    expect(() => compileFilter(expression)(document)).toThrow(message);
  });

  it.each<[string, WireJson, string]>([
    ["an unknown operator", { $like: [] }, 'Unknown filter operator "$like"'],
    ["two operators", { $eq: [], $neq: [] }, "one operator"],
    ["no operator", 5, "Invalid filter expression 5"],
    ["one operand", { $eq: [literal(1)] }, "two operands"],
    ["a list as path", { $field: [] }, "must be a string"],
    ["a single value for $and", { $and: literal(true) }, "take a list"],
  ])("refuses %s before any document is read", (_name, expression, message) => {
    expect(() => compileFilter(expression)).toThrow(message);
  });
});
