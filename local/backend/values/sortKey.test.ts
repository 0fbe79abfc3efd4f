import { compareValues, type Value } from "convex/values";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortKey } from "./sortKey";

const field = fc.stringMatching(/^[a-z]{1,3}$/);

const { value } = fc.letrec<{ value: Value; list: Value; object: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Value>(null, true, false, 0, -0, NaN, Infinity, -Infinity, "", 0n, -1n),
    fc.double(),
    fc.integer(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("\0", "\x01", "\x02", "a"), maxLength: 4 }),
    fc.uint8Array({ max: 3, maxLength: 4 }).map((bytes) => Uint8Array.from(bytes).buffer),
    tie("list"),
    tie("object"),
  ),
  list: fc.array(tie("value"), { maxLength: 3 }) as fc.Arbitrary<Value>,
  object: fc.dictionary(field, tie("value"), { maxKeys: 3 }) as fc.Arbitrary<Value>,
}));

const part = fc.option(value, { nil: undefined, freq: 8 });

describe("sortKey", () => {
  it("sorts like compareValues", () => {
    fc.assert(
      fc.property(part, part, (a, b) => {
        expect(Math.sign(Buffer.compare(sortKey([a]), sortKey([b])))).toBe(
          Math.sign(compareValues(a, b)),
        );
      }),
      { numRuns: 2000 },
    );
  }, 60_000);

  it("sorts lists of parts as tuples", () => {
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        const expected = compareValues(a, c) || compareValues(b, d);
        expect(Math.sign(Buffer.compare(sortKey([a, b]), sortKey([c, d])))).toBe(
          Math.sign(expected),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("makes no key a prefix of another, so that parts can be joined", () => {
    fc.assert(
      fc.property(part, part, (a, b) => {
        const [left, right] = [sortKey([a]), sortKey([b])];
        const prefix = right.subarray(0, left.length).equals(left);
        expect(prefix).toBe(left.equals(right));
      }),
      { numRuns: 2000 },
    );
  }, 60_000);

  it("puts the types in Convex's order", () => {
    const inOrder = [
      undefined,
      null,
      -5n,
      7n,
      -Infinity,
      -0,
      0,
      Infinity,
      NaN,
      false,
      true,
      "",
      "a",
      "a\0",
      "b",
      "é",
      "😀",
      new ArrayBuffer(0),
      [],
      [null],
      {},
      { a: 1 },
    ];
    const keys = inOrder.map((each) => sortKey([each]));
    expect([...keys].sort(Buffer.compare)).toEqual(keys);
  });

  it("encodes values larger than its buffer", () => {
    const long = "x".repeat(5000);
    expect(sortKey([long, 1]).subarray(1, 5001).toString()).toBe(long);
  });
});
