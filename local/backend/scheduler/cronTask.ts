import { advanceCron, cronArgs, cronDueAt, recordCronError, type CronJob } from "./crons";
import { runTask, type Task, type TaskRecord } from "./task";

/** A row of `_cron_jobs` as something to run: it moves on to its next time when it begins. */
export function cronTask(job: CronJob): Task {
  return {
    id: job._id,
    due: job.nextRun,
    run: (engine) => runTask(engine, recordOf(job, engine.clock.now)),
  };
}

function recordOf(job: CronJob, now: () => number): TaskRecord {
  return {
    name: job.function,
    args: cronArgs(job),
    jobId: null,
    begin(transaction) {
      const current = cronDueAt(transaction, job);
      if (current) advanceCron(transaction, current, now());
      return current !== null;
    },
    succeed: () => undefined,
    fail: (transaction, error) => recordCronError(transaction, job._id, error),
  };
}
