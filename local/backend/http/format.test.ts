import { convexToJson, type Value } from "convex/values";
import { describe, expect, it } from "vitest";
import type { WireJson } from "../values/types";
import { formatValue, parseFormat } from "./format";
import { HttpError } from "./httpError";

describe("parseFormat", () => {
  it.each([
    [undefined, "json"],
    [null, "json"],
    ["json", "json"],
    ["convex_encoded_json", "convex_encoded_json"],
  ])("%s means %s", (given, expected) => {
    expect(parseFormat(given)).toBe(expected);
  });

  it.each(["xml", "", 1, {}])("refuses %j", (given) => {
    expect(() => parseFormat(given)).toThrow(HttpError);
  });
});

describe("formatValue", () => {
  const cases: [name: string, value: Value, plain: WireJson][] = [
    ["null", null, null],
    ["numbers", 1.5, 1.5],
    ["strings that look encoded", "$integer", "$integer"],
    ["integers", -5n, "-5"],
    ["the largest integer", 2n ** 63n - 1n, "9223372036854775807"],
    ["not a number", NaN, "NaN"],
    ["infinity", -Infinity, "-Infinity"],
    ["bytes", new Uint8Array([255, 0]).buffer, "/wA="],
    ["lists and objects", { a: [1n, { b: NaN }], c: true }, { a: ["1", { b: "NaN" }], c: true }],
  ];
  it.each(cases)("writes %s for people", (_name, value, plain) => {
    expect(formatValue(convexToJson(value) as WireJson, "json")).toEqual(plain);
  });

  it("keeps the sign of negative zero", () => {
    expect(formatValue(convexToJson(-0) as WireJson, "json")).toBe(-0);
  });

  it.each(cases)("leaves %s in Convex's encoding when asked for", (_name, value) => {
    const encoded = convexToJson(value) as WireJson;
    expect(formatValue(encoded, "convex_encoded_json")).toBe(encoded);
  });
});
