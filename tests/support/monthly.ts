import { DAY_IN_MS } from "../../convex/gatehouse/lib/utc";
import { tally, type Counts } from "./tally";

/** A sign-in makes its user count as active on its day and the 29 after it. */
const MONTH_IN_DAYS = 30;

/**
 * By how much the number of monthly active users changes on each day, from who was active when: day
 * by day, without the shortcuts of `metrics/monthlyWindow.ts`.
 * @param active each user and each UTC day (epoch ms) they signed in on
 */
export function monthlyDeltas(
  active: readonly (readonly [userId: string, dayAt: number])[],
): Counts {
  const covered = new Map<string, Set<number>>();
  for (const [userId, dayAt] of active) {
    const days = covered.get(userId) ?? new Set();
    covered.set(userId, days);
    for (let day = 0; day < MONTH_IN_DAYS; day += 1) days.add(dayAt + day * DAY_IN_MS);
  }
  const changes = [...covered.values()].flatMap((days) =>
    [...days].flatMap((day) => [
      { day, by: 1 },
      { day: day + DAY_IN_MS, by: -1 },
    ]),
  );
  return tally(
    changes,
    ({ day }) => String(day),
    ({ by }) => by,
  );
}
