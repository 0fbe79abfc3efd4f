import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createIds, encodeUlid, randomToken } from "./ids";

const anyTime = fc.integer({ min: 0, max: 2 ** 47 });

describe("encodeUlid", () => {
  it.each([
    ["the epoch", 0, 0n, "00000000000000000000000000"],
    ["all entropy", 0, (1n << 80n) - 1n, "0000000000ZZZZZZZZZZZZZZZZ"],
    ["the specification's example time", 1_469_918_176_385, 0n, "01ARYZ6S410000000000000000"],
  ])("encodes %s", (_name, timeMs, entropy, expected) => {
    expect(encodeUlid(timeMs, entropy)).toBe(expected);
  });

  it("sorts as text the way times sort as numbers", () => {
    fc.assert(
      fc.property(anyTime, anyTime, (a, b) => {
        fc.pre(a < b);
        expect(encodeUlid(a, (1n << 80n) - 1n) < encodeUlid(b, 0n)).toBe(true);
      }),
    );
  });
});

describe("createIds", () => {
  it("prefixes ids as WorkOS does", () => {
    expect(createIds()("user", Date.now())).toMatch(/^user_[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it("rises within a millisecond and never falls when the clock does", () => {
    fc.assert(
      fc.property(fc.array(anyTime, { minLength: 2, maxLength: 20 }), (times) => {
        const ids = createIds();
        const made = times.map((timeMs) => ids("event", timeMs));
        expect(made).toEqual([...made].sort());
        expect(new Set(made).size).toBe(made.length);
      }),
    );
  });
});

describe("randomToken", () => {
  it("has the asked length and never repeats", () => {
    const tokens = Array.from({ length: 50 }, () => randomToken(25));
    expect(new Set(tokens).size).toBe(50);
    for (const token of tokens) expect(token).toMatch(/^[0-9A-Za-z]{25}$/);
  });
});
