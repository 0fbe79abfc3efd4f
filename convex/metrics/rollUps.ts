import type { Infer } from "convex/values";
import type { SignIn } from "../../webhooks/signIns";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { signInCount } from "../tables/metrics";
import { DAY_IN_MS, HOUR_IN_MS, startOf } from "../utc";
import { newlyCovered } from "./monthlyWindow";

export type SignInCount = Infer<typeof signInCount>;

/** Every sign-in of the day writes here: more shards mean fewer conflicts and more rows to read. */
const SHARDS = 8;

type DayFigures = Omit<Doc<"metricDays">, "_id" | "_creationTime" | "dayAt" | "shard">;

/** Adds a sign-in to its UTC hour and day, in the caller's transaction. */
export async function countSignIn(ctx: MutationCtx, signIn: SignIn): Promise<void> {
  await addToHour(ctx, signIn);
  await changeDay(ctx, signIn.at, (day) => ({ signIns: plusOne(day.signIns, signIn) }));
}

/**
 * Counts a user as active on a UTC day. Call once per user and day.
 * @param previousAt the user's nearest earlier active day (epoch ms), `nextAt` the nearest later
 */
export async function countActiveDay(
  ctx: MutationCtx,
  dayAt: number,
  previousAt: number | null,
  nextAt: number | null,
): Promise<void> {
  await changeDay(ctx, dayAt, ({ activeUsers }) => ({ activeUsers: activeUsers + 1 }));
  const span = newlyCovered(dayAt, previousAt, nextAt);
  if (span === null) return;
  await addMonthly(ctx, span.fromAt, 1);
  await addMonthly(ctx, span.untilAt, -1);
}

/** Adds `delta` to the new users of the UTC day `at` lies in (epoch ms). */
export async function countNewUser(ctx: MutationCtx, at: number, delta: 1 | -1): Promise<void> {
  await changeDay(ctx, at, ({ newUsers }) => ({ newUsers: newUsers + delta }));
}

async function addMonthly(ctx: MutationCtx, at: number, delta: 1 | -1): Promise<void> {
  await changeDay(ctx, at, ({ monthlyDelta }) => ({ monthlyDelta: monthlyDelta + delta }));
}

async function addToHour(ctx: MutationCtx, signIn: SignIn): Promise<void> {
  const hourAt = startOf(HOUR_IN_MS, signIn.at);
  const shard = anyShard();
  const row = await ctx.db
    .query("metricHours")
    .withIndex("by_hour_at", (q) => q.eq("hourAt", hourAt).eq("shard", shard))
    .unique();
  const signIns = plusOne(row?.signIns ?? [], signIn);
  if (row === null) await ctx.db.insert("metricHours", { hourAt, shard, signIns });
  else await ctx.db.patch("metricHours", row._id, { signIns });
}

async function changeDay(
  ctx: MutationCtx,
  at: number,
  change: (figures: DayFigures) => Partial<DayFigures>,
): Promise<void> {
  const dayAt = startOf(DAY_IN_MS, at);
  const shard = anyShard();
  const row = await ctx.db
    .query("metricDays")
    .withIndex("by_day_at", (q) => q.eq("dayAt", dayAt).eq("shard", shard))
    .unique();
  if (row !== null) return await ctx.db.patch("metricDays", row._id, change(row));
  const none: DayFigures = { signIns: [], activeUsers: 0, monthlyDelta: 0, newUsers: 0 };
  await ctx.db.insert("metricDays", { dayAt, shard, ...none, ...change(none) });
}

function anyShard(): number {
  return Math.floor(Math.random() * SHARDS);
}

function plusOne(counts: readonly SignInCount[], signIn: SignIn): SignInCount[] {
  const { outcome, method } = signIn;
  const errorCode = signIn.errorCode ?? "";
  const isSame = (kind: SignInCount): boolean =>
    kind.outcome === outcome && kind.method === method && kind.errorCode === errorCode;
  if (!counts.some(isSame)) return [...counts, { outcome, method, errorCode, count: 1 }];
  return counts.map((kind) => (isSame(kind) ? { ...kind, count: kind.count + 1 } : kind));
}
