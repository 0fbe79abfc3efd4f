import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isObject, jsonDepth, MAX_TEXT_LENGTH, member, textMember, timeMember } from "./json";

describe("jsonDepth", () => {
  it.each([
    ["1", 0],
    ["{}", 1],
    ['{"a":[{"b":1}],"c":{}}', 3],
    ['"[[[["', 0],
    ['{"[":"\\"[["}', 1],
    ['["\\\\",[]]', 2],
  ])("%s is %i deep", (text, depth) => {
    expect(jsonDepth(text)).toBe(depth);
  });

  it("agrees with a walk over the parsed value", () => {
    const walk = (value: unknown): number =>
      typeof value === "object" && value !== null
        ? 1 + Math.max(0, ...Object.values(value).map(walk))
        : 0;
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(jsonDepth(text)).toBe(walk(JSON.parse(text)));
      }),
    );
  });

  it("measures a bomb without blowing up", () => {
    expect(jsonDepth("[".repeat(1_000_000))).toBe(1_000_000);
  });
});

describe("member", () => {
  it("finds snake_case first, then camelCase", () => {
    expect(member({ user_id: "a", userId: "b" }, "user_id")).toBe("a");
    expect(member({ userId: "b" }, "user_id")).toBe("b");
    expect(member({ user_id: null, userId: "b" }, "user_id")).toBeNull();
  });

  it("knows own members only", () => {
    expect(member({}, "constructor")).toBeUndefined();
    expect(member({}, "to_string")).toBeUndefined();
    expect(
      member(JSON.parse('{"__proto__":{"id":"x"}}') as Record<string, unknown>, "id"),
    ).toBeUndefined();
  });
});

describe("textMember and timeMember", () => {
  it("tell empty from not said", () => {
    const object = { empty: "", nothing: null, text: "a", number: 1 };
    expect(textMember(object, "empty")).toBeNull();
    expect(textMember(object, "nothing")).toBeNull();
    expect(textMember(object, "text")).toBe("a");
    expect(textMember(object, "number")).toBeUndefined();
    expect(textMember(object, "absent")).toBeUndefined();
  });

  it.each([
    ["as long as can be", "x".repeat(MAX_TEXT_LENGTH), true],
    ["longer than anything real", "x".repeat(MAX_TEXT_LENGTH + 1), false],
    ["a whole surrogate pair", "\u{1f600}", true],
    ["the first half of one", "a\ud83d", false],
    ["the second half of one", "\ude00a", false],
    ["the halves the wrong way round", "\ude00\ud83d", false],
  ])("take text only as a database can: %s", (_name, text, isTaken) => {
    expect(textMember({ text }, "text")).toBe(isTaken ? text : undefined);
  });

  it("read ISO 8601 times", () => {
    const object = { at: "2026-01-15T12:00:00.000Z", nothing: null, odd: "soon", number: 5 };
    expect(timeMember(object, "at")).toBe(Date.UTC(2026, 0, 15, 12));
    expect(timeMember(object, "nothing")).toBeNull();
    expect(timeMember(object, "odd")).toBeUndefined();
    expect(timeMember(object, "number")).toBeUndefined();
  });
});

describe("isObject", () => {
  it.each([
    [{}, true],
    [[], false],
    [null, false],
    ["a", false],
  ])("%j: %s", (value, expected) => {
    expect(isObject(value)).toBe(expected);
  });
});
