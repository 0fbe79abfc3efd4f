import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countOf, dayTicks, dayTitle, isoDay, OTHER, stackDays } from "./series";
import type { Day } from "./useOverview";

const DAY = 86_400_000;
const day = (number: number, counts: Record<string, number>): Day => ({
  dayAt: number * DAY,
  signIns: Object.entries(counts).map(([method, count]) => ({ method, count })),
  failures: [],
  ...{ activeUsers: 0, monthlyActiveUsers: 0, newUsers: 0 },
});
const parts = ({ signIns }: Day) => signIns.map(({ method, count }) => ({ key: method, count }));
const stack = (days: Day[], max: number) => stackDays(days, parts, (key) => `by ${key}`, max);

describe("stackDays", () => {
  it("puts the most frequent at the base and the rest together on top", () => {
    const { series, days } = stack([day(1, { a: 1, b: 5, c: 2 }), day(2, { a: 1, d: 1 })], 3);
    expect(series).toEqual([
      { key: "b", label: "by b", total: 5 },
      { key: "a", label: "by a", total: 2 },
      { key: OTHER, label: "other", total: 3 },
    ]);
    expect(days).toEqual([
      { dayAt: DAY, counts: { b: 5, a: 1, [OTHER]: 2 }, total: 8 },
      { dayAt: 2 * DAY, counts: { a: 1, [OTHER]: 1 }, total: 2 },
    ]);
  });

  it("needs no rest when all have room", () => {
    expect(stack([day(1, { a: 1, b: 1 })], 2).series.map(({ key }) => key)).toEqual(["a", "b"]);
  });

  it("loses nobody, and never has more series than can be told apart", () => {
    const counts = fc.dictionary(fc.constantFrom(..."abcdefgh"), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(counts), fc.integer({ min: 1, max: 6 }), (all, max) => {
        const given = all.map((one, index) => day(index, one));
        const { series, days } = stack(given, max);
        const sum = countOf(given.flatMap(({ signIns }) => signIns));
        expect(series.length).toBeLessThanOrEqual(max);
        expect(series.reduce((total, one) => total + one.total, 0)).toBe(sum);
        expect(days.reduce((total, one) => total + one.total, 0)).toBe(sum);
      }),
    );
  });
});

describe("days", () => {
  it.each([
    [7, 7, [0, 1, 2, 3, 4, 5, 6]],
    [7, 4, [0, 2, 4, 6]],
    [30, 7, [4, 9, 14, 19, 24, 29]],
  ])("of %i days at most %i are named, the last among them", (length, max, expected) => {
    const days = Array.from({ length }, (_, dayAt) => ({ dayAt }));
    expect(dayTicks(days, max)).toEqual(expected);
  });

  it("have names", () => {
    const at = Date.UTC(2026, 10, 20);
    expect([isoDay(at), dayTitle(at)]).toEqual(["2026-11-20", "Friday 20 November"]);
  });
});
