import type { CronSpec } from "../loader/analyze";
import { nextMatch, parseCronExpression, type CronFields } from "./cronExpression";

const SECOND_MS = 1000;
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** When a cron job runs, worked out once. */
export type CronTiming =
  { kind: "interval"; periodMs: number } | { kind: "pinned"; fields: CronFields };

/**
 * Reads a schedule of `crons.ts`.
 *
 * @param name - the job's name; picks the minute where the schedule leaves it open
 * @throws when the schedule is not one of Convex's
 */
export function timingOf(name: string, schedule: CronSpec["schedule"]): CronTiming {
  const { type, seconds, minutes, hours, minuteUTC, hourUTC, dayOfWeek, day, cron } = schedule;
  const minute = typeof minuteUTC === "number" ? minuteUTC : spreadMinute(name);
  switch (type) {
    case "interval":
      return { kind: "interval", periodMs: period(name, { seconds, minutes, hours }) };
    case "hourly":
      return pinned(`${minute} * * * *`);
    case "daily":
      return pinned(`${minute} ${hourUTC} * * *`);
    case "weekly":
      return pinned(`${minute} ${hourUTC} * * ${DAYS.indexOf(String(dayOfWeek))}`);
    case "monthly":
      return pinned(`${minute} ${hourUTC} ${day} * *`);
    case "cron":
      return pinned(String(cron));
    default:
      throw new Error(`The cron job "${name}" has an unknown schedule type "${type}".`);
  }
}

/**
 * When a new job runs first: an interval at once, anything else at its next time.
 *
 * @param now - UTC epoch milliseconds, like the result
 */
export function firstRun(timing: CronTiming, now: number): number {
  return timing.kind === "interval" ? now : nextMatch(timing.fields, now);
}

/**
 * The run after the one due at `due`, never in the past: runs missed meanwhile are skipped.
 *
 * @param now - UTC epoch milliseconds, like `due` and the result
 */
export function nextRun(timing: CronTiming, due: number, now: number): number {
  const latest = Math.max(due, now);
  if (timing.kind === "pinned") return nextMatch(timing.fields, latest);
  return due + (Math.floor((latest - due) / timing.periodMs) + 1) * timing.periodMs;
}

function pinned(expression: string): CronTiming {
  return { kind: "pinned", fields: parseCronExpression(expression) };
}

function period(
  name: string,
  given: { seconds: unknown; minutes: unknown; hours: unknown },
): number {
  if (typeof given.seconds === "number") return given.seconds * SECOND_MS;
  if (typeof given.minutes === "number") return given.minutes * 60 * SECOND_MS;
  if (typeof given.hours === "number") return given.hours * 3600 * SECOND_MS;
  throw new Error(`The cron job "${name}" must specify one of seconds, minutes, or hours.`);
}

/** The same minute for the same name, different ones for different names. */
function spreadMinute(name: string): number {
  let hash = 0;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash % 60;
}
