import type { Engine } from "../runtime/engine";
import { removeOldAnswers } from "../runtime/idempotency";
import type { Transaction } from "../transaction/types";
import { jobsIn, removeJob } from "./jobs";

/** How long an ended job stays readable, as on Convex. */
export const JOBS_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const REMOVED_AT_ONCE = 500;
const ENDED = ["success", "failed", "canceled"] as const;

/** Removes old jobs and old answers to mutations, in transactions of bounded size. */
export async function removeOldRows(engine: Engine): Promise<void> {
  const now = engine.clock.now();
  while (await engine.transact((transaction) => removeOldJobs(transaction, now)));
  while (await engine.transact((transaction) => removeOldAnswers(transaction, now)));
}

/**
 * @param now - UTC epoch milliseconds
 * @returns whether more are left
 */
function removeOldJobs(transaction: Transaction, now: number): boolean {
  const old: string[] = [];
  for (const kind of ENDED) {
    for (const { _id, scheduledTime, completedTime = now } of jobsIn(transaction, kind)) {
      // In order of scheduledTime, so nothing after this one is old enough for sure.
      if (scheduledTime > now - JOBS_KEPT_MS || old.length === REMOVED_AT_ONCE) break;
      if (completedTime <= now - JOBS_KEPT_MS) old.push(_id);
    }
  }
  for (const id of old) removeJob(transaction, id);
  return old.length === REMOVED_AT_ONCE;
}
