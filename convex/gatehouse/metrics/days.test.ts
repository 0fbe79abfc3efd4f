import { describe, expect, it } from "vitest";
import { DAY_IN_MS as DAY, HOUR_IN_MS as HOUR } from "../lib/utc";
import type { SignInCount } from "./dayChange";
import { completedUntil, figuresByDay } from "./days";

const done = (method: string, count: number): SignInCount => ({
  outcome: "succeeded",
  method,
  errorCode: "",
  count,
});
const failed = (errorCode: string, count: number): SignInCount => ({
  outcome: "failed",
  method: "password",
  errorCode,
  count,
});
const row = (day: number, figures: Partial<Parameters<typeof figuresByDay>[0][number]> = {}) => ({
  dayAt: day * DAY,
  ...{ signIns: [], activeUsers: 0, monthlyDelta: 0, newUsers: 0 },
  ...figures,
});

describe("figuresByDay", () => {
  it("adds shards up, the most frequent first, and leaves no day out", () => {
    const rows = [
      row(1, { signIns: [done("sso", 1), failed("bad_code", 2)], activeUsers: 2, newUsers: 1 }),
      row(1, { signIns: [done("oauth", 3), done("sso", 1), failed("mfa", 3)], activeUsers: 1 }),
      row(3, { signIns: [done("sso", 1)], newUsers: 2 }),
    ];
    expect(figuresByDay(rows, DAY, 3 * DAY)).toMatchObject([
      {
        dayAt: DAY,
        signIns: [
          { method: "oauth", count: 3 },
          { method: "sso", count: 2 },
        ],
        failures: [
          { errorCode: "mfa", count: 3 },
          { errorCode: "bad_code", count: 2 },
        ],
        activeUsers: 3,
        newUsers: 1,
      },
      { dayAt: 2 * DAY, signIns: [], failures: [], activeUsers: 0, newUsers: 0 },
      { dayAt: 3 * DAY, signIns: [{ method: "sso", count: 1 }], newUsers: 2 },
    ]);
  });

  it("knows from where windows close who was active before the first day read", () => {
    // Opened on day 1, closes on day 31; another opens on day 40 and closes on day 70.
    const rows = [31, 70].map((day) => row(day, { monthlyDelta: -1 }));
    rows.push(row(40, { monthlyDelta: 1 }));
    const monthly = figuresByDay(rows, 29 * DAY, 41 * DAY).map((day) => day.monthlyActiveUsers);
    expect(monthly).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
  });
});

describe("completedUntil", () => {
  const hours = (counts: number[]) => ({
    completedByHour: [...counts, ...Array<number>(20).fill(9)],
  });
  const rows = [
    row(1, hours([1, 2, 0, 5])),
    row(1, hours([10, 0, 3, 0])),
    row(1),
    row(2, hours([7])),
  ];

  it.each([
    ["none before the first hour is over", DAY, 0],
    ["the whole hours before, of all shards", DAY + 3 * HOUR, 16],
    ["none of another day", 3 * DAY, 0],
  ])("counts %s", (_, untilAt, expected) => {
    expect(completedUntil(rows, untilAt)).toBe(expected);
  });
});
