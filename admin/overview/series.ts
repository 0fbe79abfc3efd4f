import type { Day } from "./useOverview";

/** A part of each day's bar. */
export interface Series {
  key: string;
  label: string;
  /** Over the whole range. */
  total: number;
}

/** A day's bar: how many of each series. */
export interface StackedDay {
  dayAt: number;
  counts: Readonly<Record<string, number>>;
  total: number;
}

/** The series that holds what has no series of its own. */
export const OTHER = "other";

type Part = { key: string; count: number };

/**
 * Turns days into stacked bars. The most frequent kinds over the range get a series each, largest
 * first, the rest one together, so that there are never more than can be told apart.
 * @param maxSeries how many series at most, the rest included
 */
export function stackDays(
  days: readonly Day[],
  partsOf: (day: Day) => readonly Part[],
  labelOf: (key: string) => string,
  maxSeries: number,
): { series: Series[]; days: StackedDay[] } {
  const totals = new Map<string, number>();
  for (const { key, count } of days.flatMap(partsOf)) {
    totals.set(key, (totals.get(key) ?? 0) + count);
  }
  const ranked = [...totals].sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1));
  const own = ranked.length > maxSeries ? ranked.slice(0, maxSeries - 1) : ranked;
  const series = own.map(([key, total]) => ({ key, label: labelOf(key), total }));
  const rest = ranked.slice(own.length).reduce((sum, [, total]) => sum + total, 0);
  if (rest > 0) series.push({ key: OTHER, label: "other", total: rest });
  const known = new Set(own.map(([key]) => key));
  return { series, days: days.map((day) => toStackedDay(day.dayAt, partsOf(day), known)) };
}

function toStackedDay(
  dayAt: number,
  parts: readonly Part[],
  known: ReadonlySet<string>,
): StackedDay {
  const counts: Record<string, number> = {};
  for (const { key, count } of parts) {
    const series = known.has(key) ? key : OTHER;
    counts[series] = (counts[series] ?? 0) + count;
  }
  return { dayAt, counts, total: countOf(parts) };
}

/** How many in all. */
export function countOf(parts: readonly { count: number }[] = []): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}

/** A UTC day as addresses name it: "2026-11-20". */
export function isoDay(dayAt: number): string {
  return new Date(dayAt).toISOString().slice(0, 10);
}

const shortDay = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});
const longDay = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});

/** A UTC day on an axis: "20 Nov". */
export const dayTick = (dayAt: number): string => shortDay.format(dayAt);

/** At most `max` days to name on an axis, evenly apart, ending with today. */
export function dayTicks(days: readonly { dayAt: number }[], max: number): number[] {
  const step = Math.ceil(days.length / max);
  return days
    .map(({ dayAt }) => dayAt)
    .filter((_, index) => (days.length - 1 - index) % step === 0);
}

/** A UTC day in full: "Friday 20 November". */
export const dayTitle = (dayAt: number): string => longDay.format(dayAt);
