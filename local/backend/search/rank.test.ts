import { describe, expect, it } from "vitest";
import type { IndexedText } from "./postings";
import { rank } from "./rank";

const text = (id: string, creationTime: number, length: number): [string, IndexedText] => [
  id,
  { id, creationTime, length, filters: [] },
];

const order = (
  texts: [string, IndexedText][],
  matches: Record<string, number>[],
  totals = { documents: 10, terms: 100 },
) => {
  const terms = matches.map((each) => new Map(Object.entries(each)));
  return rank(new Map(texts), terms, totals).map(({ id }) => id);
};

describe("rank", () => {
  it("prefers more occurrences", () => {
    expect(order([text("a", 2, 10), text("b", 1, 10)], [{ a: 1, b: 3 }])).toEqual(["b", "a"]);
  });

  it("prefers shorter texts", () => {
    expect(order([text("a", 2, 50), text("b", 1, 5)], [{ a: 1, b: 1 }])).toEqual(["b", "a"]);
  });

  it("prefers rare words", () => {
    const common = { a: 1, c: 1, d: 1, e: 1 };
    const texts = ["a", "b", "c", "d", "e"].map((id) => text(id, 1, 10));
    expect(order(texts, [common, { b: 1 }])[0]).toBe("b");
  });

  it("adds up the words of a query", () => {
    const texts = [text("a", 2, 10), text("b", 1, 10)];
    expect(order(texts, [{ a: 1, b: 1 }, { b: 1 }])).toEqual(["b", "a"]);
  });

  it("puts newer documents first among equals, then goes by id", () => {
    const texts = [text("a", 1, 10), text("c", 2, 10), text("b", 2, 10)];
    expect(order(texts, [{ a: 1, b: 1, c: 1 }])).toEqual(["b", "c", "a"]);
  });

  it("ranks only candidates that passed the filters", () => {
    expect(order([text("a", 1, 10)], [{ a: 1, b: 9 }])).toEqual(["a"]);
  });

  it("computes BM25 with k1 1.2 and b 0.75", () => {
    const [only] = rank(new Map([text("a", 0, 10)]), [new Map([["a", 2]])], {
      documents: 10,
      terms: 100,
    });
    const score = Math.log(1 + 9.5 / 1.5) * ((2 * 2.2) / (2 + 1.2));
    expect(only?.position.subarray(1, 9)).toEqual(ascending(-score));
  });
});

/** A negative number as sort keys hold it: all bits flipped. */
function ascending(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return Buffer.from(bytes.map((byte) => ~byte & 0xff));
}
