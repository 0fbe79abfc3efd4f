import type { Value } from "convex/values";
import { fullIndexKey, type SortedIndex } from "../schema/catalogue";
import { describeValue } from "../schema/describe";
import { MAX_KEY_BYTES } from "../store/keyspace";
import type { KeyRange } from "../values/types";
import { afterPrefix, prefixRange } from "../values/keyRange";
import { sortKey } from "../values/sortKey";
import type { RangeExpression, RangeOperator } from "./queryJson";

export interface CompiledRange {
  /** The stored keys to scan. */
  readonly range: KeyRange;
  /** Tells rows apart that cut keys cannot; null when the keys are exact. */
  readonly matches: ((document: Record<string, Value>) => boolean) | null;
}

/**
 * Turns the expressions of `withIndex` into a range of keys.
 *
 * @param label `table.index`, for messages
 * Throws Convex's messages when the expressions are not equalities on the first fields, in any
 * order, followed by at most one lower and one upper bound on the next field.
 */
export function compileIndexRange(
  label: string,
  index: SortedIndex,
  expressions: readonly RangeExpression[],
): CompiledRange {
  const equalities = expressions.filter(({ type }) => type === "Eq");
  const bounds = expressions.filter(({ type }) => type !== "Eq");
  checkRepetition(equalities, bounds);
  checkSameField(label, bounds);
  const values = equalValues(label, index, equalities, bounds);
  const range = narrowed(sortKey(values), bounds);
  return isExact(range)
    ? { range: withPrefix(index, range), matches: null }
    : { range: withPrefix(index, widened(range)), matches: within(index, range) };
}

// An empty buffer as end stands for "no bound".
const UNBOUNDED = Buffer.alloc(0);
const MORE = "For more information see https://docs.convex.dev/using/indexes.";

const SYMBOLS: Record<RangeOperator, string> = {
  Eq: "==",
  Gt: ">",
  Gte: ">=",
  Lt: "<",
  Lte: "<=",
};

function checkRepetition(
  equalities: readonly RangeExpression[],
  bounds: readonly RangeExpression[],
): void {
  const equal = new Set<string>();
  for (const expression of equalities) {
    if (equal.has(expression.fieldPath)) throw alreadyDefined("equality", expression);
    equal.add(expression.fieldPath);
  }
  const sides = new Set<string>();
  for (const expression of bounds) {
    const side = expression.type.startsWith("G") ? "lower" : "upper";
    if (sides.has(side)) throw alreadyDefined(side, expression);
    if (equal.has(expression.fieldPath)) throw alreadyDefined("inequality", expression);
    sides.add(side);
  }
}

function checkSameField(label: string, bounds: readonly RangeExpression[]): void {
  const [first, second] = bounds;
  if (first === undefined || second === undefined || first.fieldPath === second.fieldPath) return;
  throw new Error(
    "Upper and lower bounds in `range` can only be applied to a single index field. This query " +
      `against index ${label} attempted to set a range bound on both "${first.fieldPath}" and ` +
      `"${second.fieldPath}". Consider using \`filter\` instead. ` +
      "See https://docs.convex.dev/using/indexes for more info.",
  );
}

/** The values of the equalities in the order of the index. */
function equalValues(
  label: string,
  index: SortedIndex,
  equalities: readonly RangeExpression[],
  bounds: readonly RangeExpression[],
): (Value | undefined)[] {
  const place = ({ fieldPath }: RangeExpression) => index.fields.indexOf(fieldPath);
  const used = [...equalities, ...bounds];
  const unknown = used.find((expression) => place(expression) < 0);
  if (unknown !== undefined) throw notIndexed(label, index, unknown.fieldPath);
  const inOrder = [...equalities].sort((a, b) => place(a) - place(b));
  const fields = [...inOrder, ...bounds.slice(0, 1)].map(({ fieldPath }) => fieldPath);
  const wrong = fields.find((field, at) => index.fields[at] !== field);
  if (wrong !== undefined) throw outOfOrder(label, index, fields, wrong);
  return inOrder.map(({ value }) => value);
}

function alreadyDefined(bound: string, { fieldPath, type, value }: RangeExpression): Error {
  return new Error(
    `Already defined ${bound} bound in index range. ` +
      `Can't add "${fieldPath}" ${SYMBOLS[type]} ${describeValue(value)}.`,
  );
}

function notIndexed(label: string, index: SortedIndex, field: string): Error {
  return new Error(
    `The index range included a comparison with "${field}", but ${label} with fields ` +
      `${list(index.fields)} doesn't index this field. ${MORE}`,
  );
}

function outOfOrder(
  label: string,
  index: SortedIndex,
  fields: readonly string[],
  wrong: string,
): Error {
  return new Error(
    `Tried to query index ${label} but the query didn't use the index fields in order.\n` +
      `Index fields: ${list(index.fields)}\nQuery fields: ${list(fields)}\n` +
      `First incorrect field: ${wrong}\n${MORE}`,
  );
}

function list(fields: readonly string[]): string {
  return `[${fields.map((field) => `"${field}"`).join(", ")}]`;
}

function narrowed(prefix: Buffer, bounds: readonly RangeExpression[]): KeyRange {
  let { start, end } =
    prefix.length === 0 ? { start: prefix, end: UNBOUNDED } : prefixRange(prefix);
  for (const { type, value } of bounds) {
    const bound = Buffer.concat([prefix, sortKey([value])]);
    if (type === "Gt") start = afterPrefix(bound);
    else if (type === "Gte") start = bound;
    else if (type === "Lt") end = bound;
    else end = afterPrefix(bound);
  }
  return { start, end };
}

function isExact({ start, end }: KeyRange): boolean {
  return start.length <= MAX_KEY_BYTES && end.length <= MAX_KEY_BYTES;
}

function widened({ start, end }: KeyRange): KeyRange {
  return {
    start: start.subarray(0, MAX_KEY_BYTES),
    end: end.length <= MAX_KEY_BYTES ? end : afterPrefix(end.subarray(0, MAX_KEY_BYTES)),
  };
}

function within(index: SortedIndex, { start, end }: KeyRange): CompiledRange["matches"] {
  return (document) => {
    const key = fullIndexKey(index, document);
    if (Buffer.compare(key, start) < 0) return false;
    return end.length === 0 || Buffer.compare(key, end) < 0;
  };
}

function withPrefix({ prefix }: SortedIndex, { start, end }: KeyRange): KeyRange {
  return {
    start: Buffer.concat([prefix, start]),
    end: end.length === 0 ? afterPrefix(prefix) : Buffer.concat([prefix, end]),
  };
}
