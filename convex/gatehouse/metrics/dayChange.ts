import type { Infer } from "convex/values";
import type { SignIn } from "../../../webhooks/signIns";
import type { Doc } from "../tables/dataModel";
import type { signInCount } from "../tables/metrics";
import { HOUR_IN_MS } from "../lib/utc";

export type SignInCount = Infer<typeof signInCount>;

/** What a roll-up row holds about its UTC day. */
export type DayRow = Omit<Doc<"metricDays">, "_id" | "_creationTime" | "shard">;

/** What is to be added to a UTC day; `dayAt` is its beginning (epoch ms). */
export interface DayChange {
  dayAt: number;
  signIn?: SignIn;
  activeUsers?: number;
  monthlyDelta?: number;
  newUsers?: number;
}

const HOURS = 24;

/** A day nothing has happened on. */
export function emptyDay(dayAt: number): DayRow {
  return { dayAt, signIns: [], activeUsers: 0, monthlyDelta: 0, newUsers: 0 };
}

/** The day with a change added. */
export function plus(day: DayRow, change: DayChange): DayRow {
  const { signIn, activeUsers = 0, monthlyDelta = 0, newUsers = 0 } = change;
  const hours = signIn?.outcome === "succeeded" ? plusHour(day, signIn.at) : day.completedByHour;
  return {
    dayAt: day.dayAt,
    signIns: signIn === undefined ? day.signIns : plusOne(day.signIns, signIn),
    ...(hours !== undefined && { completedByHour: hours }),
    activeUsers: day.activeUsers + activeUsers,
    monthlyDelta: day.monthlyDelta + monthlyDelta,
    newUsers: day.newUsers + newUsers,
  };
}

function plusOne(counts: readonly SignInCount[], signIn: SignIn): SignInCount[] {
  const { outcome, method } = signIn;
  const errorCode = signIn.errorCode ?? "";
  const isSame = (kind: SignInCount): boolean =>
    kind.outcome === outcome && kind.method === method && kind.errorCode === errorCode;
  if (!counts.some(isSame)) return [...counts, { outcome, method, errorCode, count: 1 }];
  return counts.map((kind) => (isSame(kind) ? { ...kind, count: kind.count + 1 } : kind));
}

function plusHour({ dayAt, completedByHour }: DayRow, at: number): number[] {
  const hour = Math.floor((at - dayAt) / HOUR_IN_MS);
  const hours = completedByHour ?? Array<number>(HOURS).fill(0);
  return hours.map((count, index) => (index === hour ? count + 1 : count));
}
