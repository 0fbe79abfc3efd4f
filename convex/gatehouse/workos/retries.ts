import { ConvexError } from "convex/values";
import { retryDelay, WorkosError } from "./client";

/** A step this long overdue was lost with its action, which Convex runs at most once. */
const OVERDUE_IN_MS = 120_000;

/** What became of a run whose steps got lost until nobody took them up any more. */
export const LOST_STEP =
  "Its steps ended without a word, again and again: see the deployment's function logs.";

interface Patience {
  maxAttempts: number;
  /** The first wait, in ms; each later one is twice as long. */
  baseMs: number;
}

/**
 * How long to wait before trying again what has just failed, in ms; null when that cannot help, or
 * was tried often enough. Only a refusal lasts: outages pass, and so do write conflicts and internal
 * errors of Convex.
 * @param attempt the one that failed, counted from 1
 */
export function retryIn(error: unknown, attempt: number, patience: Patience): number | null {
  const isRefusal =
    error instanceof ConvexError || (error instanceof WorkosError && !error.isTransient);
  if (isRefusal || attempt >= patience.maxAttempts) return null;
  return retryDelay(error, attempt, patience.baseMs);
}

/** Whether work was due (epoch ms) so long ago that nobody is at it any more. */
export function isOverdue(dueAt: number): boolean {
  return dueAt < Date.now() - OVERDUE_IN_MS;
}

/** When the next step of a run is due, or was (epoch ms). */
export function dueAt(run: { progressAt: number; nextStepAt?: number }): number {
  return Math.max(run.progressAt, run.nextStepAt ?? 0);
}
