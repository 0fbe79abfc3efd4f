import type { FunctionKind } from "../loader/analyze";
import type { Call, Engine, MutationRun } from "../runtime/engine";
import { normalizePath } from "../runtime/functionPath";
import { createOrigin } from "../runtime/origin";
import type { Transaction } from "../transaction/types";
import type { WireJson } from "../values/types";

/** Something that is due. */
export interface Task {
  /** The row it stands for; one task per row runs at a time. */
  id: string;
  /** UTC epoch milliseconds. */
  due: number;
  /** Runs it to its recorded end. Rejects when nothing could be recorded: try again later. */
  run(engine: Engine): Promise<void>;
}

/** What a function run by the scheduler leaves in its row. */
export interface TaskRecord {
  /** `module.js:export`. */
  name: string;
  args: WireJson;
  jobId: string | null;
  /** @returns whether the row is still due; records that it runs */
  begin(transaction: Transaction): boolean;
  succeed(transaction: Transaction): void;
  fail(transaction: Transaction, error: string): void;
}

/**
 * Runs a scheduled function: a mutation exactly once, recorded in its own commit; an action at
 * most once, recorded as begun before it starts.
 */
export async function runTask(engine: Engine, task: TaskRecord): Promise<void> {
  const path = normalizePath(task.name);
  const kind = engine.definitions().functions.get(path)?.kind;
  const origin = createOrigin(
    { identity: null, request: undefined, jobId: task.jobId },
    engine.clock.now(),
  );
  const call: Call = { path, args: task.args, caller: "internal", origin };
  if (kind === "mutation") return runMutationTask(engine, task, call);
  if (kind === "action") return runActionTask(engine, task, call);
  const error = unfit(path, kind);
  await engine.transact((transaction) => {
    if (task.begin(transaction)) task.fail(transaction, error);
  });
}

async function runMutationTask(engine: Engine, task: TaskRecord, call: Call): Promise<void> {
  const run = await engine.mutation(call, {
    before: (transaction) => (task.begin(transaction) ? null : skipped(transaction)),
    after: (transaction) => task.succeed(transaction),
  });
  if (run.ok) return;
  const { message } = run.error;
  await engine.transact((transaction) => {
    if (task.begin(transaction)) task.fail(transaction, message);
  });
}

async function runActionTask(engine: Engine, task: TaskRecord, call: Call): Promise<void> {
  if (!(await engine.transact((transaction) => task.begin(transaction)))) return;
  const run = await engine.action(call);
  await engine.transact((transaction) => {
    if (run.ok) task.succeed(transaction);
    else task.fail(transaction, run.error.message);
  });
}

function skipped({ snapshotTs }: Transaction): MutationRun {
  return { ok: true, json: "null", logLines: [], ts: snapshotTs };
}

function unfit(path: string, kind: FunctionKind | undefined): string {
  return kind === undefined
    ? `Could not find function for '${path}'. Did you forget to run \`npx convex dev\`?`
    : `'${path}' is a ${kind}. Only mutations and actions can be scheduled.`;
}
