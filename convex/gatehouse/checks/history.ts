import type { PaginationOptions, PaginationResult } from "convex/server";
import { v, type Infer } from "convex/values";
import { nullable } from "convex-helpers/validators";
import type { Doc, Id } from "../tables/dataModel";
import type { QueryCtx } from "../tables/server";
import { isCauseCode } from "../diagnostics/catalogue";
import { CHECK_KEYS, CHECKS } from "../diagnostics/checks";
import { brokenSince, type PastRun } from "../diagnostics/compare";
import type { EvidenceRef, Finding } from "../diagnostics/judge/types";
import { checksOf, KEPT_RUNS, runsOf } from "./store";
import { checkKey, checkState, finding, runState } from "../tables/diagnostics";

const time = nullable(v.number());

const check = v.object({
  key: checkKey,
  title: v.string(),
  state: checkState,
  startedAt: time,
  finishedAt: time,
  reason: nullable(v.string()),
  // Evidence[] as JSON text.
  evidence: v.string(),
});

const runHead = v.object({
  _id: v.id("diagnosticRuns"),
  state: runState,
  startedAt: v.number(),
  finishedAt: time,
  startedBy: v.string(),
});

/** A run as the history lists it. */
export const runSummary = v.object({ ...runHead.fields, findings: v.array(finding) });

/** The newest run as the page shows it. */
export const runView = v.object({
  run: runHead,
  findings: v.array(finding),
  checks: v.array(check),
  previous: nullable(v.object({ at: v.number(), codes: v.array(v.string()) })),
  // By code: when this was first found, in an unbroken series of runs.
  brokeSince: v.record(v.string(), v.number()),
  // By code: the last run that did not find it, when there was one.
  lastGoodAt: v.record(v.string(), v.number()),
});

type Run = Doc<"diagnosticRuns">;

const headOf = ({ _id, state, startedAt, finishedAt, startedBy }: Run): Infer<typeof runHead> => ({
  ...{ _id, state, startedAt, startedBy },
  finishedAt: finishedAt ?? null,
});

/** Findings as they were stored, without those whose code a later version dropped. */
export function findingsOf({ findings }: Pick<Run, "findings">): Finding[] {
  return findings.flatMap(({ code, evidence, ...rest }) =>
    isCauseCode(code) ? [{ ...rest, code, evidence: evidence as EvidenceRef[] }] : [],
  );
}

/** An environment's newest run with its checks, and what changed since; null before the first. */
export async function latestRun(
  ctx: QueryCtx,
  environmentId: Id<"environments">,
): Promise<Infer<typeof runView> | null> {
  const [run, ...earlier] = await runsOf(ctx, environmentId).take(KEPT_RUNS);
  if (run === undefined) return null;
  const checks = await checksOf(ctx, run._id);
  const past = earlier.filter(({ state }) => state === "finished");
  const [before] = past;
  return {
    run: headOf(run),
    findings: run.findings,
    checks: checks.map(toCheck).sort(byOrder),
    previous:
      before === undefined
        ? null
        : { at: before.startedAt, codes: before.findings.map(({ code }) => code) },
    ...series(run, past),
  };
}

function toCheck(row: Doc<"diagnosticChecks">): Infer<typeof check> {
  const { key, state, startedAt = null, finishedAt = null, reason = null, evidence } = row;
  return { key, title: CHECKS[key].title, state, startedAt, finishedAt, reason, evidence };
}

const byOrder = (a: Infer<typeof check>, b: Infer<typeof check>): number =>
  CHECK_KEYS.indexOf(a.key) - CHECK_KEYS.indexOf(b.key);

function series(run: Run, past: readonly Run[]) {
  const runs = past.map((one): PastRun => ({ at: one.startedAt, findings: findingsOf(one) }));
  const brokeSince: Record<string, number> = {};
  const lastGoodAt: Record<string, number> = {};
  for (const found of findingsOf(run)) {
    const { since, lastGoodAt: good } = brokenSince(found, runs);
    brokeSince[found.code] ??= since ?? run.startedAt;
    if (good !== null) lastGoodAt[found.code] ??= good;
  }
  return { brokeSince, lastGoodAt };
}

/** An environment's runs, newest first, a page at a time. */
export async function finishedRuns(
  ctx: QueryCtx,
  environmentId: Id<"environments">,
  options: PaginationOptions,
): Promise<PaginationResult<Infer<typeof runSummary>>> {
  const result = await runsOf(ctx, environmentId).paginate(options);
  const page = result.page.filter(({ state }) => state !== "running");
  return { ...result, page: page.map((run) => ({ ...headOf(run), findings: run.findings })) };
}
