import { jsonToConvex, type Value } from "convex/values";
import type { ObjectFieldJson, ValidatorJson } from "./validatorJson";

/** A value as Convex's error messages show it: `{age: 3.0, name: "Ann"}`. */
export function describeValue(value: Value | undefined): string {
  if (value === undefined) return "undefined";
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return describeFloat(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return String(value);
  if (value instanceof ArrayBuffer) return `b"${Buffer.from(value).toString("base64")}"`;
  if (Array.isArray(value)) return `[${value.map(describeValue).join(", ")}]`;
  return describeObject(value as { [key: string]: Value | undefined });
}

/** A validator as Convex's error messages show it: `v.object({age: v.optional(v.float64())})`. */
export function describeValidator(validator: ValidatorJson): string {
  switch (validator.type) {
    case "number":
      return "v.float64()";
    case "bigint":
      return "v.int64()";
    case "null":
    case "boolean":
    case "string":
    case "bytes":
    case "any":
    case "commitTs":
      return `v.${validator.type}()`;
    case "id":
      return `v.id(${JSON.stringify(validator.tableName)})`;
    case "literal":
      return `v.literal(${describeLiteral(jsonToConvex(validator.value))})`;
    case "array":
      return `v.array(${describeValidator(validator.value)})`;
    case "record":
      return `v.record(${describeValidator(validator.keys)}, ${describeField(validator.values)})`;
    case "union":
      return `v.union(${validator.value.map(describeValidator).join(", ")})`;
    case "object":
      return `v.object({${describeFields(validator.value)}})`;
  }
}

/** A literal validator's value; integers have no JSON form and show as their type. */
export function describeLiteral(literal: Value): string {
  if (typeof literal === "bigint") return "<bigint>";
  return describeValue(literal);
}

function describeFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return Number.isInteger(value) && !text.includes("e") ? `${text}.0` : text;
}

function describeObject(object: { [key: string]: Value | undefined }): string {
  const fields = Object.keys(object)
    .sort()
    .map((name) => `${name}: ${describeValue(object[name])}`);
  return `{${fields.join(", ")}}`;
}

function describeFields(fields: Record<string, ObjectFieldJson>): string {
  return Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${name}: ${describeField(field)}`)
    .join(", ");
}

function describeField({ fieldType, optional }: ObjectFieldJson): string {
  const text = describeValidator(fieldType);
  return optional ? `v.optional(${text})` : text;
}
