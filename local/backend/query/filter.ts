import { compareValues, type Value } from "convex/values";
import { describeValue } from "../schema/describe";
import type { WireJson } from "../values/types";
import { valueAt } from "../values/fieldPath";
import { wireToValue } from "./queryJson";

type Evaluate = (document: Record<string, Value>) => Value | undefined;
type JsonObject = { [key: string]: WireJson };

/**
 * Compiles a filter expression (`{"$eq": [{"$field": "a"}, {"$literal": 1}]}`).
 *
 * @returns whether a document passes
 * Comparisons follow Convex's order over all types, `undefined` first; only booleans are truth
 * values. Throws on an unknown operator, and when a document makes an operand the wrong type.
 */
export function compileFilter(expression: WireJson): (document: Record<string, Value>) => boolean {
  const evaluate = compile(expression);
  return (document) => asBoolean(evaluate(document));
}

const COMPARISONS: Record<string, (order: number) => boolean> = {
  $eq: (order) => order === 0,
  $neq: (order) => order !== 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
};

interface Arithmetic {
  /** As Convex's message names it: `Cannot add …`. */
  name: string;
  float: (left: number, right: number) => number;
  int: (left: bigint, right: bigint) => bigint;
}

const ARITHMETIC: Record<string, Arithmetic> = {
  $add: { name: "add", float: (l, r) => l + r, int: (l, r) => l + r },
  $sub: { name: "subtract", float: (l, r) => l - r, int: (l, r) => l - r },
  $mul: { name: "multiply", float: (l, r) => l * r, int: (l, r) => l * r },
  $div: { name: "divide", float: (l, r) => l / r, int: (l, r) => l / r },
  $mod: { name: "mod", float: (l, r) => l % r, int: (l, r) => l % r },
};

function compile(expression: WireJson): Evaluate {
  if (typeof expression !== "object" || expression === null || Array.isArray(expression)) {
    throw new Error(`Invalid filter expression ${JSON.stringify(expression)}`);
  }
  const [entry, ...rest] = Object.entries(expression as JsonObject);
  if (entry === undefined || rest.length > 0) {
    throw new Error(`A filter expression has one operator, got ${JSON.stringify(expression)}`);
  }
  return compileOperator(...entry);
}

function compileOperator(operator: string, operand: WireJson): Evaluate {
  const comparison = COMPARISONS[operator];
  if (comparison !== undefined) return compileComparison(operand, comparison);
  const arithmetic = ARITHMETIC[operator];
  if (arithmetic !== undefined) return compileArithmetic(operand, arithmetic);
  switch (operator) {
    case "$field":
      return compileField(operand);
    case "$literal": {
      const value = wireToValue(operand);
      return () => value;
    }
    case "$and": {
      const parts = operands(operand);
      return (document) => parts.every((part) => asBoolean(part(document)));
    }
    case "$or": {
      const parts = operands(operand);
      return (document) => parts.some((part) => asBoolean(part(document)));
    }
    case "$not": {
      const part = compile(operand);
      return (document) => !asBoolean(part(document));
    }
    case "$neg": {
      const part = compile(operand);
      return (document) => negated(part(document));
    }
    default:
      throw new Error(`Unknown filter operator "${operator}"`);
  }
}

function compileField(operand: WireJson): Evaluate {
  if (typeof operand !== "string") throw new Error("A filter's field path must be a string");
  return (document) => valueAt(document, operand);
}

function compileComparison(operand: WireJson, accepts: (order: number) => boolean): Evaluate {
  const [left, right] = pair(operand);
  return (document) => accepts(compareValues(left(document), right(document)));
}

function compileArithmetic(operand: WireJson, { name, float, int }: Arithmetic): Evaluate {
  const [left, right] = pair(operand);
  return (document) => {
    const [l, r] = [left(document), right(document)];
    if (typeof l === "number" && typeof r === "number") return float(l, r);
    if (typeof l === "bigint" && typeof r === "bigint") return BigInt.asIntN(64, int(l, r));
    throw new Error(`Cannot ${name} ${show(l)} and ${show(r)}`);
  };
}

function operands(json: WireJson): Evaluate[] {
  if (!Array.isArray(json)) throw new Error("A filter's $and and $or take a list");
  return json.map(compile);
}

function pair(json: WireJson): [Evaluate, Evaluate] {
  const [left, right, ...rest] = operands(json);
  if (left === undefined || right === undefined || rest.length > 0) {
    throw new Error("A binary filter operator takes two operands");
  }
  return [left, right];
}

function negated(value: Value | undefined): Value {
  if (typeof value === "number") return -value;
  if (typeof value === "bigint") return BigInt.asIntN(64, -value);
  throw new Error(`Cannot negate ${show(value)}`);
}

function asBoolean(value: Value | undefined): boolean {
  if (typeof value === "boolean") return value;
  throw new Error(`Expected a boolean in a filter, got ${show(value)}`);
}

function show(value: Value | undefined): string {
  return `${describeValue(value)} (type ${typeName(value)})`;
}

function typeName(value: Value | undefined): string {
  if (value === undefined) return "Undefined";
  if (value === null) return "Null";
  if (typeof value === "bigint") return "Int64";
  if (typeof value === "number") return "Float64";
  if (value instanceof ArrayBuffer) return "Bytes";
  if (Array.isArray(value)) return "Array";
  const name = typeof value;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
