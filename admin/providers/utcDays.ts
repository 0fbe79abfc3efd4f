import { DAY_IN_MS } from "../../convex/gatehouse/lib/utc";

/** UTC days in epoch milliseconds: at or after `from`, before `until`. */
export interface UtcDays {
  from: number;
  until: number;
}

/** The UTC day an address names ("2026-11-20"), and those before it if `days` is more than one. */
export function daysTo(name: unknown, days = 1): UtcDays | null {
  const at = typeof name === "string" ? Date.parse(`${name}T00:00:00Z`) : NaN;
  return Number.isFinite(at) ? endingWith(at, days) : null;
}

/** The last days, `todayAt` (epoch ms) among them; null if an address says no number. */
export function lastDays(days: unknown, todayAt: number): UtcDays | null {
  return typeof days === "number" ? endingWith(todayAt, days) : null;
}

function endingWith(dayAt: number, days: number): UtcDays {
  return { from: dayAt - (days - 1) * DAY_IN_MS, until: dayAt + DAY_IN_MS };
}
