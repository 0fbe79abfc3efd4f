import { argsOf, jobsIn, readJob, setJobState, type Job } from "./jobs";
import { runTask, type Task, type TaskRecord } from "./task";
import type { Transaction } from "../transaction/types";

/** What a job that was running when the backend stopped ends with, as on Convex. */
export const INTERRUPTED = "Transient error while executing action";

/** A row of `_scheduled_functions` as something to run. */
export function jobTask(job: Job): Task {
  return {
    id: job._id,
    due: job.scheduledTime,
    run: (engine) => runTask(engine, recordOf(job, engine.clock.now)),
  };
}

/** Fails the actions that a stop of the backend interrupted: they never run twice. */
export function failInterrupted(transaction: Transaction, now: number): void {
  for (const { _id } of [...jobsIn(transaction, "inProgress")]) {
    setJobState(transaction, _id, { kind: "failed", error: INTERRUPTED }, now);
  }
}

function recordOf(job: Job, now: () => number): TaskRecord {
  const isIn = (transaction: Transaction, kind: string) =>
    readJob(transaction, job._id)?.state.kind === kind;
  return {
    name: job.name,
    args: argsOf(job),
    jobId: job._id,
    begin(transaction) {
      if (!isIn(transaction, "pending")) return false;
      setJobState(transaction, job._id, { kind: "inProgress" }, now());
      return true;
    },
    // A job canceled while it ran stays canceled.
    succeed(transaction) {
      if (isIn(transaction, "inProgress")) {
        setJobState(transaction, job._id, { kind: "success" }, now());
      }
    },
    fail(transaction, error) {
      if (isIn(transaction, "inProgress")) {
        setJobState(transaction, job._id, { kind: "failed", error }, now());
      }
    },
  };
}
