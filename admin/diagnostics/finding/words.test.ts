import { describe, expect, it } from "vitest";
import { sinceWords } from "./words";

const NOW = Date.UTC(2026, 10, 23, 18, 0);

describe("since when", () => {
  it.each([
    ["today", NOW - 3_600_000, "since 17:00 UTC"],
    ["this week", Date.UTC(2026, 10, 17, 19, 0), "since Tuesday"],
    ["a week ago", Date.UTC(2026, 10, 16, 9, 0), "since 16 Nov"],
    ["long ago", Date.UTC(2026, 8, 3), "since 3 Sept"],
  ])("%s", (_when, at, expected) => {
    expect(sinceWords(at, NOW)).toBe(expected);
  });
});
