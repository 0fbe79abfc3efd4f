import { jsonToConvex, type Value } from "convex/values";
import { describe, expect, it } from "vitest";
import { isObject, valueAt } from "./fieldPath";

const document: Record<string, Value> = { a: { b: { c: 1 } }, n: null, list: [{ b: 1 }], "": 2 };

describe("valueAt", () => {
  it.each<[string, Value | undefined]>([
    ["a", { b: { c: 1 } }],
    ["a.b.c", 1],
    ["n", null],
    ["n.b", undefined],
    ["a.missing.c", undefined],
    ["list.b", undefined],
    ["list.0", undefined],
    ["toString", undefined],
    ["a.constructor", undefined],
  ])("%s", (path, expected) => {
    expect(valueAt(document, path)).toEqual(expected);
  });
});

describe("isObject", () => {
  it.each<[string, Value | undefined, boolean]>([
    ["a plain object", {}, true],
    ["null", null, false],
    ["nothing", undefined, false],
    ["an array", [], false],
    ["bytes", new ArrayBuffer(1), false],
    ["a placeholder", jsonToConvex({ $commitTs: null }), false],
  ])("%s", (_name, value, expected) => {
    expect(isObject(value)).toBe(expected);
  });
});
