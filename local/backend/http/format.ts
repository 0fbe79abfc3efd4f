import type { WireJson } from "../values/types";
import { HttpError } from "./httpError";

/** How values are written in answers: Convex's own encoding, or JSON for people and other tools. */
export type ValueFormat = "json" | "convex_encoded_json";

/** @throws HttpError 400 for a format Convex does not have. */
export function parseFormat(format: unknown): ValueFormat {
  if (format === undefined || format === null || format === "json") return "json";
  if (format === "convex_encoded_json") return format;
  throw new HttpError(
    400,
    "InvalidFormat",
    `Unknown format ${JSON.stringify(format)}. Use "json" or "convex_encoded_json".`,
  );
}

/** Writes a wire-encoded value in the format asked for. */
export function formatValue(value: WireJson, format: ValueFormat): WireJson {
  return format === "json" ? toPlainJson(value) : value;
}

/**
 * Replaces what only Convex's encoding has: integers become decimal strings, special floats
 * their names, bytes stay base64.
 */
function toPlainJson(value: WireJson): WireJson {
  if (Array.isArray(value)) return value.map(toPlainJson);
  if (typeof value !== "object" || value === null) return value;
  const { $integer, $float, $bytes } = value;
  if (typeof $integer === "string") return String(fromBase64($integer).readBigInt64LE());
  if (typeof $float === "string") return floatName(fromBase64($float).readDoubleLE());
  if (typeof $bytes === "string") return $bytes;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [field, toPlainJson(inner)]),
  );
}

function floatName(float: number): WireJson {
  return Object.is(float, -0) ? -0 : String(float);
}

function fromBase64(text: string): Buffer {
  return Buffer.from(text, "base64");
}
