import { compareValues, CommitTsPlaceholder, jsonToConvex, type Value } from "convex/values";
import { isObject } from "../values/fieldPath";
import { describeLiteral, describeValidator, describeValue } from "./describe";
import type { ObjectFieldJson, ValidatorJson } from "./validatorJson";

/** The table an id belongs to; null for text that is not an id, or of no known table. */
export type TableOfId = (id: string) => string | null;

/** Fields that an object may have although its validator does not name them. */
export type ExtraFields = readonly string[];

/**
 * Checks a value against a validator.
 *
 * @param validator as exported by `convex/values`
 * @param tableOf finds the table of an id, for `v.id`
 * @param extraFields allowed at the top level whatever the validator says
 * @returns null when it matches, else Convex's message of what does not and where
 */
export function validateValue(
  validator: ValidatorJson,
  value: Value,
  tableOf: TableOfId,
  extraFields: ExtraFields = [],
): string | null {
  const mismatch = check(validator, value, tableOf, extraFields);
  return mismatch === null
    ? null
    : mismatch.text(mismatch.path === "" ? "" : `Path: ${mismatch.path}`);
}

interface Mismatch {
  /** `.address.lines[2]`, built from the inside out. */
  path: string;
  text: (context: string) => string;
}

type OfType<Type extends ValidatorJson["type"]> = Extract<ValidatorJson, { type: Type }>;

const NO_EXTRA_FIELDS: ExtraFields = [];

function check(
  validator: ValidatorJson,
  value: Value,
  tableOf: TableOfId,
  extraFields: ExtraFields = NO_EXTRA_FIELDS,
): Mismatch | null {
  switch (validator.type) {
    case "any":
      return null;
    case "id":
      return checkId(validator, value, tableOf);
    case "literal":
      return checkLiteral(validator, value);
    case "array":
      return Array.isArray(value)
        ? checkItems(validator, value, tableOf)
        : noMatch(validator, value);
    case "record":
      return isObject(value) ? checkRecord(validator, value, tableOf) : noMatch(validator, value);
    case "object":
      return isObject(value)
        ? checkObject(validator, value, tableOf, extraFields)
        : noMatch(validator, value);
    case "union":
      return checkUnion(validator, value, tableOf, extraFields);
    default:
      return hasType(validator.type, value) ? null : noMatch(validator, value);
  }
}

function hasType(type: ValidatorJson["type"], value: Value): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "bytes":
      return value instanceof ArrayBuffer;
    case "commitTs":
      return typeof value === "bigint" || value instanceof CommitTsPlaceholder;
    default:
      return typeof value === type;
  }
}

function checkId(validator: OfType<"id">, value: Value, tableOf: TableOfId): Mismatch | null {
  const table = typeof value === "string" ? tableOf(value) : null;
  if (table === null) return noMatch(validator, value);
  if (table === validator.tableName) return null;
  const found = table.startsWith("_") ? "a system table" : `table \`${table}\``;
  return mismatch(
    (context) =>
      `Found ID ${describeValue(value)} from ${found}, which does not match the table name in ` +
      `validator \`${describeValidator(validator)}\`.${context === "" ? "" : `\n${context}`}`,
  );
}

function checkLiteral(validator: OfType<"literal">, value: Value): Mismatch | null {
  const literal = jsonToConvex(validator.value);
  if (compareValues(literal, value) === 0) return null;
  return mismatch(
    (context) =>
      `\`${describeValue(value)}\` does not match literal validator ` +
      `\`v.literal(${describeLiteral(literal)})\`.${context === "" ? "" : `\n${context}`}`,
  );
}

function checkItems(
  validator: OfType<"array">,
  items: Value[],
  tableOf: TableOfId,
): Mismatch | null {
  for (const [index, item] of items.entries()) {
    const inner = check(validator.value, item, tableOf);
    if (inner !== null) return within(`[${index}]`, inner);
  }
  return null;
}

function checkRecord(
  validator: OfType<"record">,
  record: { [key: string]: Value | undefined },
  tableOf: TableOfId,
): Mismatch | null {
  for (const [key, value] of definedEntries(record)) {
    const inKey = check(validator.keys, key, tableOf);
    if (inKey !== null) return within(".keys()", inKey);
    const inValue = check(validator.values.fieldType, value, tableOf);
    if (inValue !== null) return within(".values()", inValue);
  }
  return null;
}

function checkObject(
  validator: OfType<"object">,
  object: { [key: string]: Value | undefined },
  tableOf: TableOfId,
  extraFields: ExtraFields,
): Mismatch | null {
  for (const [name, field] of Object.entries(validator.value)) {
    const inner = checkField(validator, object, name, field, tableOf);
    if (inner !== null) return inner;
  }
  for (const [name] of definedEntries(object)) {
    if (!Object.hasOwn(validator.value, name) && !extraFields.includes(name)) {
      return extraField(validator, object, name);
    }
  }
  return null;
}

function checkField(
  validator: OfType<"object">,
  object: { [key: string]: Value | undefined },
  name: string,
  { fieldType, optional }: ObjectFieldJson,
  tableOf: TableOfId,
): Mismatch | null {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  if (value === undefined) return optional ? null : missingField(validator, object, name);
  const inner = check(fieldType, value, tableOf);
  return inner === null ? null : within(`.${name}`, inner);
}

function checkUnion(
  validator: OfType<"union">,
  value: Value,
  tableOf: TableOfId,
  extraFields: ExtraFields,
): Mismatch | null {
  const [only, ...others] = validator.value;
  if (only !== undefined && others.length === 0) return check(only, value, tableOf, extraFields);
  const matches = validator.value.some(
    (option) => check(option, value, tableOf, extraFields) === null,
  );
  return matches ? null : noMatch(validator, value);
}

function noMatch(validator: ValidatorJson, value: Value): Mismatch {
  return mismatch(
    (context) =>
      `Value does not match validator.\n${context}\nValue: ${describeValue(value)}\n` +
      `Validator: ${describeValidator(validator)}`,
  );
}

function missingField(validator: OfType<"object">, object: Value, name: string): Mismatch {
  return objectMismatch(
    validator,
    object,
    `Object is missing the required field \`${name}\`. Consider wrapping the field validator in ` +
      "`v.optional(...)` if this is expected.",
  );
}

function extraField(validator: OfType<"object">, object: Value, name: string): Mismatch {
  return objectMismatch(
    validator,
    object,
    `Object contains extra field \`${name}\` that is not in the validator.`,
  );
}

function objectMismatch(validator: OfType<"object">, object: Value, problem: string): Mismatch {
  return mismatch(
    (context) =>
      `${problem}\n${context}\nObject: ${describeValue(object)}\n` +
      `Validator: ${describeValidator(validator)}`,
  );
}

function mismatch(text: Mismatch["text"]): Mismatch {
  return { path: "", text };
}

function within(step: string, inner: Mismatch): Mismatch {
  return { path: step + inner.path, text: inner.text };
}

function definedEntries(object: { [key: string]: Value | undefined }): [string, Value][] {
  return Object.entries(object).filter((entry): entry is [string, Value] => entry[1] !== undefined);
}
