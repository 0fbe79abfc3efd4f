import { v, type Infer } from "convex/values";
import { DAY_IN_MS, HOUR_IN_MS, startOf } from "../lib/utc";
import type { DayRow, SignInCount } from "./dayChange";

/** The figures of one UTC day. What nobody did is not listed. */
export const dayFigures = v.object({
  dayAt: v.number(),
  signIns: v.array(v.object({ method: v.string(), count: v.number() })),
  failures: v.array(v.object({ errorCode: v.string(), count: v.number() })),
  activeUsers: v.number(),
  monthlyActiveUsers: v.number(),
  newUsers: v.number(),
});

export type DayFigures = Infer<typeof dayFigures>;

/**
 * Adds shards up to one entry per day, without gaps.
 * @param rows every roll-up row from `firstDayAt` on, later than `lastDayAt`, too: the windows of
 *   monthly active users that are open on a day close on later ones
 * @param firstDayAt the first day wanted, `lastDayAt` the last; epoch ms
 */
export function figuresByDay(
  rows: readonly DayRow[],
  firstDayAt: number,
  lastDayAt: number,
): DayFigures[] {
  // Each window adds 1 where it opens and takes 1 where it closes, so the whole sums to nothing and
  // the windows open on a day are those that close after it, less those that open after it.
  const later = rows.filter(({ dayAt }) => dayAt > lastDayAt);
  let monthlyActiveUsers = 0 - sum(later, ({ monthlyDelta }) => monthlyDelta);
  const byDay = groupedByDay(rows);
  const days: DayFigures[] = [];
  for (let dayAt = lastDayAt; dayAt >= firstDayAt; dayAt -= DAY_IN_MS) {
    const shards = byDay.get(dayAt) ?? [];
    days.unshift({ ...figuresOf(shards), dayAt, monthlyActiveUsers });
    monthlyActiveUsers -= sum(shards, ({ monthlyDelta }) => monthlyDelta);
  }
  return days;
}

/**
 * How many sign-ins were completed on a UTC day before an hour of it, over all methods.
 * @param untilAt the beginning of the hour (epoch ms)
 */
export function completedUntil(rows: readonly DayRow[], untilAt: number): number {
  const onDay = rows.filter(({ dayAt }) => dayAt === startOf(DAY_IN_MS, untilAt));
  return sum(onDay, ({ dayAt, completedByHour = [] }) =>
    sum(completedByHour.slice(0, (untilAt - dayAt) / HOUR_IN_MS), (count) => count),
  );
}

function groupedByDay(rows: readonly DayRow[]): Map<number, DayRow[]> {
  const byDay = new Map<number, DayRow[]>();
  for (const row of rows) {
    const shards = byDay.get(row.dayAt);
    if (shards === undefined) byDay.set(row.dayAt, [row]);
    else shards.push(row);
  }
  return byDay;
}

function figuresOf(shards: readonly DayRow[]) {
  const counts = shards.flatMap(({ signIns }) => signIns);
  const failed = counts.filter((kind) => !isCompleted(kind));
  return {
    signIns: tally(counts.filter(isCompleted), ({ method }) => method).map(([method, count]) => ({
      method,
      count,
    })),
    failures: tally(failed, ({ errorCode }) => errorCode).map(([errorCode, count]) => ({
      errorCode,
      count,
    })),
    activeUsers: sum(shards, ({ activeUsers }) => activeUsers),
    newUsers: sum(shards, ({ newUsers }) => newUsers),
  };
}

function isCompleted({ outcome }: SignInCount): boolean {
  return outcome === "succeeded";
}

/** Sums by key, the most frequent first. */
function tally(counts: readonly SignInCount[], keyOf: (kind: SignInCount) => string) {
  const sums = new Map<string, number>();
  for (const kind of counts) sums.set(keyOf(kind), (sums.get(keyOf(kind)) ?? 0) + kind.count);
  return [...sums].sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1));
}

function sum<T>(items: readonly T[], amountOf: (item: T) => number): number {
  return items.reduce((total, item) => total + amountOf(item), 0);
}
