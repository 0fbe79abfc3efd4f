import type { SignIn } from "../../../webhooks/signIns";
import type { MutationCtx } from "../tables/server";
import { shardOf } from "../lib/shards";
import { DAY_IN_MS, startOf } from "../lib/utc";
import { emptyDay, plus, type DayChange } from "./dayChange";
import { newlyCovered } from "./monthlyWindow";

/** A user's active days nearest to a day, before and after it (epoch ms); null when there is none. */
export interface Neighbours {
  previousAt: number | null;
  nextAt: number | null;
}

/**
 * Adds a sign-in to its UTC day, in the caller's transaction.
 * @param firstOfDay where the user's other active days lie, when this is the user's first completed
 *   sign-in of the day; null otherwise
 */
export async function countSignIn(
  ctx: MutationCtx,
  eventId: string,
  signIn: SignIn,
  firstOfDay: Neighbours | null,
): Promise<void> {
  const dayAt = startOf(DAY_IN_MS, signIn.at);
  const activity = firstOfDay === null ? [] : activityOf(dayAt, firstOfDay);
  await changeDays(ctx, signIn.userId ?? eventId, [{ dayAt, signIn }, ...activity]);
}

/**
 * Adds to the new users of UTC days.
 * @param key picks the shard: a user's id
 * @param deltas how many more, or fewer, by the day's beginning (epoch ms)
 */
export async function countNewUsers(
  ctx: MutationCtx,
  key: string,
  deltas: readonly [dayAt: number, newUsers: number][],
): Promise<void> {
  await changeDays(
    ctx,
    key,
    deltas.map(([dayAt, newUsers]) => ({ dayAt, newUsers })),
  );
}

/** A user's first sign-in of a day: active on it, and in the 30 days it begins. */
function activityOf(dayAt: number, { previousAt, nextAt }: Neighbours): DayChange[] {
  const span = newlyCovered(dayAt, previousAt, nextAt);
  const window =
    span === null
      ? []
      : [
          { dayAt: span.fromAt, monthlyDelta: 1 },
          { dayAt: span.untilAt, monthlyDelta: -1 },
        ];
  return [{ dayAt, activeUsers: 1 }, ...window];
}

/** Reads and writes each day once, all in the one shard of `key`: two keys seldom meet. */
async function changeDays(
  ctx: MutationCtx,
  key: string,
  changes: readonly DayChange[],
): Promise<void> {
  const shard = shardOf(key);
  for (const dayAt of new Set(changes.map((change) => change.dayAt))) {
    const row = await ctx.db
      .query("metricDays")
      .withIndex("by_day_at", (q) => q.eq("dayAt", dayAt).eq("shard", shard))
      .unique();
    const own = changes.filter((change) => change.dayAt === dayAt);
    const day = own.reduce(plus, row ?? emptyDay(dayAt));
    if (row === null) await ctx.db.insert("metricDays", { ...day, shard });
    else await ctx.db.patch("metricDays", row._id, day);
  }
}
