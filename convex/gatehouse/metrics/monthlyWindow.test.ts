import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_IN_MS as DAY } from "../lib/utc";
import { MONTH_IN_DAYS, newlyCovered } from "./monthlyWindow";

describe("newlyCovered", () => {
  it.each<[string, number, number | null, number | null, [number, number] | null]>([
    ["a first day covers its 30", 5, null, null, [5, 35]],
    ["the day after adds one at the end", 6, 5, null, [35, 36]],
    ["the day before adds one in front", 4, null, 5, [4, 5]],
    ["between two that meet nothing is left", 20, 5, 30, null],
    ["between two far apart only the gap is left", 40, 5, 60, [40, 60]],
    ["exactly 30 days on nothing overlaps", 35, 5, null, [35, 65]],
  ])("%s", (_, day, previous, next, expected) => {
    const at = (days: number | null) => (days === null ? null : days * DAY);
    const span = newlyCovered(day * DAY, at(previous), at(next));
    expect(span && [span.fromAt / DAY, span.untilAt / DAY]).toEqual(expected);
  });

  it("covers every day of every window exactly once, in whatever order days come", () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(days, (inOrder) => {
        const covered: number[] = [];
        const known: number[] = [];
        for (const day of inOrder) {
          const before = known.filter((other) => other < day);
          const after = known.filter((other) => other > day);
          const previous = before.length === 0 ? null : Math.max(...before) * DAY;
          const next = after.length === 0 ? null : Math.min(...after) * DAY;
          const span = newlyCovered(day * DAY, previous, next);
          if (span) {
            for (let at = span.fromAt; at < span.untilAt; at += DAY) covered.push(at / DAY);
          }
          known.push(day);
        }
        const windows = inOrder.flatMap((day) =>
          Array.from({ length: MONTH_IN_DAYS }, (_, offset) => day + offset),
        );
        const byNumber = (a: number, b: number) => a - b;
        expect(covered.sort(byNumber)).toEqual([...new Set(windows)].sort(byNumber));
      }),
    );
  });
});
