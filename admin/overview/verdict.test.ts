import { describe, expect, it } from "vitest";
import type { Day, Health, OverviewData } from "./useOverview";
import { verdictOf } from "./verdict";

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** A Monday. */
const TODAY = Date.UTC(2026, 10, 23);
const NOW = TODAY + 18.2 * HOUR;

const day = (ago: number, signIns: number, failures: number): Day => ({
  dayAt: TODAY - ago * DAY,
  signIns: [{ method: "oauth", count: signIns }],
  failures: [{ errorCode: "x", count: failures }],
  ...{ activeUsers: 1, monthlyActiveUsers: 1, newUsers: 0 },
});
const WELL = {
  ...{ lastReceivedAt: NOW - 6_000, failed: 0, moreFailed: false },
  ...{ rejectedSignatures: 0, openLoops: 0 },
};

function verdict(
  changes: {
    today?: Day;
    health?: Partial<Health & { openLoops: number }>;
    comparison?: Partial<OverviewData["comparison"]>;
  } = {},
) {
  const comparison = { untilAt: TODAY + 18 * HOUR, today: 44, lastWeek: 50, ...changes.comparison };
  const before = [3, 2, 1].map((ago) => day(ago, 40, 4));
  const days = [...before, changes.today ?? day(0, 45, 3)];
  return verdictOf({ days, comparison }, { ...WELL, ...changes.health }, NOW);
}

describe("the sentence", () => {
  it("says that all is well, and what that rests on", () => {
    expect(verdict()).toEqual({
      tone: "ok",
      finding: "All is well",
      rest: "45 sign-ins today (UTC), 12 % fewer than last Monday by 18:00; last webhook 6 s ago",
    });
  });

  it.each([
    [1, "1 person could not get past signing in this week"],
    [3, "3 people could not get past signing in this week"],
  ])("names %d who go round in circles before all is well", (openLoops, finding) => {
    expect(verdict({ health: { openLoops } })).toMatchObject({
      tone: "warning",
      finding,
      path: "/diagnostics/loops?unresolved",
    });
  });

  it("names events that failed before anybody who goes round in circles", () => {
    expect(verdict({ health: { openLoops: 1, failed: 1 } }).tone).toBe("failure");
  });

  it.each([
    [{ today: 60 }, "20 % more than last Monday by 18:00"],
    [{ today: 50 }, "as many as last Monday by 18:00"],
    [{ lastWeek: 0 }, "today (UTC); last webhook"],
  ])("compares whole hours: %j", (comparison, words) => {
    expect(verdict({ comparison }).rest).toContain(words);
  });

  it("names failed events first", () => {
    const found = verdict({ health: { failed: 2 }, today: day(0, 1, 99) });
    expect(found).toMatchObject({
      tone: "failure",
      finding: "2 events from WorkOS could not be applied",
    });
    expect(decodeURIComponent(found.path ?? "")).toContain('{"state":"unresolved"}');
    expect(verdict({ health: { failed: 1_000, moreFailed: true } }).finding).toBe(
      "1,000+ events from WorkOS could not be applied",
    );
  });

  it("does not call it well before any webhook has come", () => {
    expect(verdict({ health: { lastReceivedAt: null } })).toMatchObject({
      tone: "unknown",
      finding: "No webhook has arrived yet",
    });
  });

  it("notices sign-ins that came without webhooks", () => {
    const health = { lastReceivedAt: TODAY - HOUR };
    expect(verdict({ health })).toMatchObject({ tone: "warning", path: "/webhooks" });
    expect(verdict({ health, today: day(0, 0, 0) }).tone).toBe("ok");
  });

  it.each([
    ["three times the usual is striking", 13, "warning"],
    ["a little more is not", 12, "ok"],
  ])("%s", (_, failures, tone) => {
    const found = verdict({ today: day(0, 45, failures) });
    expect(found.tone).toBe(tone);
    if (tone === "warning") {
      expect(decodeURIComponent(found.path ?? "")).toContain('"day":"2026-11-23"');
    }
  });

  it("finds nothing striking in a few failures after a quiet week", () => {
    const days = [1, 0].map((ago) => day(ago, 1, ago === 0 ? 9 : 0));
    const comparison = { untilAt: TODAY, today: 0, lastWeek: 0 };
    expect(verdictOf({ days, comparison }, WELL, NOW).tone).toBe("ok");
  });
});
