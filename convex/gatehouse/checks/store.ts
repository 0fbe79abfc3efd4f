import { internal } from "../../_generated/api";
import type { Doc, Id } from "../tables/dataModel";
import type { MutationCtx, QueryCtx } from "../tables/server";
import { defined } from "../lib/defined";
import { checksFor, type CheckKey } from "../diagnostics/checks";
import type { Evidence } from "../diagnostics/evidence";
import type { OwnToken } from "../diagnostics/ownToken";

type Run = Doc<"diagnosticRuns">;
type Check = Doc<"diagnosticChecks">;

/** Older runs of an environment are forgotten. */
export const KEPT_RUNS = 50;

/** A run without an end after this long lost its action, which Convex runs at most once. */
const ABANDONED_AFTER_MS = 20_000;

/** An environment's runs, newest first. */
export function runsOf(ctx: Pick<QueryCtx, "db">, environmentId: Id<"environments">) {
  return ctx.db
    .query("diagnosticRuns")
    .withIndex("by_environment_started_at", (q) => q.eq("environmentId", environmentId))
    .order("desc");
}

/** The newest run of an environment that came to its end. */
export async function lastFinishedRun(
  ctx: Pick<QueryCtx, "db">,
  environmentId: Id<"environments">,
): Promise<Run | null> {
  for await (const run of runsOf(ctx, environmentId)) if (run.state === "finished") return run;
  return null;
}

/** The checks of a run. */
export async function checksOf(
  ctx: Pick<QueryCtx, "db">,
  runId: Id<"diagnosticRuns">,
): Promise<Check[]> {
  return await ctx.db
    .query("diagnosticChecks")
    .withIndex("by_run_key", (q) => q.eq("runId", runId))
    .collect();
}

/** The evidence that a stored check holds. */
export function evidenceOf({ evidence }: Pick<Check, "evidence">): Evidence[] {
  return JSON.parse(evidence) as Evidence[];
}

interface Beginning {
  /** WorkOS id of the operator, or the word "local stack". */
  startedBy: string;
  /** Only these are done anew, the others keep what the last run found. Absent: all. */
  only?: readonly CheckKey[];
  /** The access token of whoever starts it, if their browser described it. */
  ownToken?: OwnToken;
}

/**
 * Starts a run of an environment's checks, which then go on side by side in an action.
 * @returns the new run's id.
 */
export async function beginRun(
  ctx: MutationCtx,
  environment: Doc<"environments">,
  { startedBy, only, ownToken }: Beginning,
): Promise<Id<"diagnosticRuns">> {
  const last = await lastFinishedRun(ctx, environment._id);
  const known = last === null || only === undefined ? [] : await checksOf(ctx, last._id);
  const runId = await ctx.db.insert("diagnosticRuns", {
    environmentId: environment._id,
    startedBy,
    state: "running",
    startedAt: Date.now(),
    findings: last?.findings ?? [],
  });
  const checks: CheckKey[] = [];
  for (const key of checksFor(environment.authMode)) {
    const kept = only?.includes(key) === true ? undefined : known.find((one) => one.key === key);
    if (kept === undefined) checks.push(key);
    await ctx.db.insert("diagnosticChecks", checkFrom(runId, key, kept));
  }
  const work = { runId, checks, ...(ownToken === undefined ? {} : { ownToken }) };
  await ctx.scheduler.runAfter(0, internal.gatehouse.checks.runs.collect, work);
  await ctx.scheduler.runAfter(ABANDONED_AFTER_MS, internal.gatehouse.checks.runs.abandon, {
    runId,
  });
  return runId;
}

function checkFrom(runId: Id<"diagnosticRuns">, key: CheckKey, kept: Check | undefined) {
  if (kept === undefined) return { runId, key, state: "pending" as const, evidence: "[]" };
  const { state, startedAt, finishedAt, reason, evidence } = kept;
  return defined({ runId, key, state, startedAt, finishedAt, reason, evidence });
}
