import { cancelJob, insertJob, readJob, type NewJob } from "../../scheduler/jobs";
import type { WireJson } from "../../values/types";
import { pathOf, storedPath, type FunctionAddress } from "../functionPath";
import type { Invocation } from "../invocation";
import { transactionOf } from "./documents";
import { inActions, inMutations, type AsyncHandler, type ByKind } from "./handler";

/** Limits of docs.convex.dev/production/state/limits, "Scheduled functions". */
const MAX_SCHEDULED = 1000;
const MAX_ARGS_BYTES = 4 * 1024 * 1024;
const MAX_TOTAL_ARGS_BYTES = 16 * 1024 * 1024;
const FIVE_YEARS_MS = 5 * 366 * 24 * 60 * 60 * 1000;

/** `ctx.scheduler` of mutations, part of their transaction, and of actions, a transaction each. */
export const scheduleSyscalls: Record<string, ByKind<AsyncHandler>> = {
  "1.0/schedule": inMutations((invocation, argsJson) => {
    const job = parseJob(invocation, argsJson);
    countAgainstLimits(invocation, job);
    return JSON.stringify(insertJob(transactionOf(invocation), job));
  }),
  "1.0/cancel_job": inMutations((invocation, argsJson) => {
    const { id }: { id: string } = JSON.parse(argsJson);
    cancelJob(transactionOf(invocation), id, invocation.services.clock.now());
    return "null";
  }),
  "1.0/actions/schedule": inActions(async (invocation, argsJson) => {
    const { services, origin } = invocation;
    const job = parseJob(invocation, argsJson);
    const id = await services.transact((transaction) => {
      const parent = origin.jobId === null ? null : readJob(transaction, origin.jobId);
      const kind = parent?.state.kind === "canceled" ? "canceled" : "pending";
      return insertJob(transaction, job, { kind });
    });
    services.jobsScheduled();
    return JSON.stringify(id);
  }),
  "1.0/actions/cancel_job": inActions(async ({ services }, argsJson) => {
    const { id }: { id: string } = JSON.parse(argsJson);
    await services.transact((transaction) => cancelJob(transaction, id, services.clock.now()));
    return "null";
  }),
};

interface ScheduleArgs extends FunctionAddress {
  /** UTC epoch seconds. */
  ts: number;
  args: WireJson;
}

function parseJob({ services }: Invocation, argsJson: string): NewJob {
  const { ts, args, ...address }: ScheduleArgs = JSON.parse(argsJson);
  const path = pathOf(address);
  checkExists(services, path);
  const scheduledTime = ts * 1000;
  const ahead = scheduledTime - services.clock.now();
  if (Math.abs(ahead) > FIVE_YEARS_MS) {
    const where = ahead > 0 ? "future" : "past";
    throw new Error(`UnixTimestamp(${ts}s) is more than 5 years in the ${where}`);
  }
  return { name: storedPath(path), args, scheduledTime };
}

function checkExists({ definitions }: Invocation["services"], path: string): void {
  const { functions, modules } = definitions();
  if (functions.has(path)) return;
  const [module = "", name = ""] = path.split(":");
  throw new Error(
    modules.has(module)
      ? `Attempted to schedule function, but no exported function ${name} found in the file: ${module}.js. Did you forget to export it?`
      : `Attempted to schedule function at nonexistent path: ${module}.js`,
  );
}

function countAgainstLimits({ use }: Invocation, { args }: NewJob): void {
  const bytes = JSON.stringify(args).length;
  use.scheduledCount += 1;
  use.scheduledBytes += bytes;
  if (use.scheduledCount > MAX_SCHEDULED) {
    throw new Error(
      `Too many functions scheduled by this mutation (limit: ${MAX_SCHEDULED}). Schedule fewer, or let one schedule the rest.`,
    );
  }
  if (bytes > MAX_ARGS_BYTES || use.scheduledBytes > MAX_TOTAL_ARGS_BYTES) {
    throw new Error(
      `The arguments of scheduled functions are too large (limits: 4 MiB each, 16 MiB per mutation). Store the data and pass its id.`,
    );
  }
}
