import { getConvexSize, type Value } from "convex/values";
import { describe, expect, it } from "vitest";
import {
  APP_LIMITS,
  MAX_ARRAY_LENGTH,
  MAX_OBJECT_FIELDS,
  measureDocument,
  SYSTEM_LIMITS,
} from "./measure";

const measure = (document: Record<string, Value>) => measureDocument(document, APP_LIMITS);

function nested(levels: number): Value {
  return levels === 0 ? 1 : [nested(levels - 1)];
}

function wide(fields: number): Record<string, Value> {
  return Object.fromEntries(Array.from({ length: fields }, (_, index) => [`f${index}`, null]));
}

describe("measureDocument", () => {
  it.each<[string, Record<string, Value>]>([
    ["empty", {}],
    ["scalars", { a: null, b: true, c: 1, d: 5n, e: "text", f: new ArrayBuffer(9) }],
    ["Unicode", { a: "é😀", b: "日本" }],
    ["nesting", { a: [1, [2, { b: "c" }]], d: { e: { f: [] } } }],
  ])("counts like the convex library: %s", (_name, document) => {
    expect(measure(document)).toBe(getConvexSize(document));
  });

  it("accepts documents at every limit", () => {
    const list = new Array<Value>(MAX_ARRAY_LENGTH).fill(null);
    expect(measure({ list })).toBe(getConvexSize({ list }));
    expect(measure(wide(MAX_OBJECT_FIELDS))).toBeGreaterThan(0);
    expect(measure({ deep: nested(APP_LIMITS.nesting - 1) })).toBeGreaterThan(0);
    expect(measure({ a: "x".repeat(1024 * 1024 - 6) })).toBe(1024 * 1024);
  });

  it("lets the backend's own documents be larger and deeper", () => {
    const document = { deep: nested(60), text: "x".repeat(20 * 1024 * 1024) };
    expect(measureDocument(document, SYSTEM_LIMITS)).toBe(getConvexSize(document));
  });

  it.each<[string, Record<string, Value>, string]>([
    [
      "bytes",
      { a: "x".repeat(1024 * 1024 - 5) },
      "Value is too large (1 MiB > maximum size 1 MiB)",
    ],
    [
      "array items",
      { a: new Array<Value>(MAX_ARRAY_LENGTH + 1).fill(null) },
      "Array length is too long (8193 > maximum length 8192)",
    ],
    [
      "fields",
      wide(MAX_OBJECT_FIELDS + 1),
      "Object has too many fields (1025 > maximum number 1024)",
    ],
    [
      "levels",
      { a: nested(APP_LIMITS.nesting) },
      "Value is too nested (nested 17 levels deep > maximum nesting 16)",
    ],
    ["half a character", { a: "ok \ud83d" }, 'String "ok \\ud83d" contains a lone surrogate'],
  ])("refuses too many %s", (_name, document, message) => {
    expect(() => measure(document)).toThrow(message);
  });
});
