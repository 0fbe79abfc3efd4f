import { compareValues, convexToJson, jsonToConvex, type Value } from "convex/values";
import type { CronSpec, Definitions } from "../loader/analyze";
import { normalizePath, storedPath } from "../runtime/functionPath";
import type { QueryJson, Transaction } from "../transaction/types";
import type { WireJson } from "../values/types";
import { firstRun, nextRun, timingOf } from "./cronSchedule";

const SYSTEM = { system: true };
const TABLE = "_cron_jobs";

/** A row of `_cron_jobs`: a job of `crons.ts`, known by its name, and when it runs next. */
export interface CronJob {
  _id: string;
  name: string;
  /** `module.js:export`. */
  function: string;
  args: Value[];
  schedule: Value;
  /** UTC epoch milliseconds. */
  nextRun: number;
  /** UTC epoch milliseconds, once it has run. */
  lastRun?: number;
  /** Why the last run failed; absent when it did not. */
  lastError?: string;
}

/**
 * Checks the jobs of `crons.ts` before they come into force.
 *
 * @throws an error naming the job with a wrong schedule or a function that does not exist
 */
export function checkCrons({ crons, functions }: Definitions): void {
  for (const [name, spec] of Object.entries(crons)) {
    firstRun(timingOf(name, spec.schedule), 0);
    const kind = functions.get(normalizePath(spec.name))?.kind;
    if (kind === "mutation" || kind === "action") continue;
    throw new Error(
      `The cron job "${name}" schedules ${spec.name}, which is no mutation or action of this deployment.`,
    );
  }
}

/**
 * Makes the stored jobs those of `crons.ts`. A job keeps its next run as long as its schedule
 * stays the same.
 *
 * @param now - UTC epoch milliseconds
 */
export function syncCrons(
  transaction: Transaction,
  specs: Record<string, CronSpec>,
  now: number,
): void {
  const wanted = new Map(Object.entries(specs));
  for (const job of readCrons(transaction)) {
    const spec = wanted.get(job.name);
    wanted.delete(job.name);
    if (spec) updateCron(transaction, job, spec, now);
    else transaction.remove(job._id, SYSTEM, TABLE);
  }
  for (const [name, spec] of wanted) {
    const run = { name, ...fieldsOf(spec), nextRun: firstRun(timingOf(name, spec.schedule), now) };
    transaction.insert(TABLE, run, SYSTEM);
  }
}

/** Every job, in the order of their names. */
export function readCrons(transaction: Transaction): CronJob[] {
  const query: QueryJson = {
    source: { type: "IndexRange", indexName: `${TABLE}.by_name`, range: [], order: "asc" },
    operators: [],
  };
  const stream = transaction.stream(query, SYSTEM);
  const jobs: CronJob[] = [];
  for (let row = stream.next(); row; row = stream.next()) {
    jobs.push(row.value as unknown as CronJob);
  }
  stream.close();
  return jobs;
}

/** Moves a job that begins to run on to its next run. */
export function advanceCron(transaction: Transaction, job: CronJob, now: number): void {
  const schedule = convexToJson(job.schedule) as CronSpec["schedule"];
  const next = nextRun(timingOf(job.name, schedule), job.nextRun, now);
  const fields = { nextRun: next, lastRun: now, lastError: undefined };
  transaction.patch(job._id, fields, SYSTEM, TABLE);
}

/** Records how the last run ended, for a run that had moved on already. */
export function recordCronError(transaction: Transaction, id: string, error: string): void {
  if (transaction.get(id, SYSTEM, TABLE)) {
    transaction.patch(id, { lastError: error }, SYSTEM, TABLE);
  }
}

/** The job as it is now, or null when it is gone or no longer due at that time. */
export function cronDueAt(
  transaction: Transaction,
  { _id, nextRun: due }: CronJob,
): CronJob | null {
  const job = transaction.get(_id, SYSTEM, TABLE)?.value as unknown as CronJob | undefined;
  return job?.nextRun === due ? job : null;
}

/** The argument object of a job, wire-encoded. */
export function cronArgs({ args }: CronJob): WireJson {
  return convexToJson(args[0] ?? {}) as WireJson;
}

function updateCron(transaction: Transaction, job: CronJob, spec: CronSpec, now: number): void {
  const fields = fieldsOf(spec);
  const rescheduled = compareValues(job.schedule, fields.schedule) !== 0;
  const next = rescheduled ? firstRun(timingOf(job.name, spec.schedule), now) : job.nextRun;
  transaction.patch(job._id, { ...fields, nextRun: next }, SYSTEM, TABLE);
}

function fieldsOf({ name, args, schedule }: CronSpec) {
  return {
    function: storedPath(normalizePath(name)),
    args: args.map((arg) => jsonToConvex(arg)),
    schedule: jsonToConvex(schedule),
  };
}
