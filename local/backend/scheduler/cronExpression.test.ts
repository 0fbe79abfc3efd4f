import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextMatch, parseCronExpression } from "./cronExpression";

const next = (expression: string, after: string) =>
  new Date(nextMatch(parseCronExpression(expression), Date.parse(after))).toISOString();

describe("nextMatch", () => {
  it.each([
    ["* * * * *", "2026-01-15T12:00:00Z", "2026-01-15T12:01:00.000Z"],
    ["* * * * *", "2026-01-15T12:00:59.999Z", "2026-01-15T12:01:00.000Z"],
    ["30 * * * *", "2026-01-15T12:30:00Z", "2026-01-15T13:30:00.000Z"],
    ["*/15 * * * *", "2026-01-15T12:16:00Z", "2026-01-15T12:30:00.000Z"],
    ["5/20 * * * *", "2026-01-15T12:30:00Z", "2026-01-15T12:45:00.000Z"],
    ["0 9-17/4 * * *", "2026-01-15T13:00:00Z", "2026-01-15T17:00:00.000Z"],
    ["0 0 1,15 * *", "2026-01-15T00:00:00Z", "2026-02-01T00:00:00.000Z"],
    ["0 0 31 * *", "2026-02-01T00:00:00Z", "2026-03-31T00:00:00.000Z"],
    ["0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00.000Z"],
    ["0 0 29 feb ?", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00.000Z"],
    ["0 0 * * mon", "2026-01-15T12:00:00Z", "2026-01-19T00:00:00.000Z"],
    ["0 0 * * MON-FRI", "2026-01-16T12:00:00Z", "2026-01-19T00:00:00.000Z"],
    ["0 0 * * 7", "2026-01-15T12:00:00Z", "2026-01-18T00:00:00.000Z"],
    ["0 0 20 * fri", "2026-01-15T12:00:00Z", "2026-01-16T00:00:00.000Z"],
    ["59 23 31 12 *", "2026-12-31T23:59:00Z", "2027-12-31T23:59:00.000Z"],
  ])("%s after %s is %s", (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it("gives up on days that never come", () => {
    expect(() => next("0 0 30 2 *", "2026-01-01T00:00:00Z")).toThrow("matches no day");
  });

  it("is the earliest matching minute", () => {
    const field = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(
        field(59),
        field(23),
        fc.integer({ min: 0, max: 4e12 }),
        (minute, hour, after) => {
          const at = nextMatch(parseCronExpression(`${minute} ${hour} * * *`), after);
          expect(at).toBeGreaterThan(after);
          expect(at - after).toBeLessThanOrEqual(864e5);
          expect([new Date(at).getUTCMinutes(), new Date(at).getUTCHours()]).toEqual([
            minute,
            hour,
          ]);
        },
      ),
    );
  });
});

describe("parseCronExpression", () => {
  it.each([
    ["* * * *", "write five fields"],
    ["* * * * * *", "write five fields"],
    ["60 * * * *", 'Invalid minute "60"'],
    ["* 24 * * *", 'Invalid hour "24"'],
    ["* * 0 * *", 'Invalid day of month "0"'],
    ["* * * 13 *", 'Invalid month "13"'],
    ["* * * * 8", 'Invalid day of week "8"'],
    ["*/0 * * * *", 'Invalid minute "*/0"'],
    ["5-3 * * * *", 'Invalid minute "5-3"'],
    ["a * * * *", 'Invalid minute "a"'],
    ["1,,2 * * * *", 'Invalid minute ""'],
    ["* * L * *", 'Invalid day of month "l"'],
  ])("refuses %s", (expression, message) => {
    expect(() => parseCronExpression(expression)).toThrow(message);
  });
});
