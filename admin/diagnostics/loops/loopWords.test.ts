import { describe, expect, it } from "vitest";
import { loopSentence } from "./loopWords";

describe("a loop in one sentence", () => {
  it.each([
    [7, 42_000, 6_000, "signed in 7 times within 42 s, every 6 s"],
    [3, 900, 450, "signed in 3 times within 900 ms, every 450 ms"],
    [60, 3_600_000, 60_000, "signed in 60 times within 1 h, every 1 min"],
    [4, -5, 1_000, "signed in 4 times within 0 ms, every 1 s"],
  ])("%d times", (count, span, medianGapMs, expected) => {
    const loop = { startedAt: 1_000_000, endedAt: 1_000_000 + span, count, medianGapMs };
    expect(loopSentence(loop)).toBe(expected);
  });
});
