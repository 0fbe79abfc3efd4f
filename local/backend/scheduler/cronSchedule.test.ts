import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CronSpec } from "../loader/analyze";
import { firstRun, nextRun, timingOf } from "./cronSchedule";

const NOW = Date.parse("2026-01-15T12:34:56Z");
const at = (schedule: CronSpec["schedule"]) =>
  new Date(firstRun(timingOf("job", schedule), NOW)).toISOString();

describe("firstRun", () => {
  it.each([
    [{ type: "interval", minutes: 5 }, "2026-01-15T12:34:56.000Z"],
    [{ type: "hourly", minuteUTC: 30 }, "2026-01-15T13:30:00.000Z"],
    [{ type: "daily", hourUTC: 12, minuteUTC: 35 }, "2026-01-15T12:35:00.000Z"],
    [{ type: "daily", hourUTC: 12, minuteUTC: 34 }, "2026-01-16T12:34:00.000Z"],
    [{ type: "weekly", dayOfWeek: "sunday", hourUTC: 0, minuteUTC: 0 }, "2026-01-18T00:00:00.000Z"],
    [{ type: "monthly", day: 1, hourUTC: 6, minuteUTC: 0 }, "2026-02-01T06:00:00.000Z"],
    [{ type: "cron", cron: "0 16 * * thu" }, "2026-01-15T16:00:00.000Z"],
  ])("of %j is %s", (schedule, expected) => {
    expect(at(schedule)).toBe(expected);
  });

  it("picks a minute by name where the schedule leaves it open", () => {
    const minute = (name: string) =>
      new Date(firstRun(timingOf(name, { type: "daily", hourUTC: 3 }), NOW)).getUTCMinutes();
    expect(minute("a")).toBe(minute("a"));
    expect(new Set(["a", "b", "c", "d"].map(minute)).size).toBeGreaterThan(1);
  });

  it.each([
    [{ type: "interval" }, "must specify one of seconds, minutes, or hours"],
    [{ type: "yearly" }, 'unknown schedule type "yearly"'],
  ])("refuses %j", (schedule, message) => {
    expect(() => timingOf("job", schedule)).toThrow(message);
  });
});

describe("nextRun", () => {
  const seconds = (n: number) => timingOf("job", { type: "interval", seconds: n });

  it("keeps an interval's rhythm and skips what was missed", () => {
    expect(nextRun(seconds(60), 0, 10_000)).toBe(60_000);
    expect(nextRun(seconds(60), 0, 60_000)).toBe(120_000);
    expect(nextRun(seconds(60), 0, 3_630_000)).toBe(3_660_000);
  });

  it("is always in the future and on the interval's grid", () => {
    const time = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), time, time, (period, due, now) => {
        const next = nextRun(seconds(period), due, now);
        expect(next).toBeGreaterThan(Math.max(due, now));
        expect((next - due) % (period * 1000)).toBe(0);
        expect(next - Math.max(due, now)).toBeLessThanOrEqual(period * 1000);
      }),
    );
  });

  it("of a pinned time is the next one after now", () => {
    const daily = timingOf("job", { type: "daily", hourUTC: 3, minuteUTC: 0 });
    const next = nextRun(daily, Date.parse("2026-01-10T03:00:00Z"), NOW);
    expect(new Date(next).toISOString()).toBe("2026-01-16T03:00:00.000Z");
  });
});
