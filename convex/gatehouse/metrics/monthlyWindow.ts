import { DAY_IN_MS } from "../lib/utc";

/** A user counts as monthly active on the day of a sign-in and the 29 days after it. */
export const MONTH_IN_DAYS = 30;
const MONTH_IN_MS = MONTH_IN_DAYS * DAY_IN_MS;

/** Days on which somebody is active: from `fromAt` until just before `untilAt`. */
export interface Span {
  fromAt: number;
  untilAt: number;
}

/**
 * The days that one more active day of a user adds to those on which the user counts as monthly
 * active: its 30 days, less what the nearest active days on either side cover. Adding a user's
 * active days in any order adds every covered day exactly once.
 * @param previousAt the user's nearest earlier active day, null when there is none; all epoch ms
 * @param nextAt the nearest later one
 * @returns null when nothing new is covered
 */
export function newlyCovered(
  dayAt: number,
  previousAt: number | null,
  nextAt: number | null,
): Span | null {
  const fromAt = Math.max(dayAt, (previousAt ?? -Infinity) + MONTH_IN_MS);
  const untilAt = Math.min(dayAt + MONTH_IN_MS, nextAt ?? Infinity);
  return fromAt < untilAt ? { fromAt, untilAt } : null;
}
