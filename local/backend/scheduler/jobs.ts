import { convexToJson, jsonToConvex, type Value } from "convex/values";
import type { QueryJson, Transaction } from "../transaction/types";
import type { StoredDocument, WireJson } from "../values/types";

const SYSTEM = { system: true };
const TABLE = "_scheduled_functions";

export type JobState =
  { kind: "pending" | "inProgress" | "success" | "canceled" } | { kind: "failed"; error: string };

/** A row of `_scheduled_functions`. */
export interface Job {
  _id: string;
  /** `module.js:export`. */
  name: string;
  /** The argument object, alone in a list. */
  args: Value[];
  /** UTC epoch milliseconds. */
  scheduledTime: number;
  /** UTC epoch milliseconds, once the job has ended. */
  completedTime?: number;
  state: JobState;
}

export interface NewJob {
  /** `module.js:export`. */
  name: string;
  args: WireJson;
  /** UTC epoch milliseconds. */
  scheduledTime: number;
}

/**
 * Writes a job as part of a transaction.
 *
 * @param state - "canceled" for what a canceled action still schedules
 * @returns the job's id
 */
export function insertJob(
  transaction: Transaction,
  { name, args, scheduledTime }: NewJob,
  state: JobState = { kind: "pending" },
): string {
  const fields = { name, args: [jsonToConvex(args)], scheduledTime, state };
  return transaction.insert(TABLE, fields, SYSTEM);
}

/** @returns null when the job is gone or the id names none */
export function readJob(transaction: Transaction, id: string): Job | null {
  const document = transaction.get(id, SYSTEM, TABLE);
  return document && asJob(document);
}

/** Moves a job to another state; `now` is the end for every state but `inProgress`. */
export function setJobState(
  transaction: Transaction,
  id: string,
  state: JobState,
  now: number,
): void {
  const completed = state.kind === "inProgress" ? {} : { completedTime: now };
  transaction.patch(id, { state, ...completed }, SYSTEM, TABLE);
}

/** Cancels a job that has not ended; anything else stays as it is. */
export function cancelJob(transaction: Transaction, id: string, now: number): void {
  const kind = readJob(transaction, id)?.state.kind;
  if (kind === "pending" || kind === "inProgress") {
    setJobState(transaction, id, { kind: "canceled" }, now);
  }
}

/** The jobs in one state, earliest scheduled first. */
export function* jobsIn(transaction: Transaction, kind: JobState["kind"]): Generator<Job> {
  const query: QueryJson = {
    source: {
      type: "IndexRange",
      indexName: `${TABLE}.by_next`,
      range: [{ type: "Eq", fieldPath: "state.kind", value: kind }],
      order: "asc",
    },
    operators: [],
  };
  const stream = transaction.stream(query, SYSTEM);
  try {
    for (let row = stream.next(); row; row = stream.next()) yield asJob(row);
  } finally {
    stream.close();
  }
}

/** Removes a job for good. */
export function removeJob(transaction: Transaction, id: string): void {
  transaction.remove(id, SYSTEM, TABLE);
}

/** A job's argument object, wire-encoded. */
export function argsOf({ args }: Job): WireJson {
  return convexToJson(args[0] ?? {}) as WireJson;
}

/** Only this file writes the table, so its rows are jobs. */
function asJob(document: StoredDocument): Job {
  return document.value as unknown as Job;
}
