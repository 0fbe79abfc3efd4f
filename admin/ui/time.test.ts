import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duration, exactLocal, exactUtc, ledgerTime, relativeTime } from "./time";

const NOW = Date.UTC(2026, 10, 23, 18, 7, 31);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("relativeTime", () => {
  it.each([
    [0, "just now"],
    [1_900, "just now"],
    [2 * SECOND, "2 s ago"],
    [59_999, "59 s ago"],
    [MINUTE, "1 min ago"],
    [59 * MINUTE, "59 min ago"],
    [HOUR, "1 h ago"],
    [23 * HOUR, "23 h ago"],
    [DAY, "1 day ago"],
    [6 * DAY, "6 days ago"],
    [7 * DAY, "16 Nov"],
    [300 * DAY, "27 Jan"],
    [400 * DAY, "19 Oct 2025"],
    [-59 * SECOND, "just now"],
    [-90 * SECOND, "in 1 min"],
    [-30 * DAY, "23 Dec"],
  ])("%i ms ago is %j", (ago, words) => {
    expect(relativeTime(NOW - ago, NOW)).toBe(words);
  });
});

describe("ledgerTime", () => {
  it.each([
    [3 * HOUR, "3 h ago"],
    [DAY, "22 Nov 18:07"],
    [400 * DAY, "19 Oct 2025 18:07"],
  ])("%i ms ago is %j", (ago, words) => {
    expect(ledgerTime(NOW - ago, NOW)).toBe(words);
  });
});

describe("duration", () => {
  it.each([
    [0, "0 ms"],
    [850, "850 ms"],
    [1_000, "1 s"],
    [90_000, "1 min"],
    [DAY, "1 day"],
    [49 * HOUR, "2 days"],
  ])("%i ms is %j", (ms, words) => {
    expect(duration(ms)).toBe(words);
  });

  it("always has a number and a unit", () => {
    fc.assert(
      fc.property(fc.nat(), (ms) => {
        expect(duration(ms)).toMatch(/^\d+ (ms|s|min|h|days?)$/);
      }),
    );
  });
});

describe("exact times", () => {
  it("gives UTC to the second", () => {
    expect(exactUtc(NOW)).toBe("2026-11-23 18:07:31 UTC");
  });

  it("names the reader's zone", () => {
    expect(exactLocal(NOW)).toMatch(/2026/);
  });
});
