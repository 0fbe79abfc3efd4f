import type { Value } from "convex/values";
import { describe, expect, it } from "vitest";
import { describeValidator, describeValue } from "./describe";
import type { ValidatorJson } from "./validatorJson";

describe("describeValue", () => {
  it.each<[Value | undefined, string]>([
    [undefined, "undefined"],
    [null, "null"],
    [true, "true"],
    [1, "1.0"],
    [-0, "-0.0"],
    [1.5, "1.5"],
    [1e21, "1e+21"],
    [NaN, "NaN"],
    [Infinity, "inf"],
    [-Infinity, "-inf"],
    [7n, "7"],
    ['say "hi"', '"say \\"hi\\""'],
    [new ArrayBuffer(1), 'b"AA=="'],
    [[1, [], "a"], '[1.0, [], "a"]'],
    [{ b: 1, a: { c: null } }, "{a: {c: null}, b: 1.0}"],
    [{}, "{}"],
  ])("%o", (value, text) => {
    expect(describeValue(value)).toBe(text);
  });
});

describe("describeValidator", () => {
  it.each<[ValidatorJson, string]>([
    [{ type: "number" }, "v.float64()"],
    [{ type: "bigint" }, "v.int64()"],
    [{ type: "any" }, "v.any()"],
    [{ type: "literal", value: "a" }, 'v.literal("a")'],
    [{ type: "literal", value: { $integer: "AQAAAAAAAAA=" } }, "v.literal(<bigint>)"],
    [{ type: "id", tableName: "users" }, 'v.id("users")'],
    [{ type: "array", value: { type: "null" } }, "v.array(v.null())"],
    [
      {
        type: "record",
        keys: { type: "string" },
        values: { fieldType: { type: "bytes" }, optional: false },
      },
      "v.record(v.string(), v.bytes())",
    ],
    [
      { type: "union", value: [{ type: "null" }, { type: "boolean" }] },
      "v.union(v.null(), v.boolean())",
    ],
    [
      {
        type: "object",
        value: {
          b: { fieldType: { type: "string" }, optional: true },
          a: { fieldType: { type: "commitTs" }, optional: false },
        },
      },
      "v.object({a: v.commitTs(), b: v.optional(v.string())})",
    ],
  ])("%j", (validator, text) => {
    expect(describeValidator(validator)).toBe(text);
  });
});
