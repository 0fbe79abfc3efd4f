import { v } from "convex/values";
import { doc, nullable } from "convex-helpers/validators";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../tables/dataModel";
import {
  internalAction,
  internalMutation,
  internalQuery,
  type MutationCtx,
} from "../tables/server";
import { isAvailable, type Evidence } from "../diagnostics/evidence";
import { tokenNote } from "../diagnostics/tokenNote";
import { judge } from "../diagnostics/judge/judge";
import type { Finding, JudgeContext } from "../diagnostics/judge/types";
import { storedEvidence } from "./facts";
import { checksOf, evidenceOf, KEPT_RUNS, runsOf } from "./store";
import { runChecks } from "./tools";
import { toRecord } from "../environments/record";
import { schema } from "../tables/schema";
import { checkKey, ownToken } from "../tables/diagnostics";

const FORGOTTEN_AT_ONCE = 20;

/** Longer evidence is not kept; nothing sound comes near this. */
const MAX_EVIDENCE_CHARACTERS = 200_000;

const run = { runId: v.id("diagnosticRuns") };

/** Carries out checks side by side; each is recorded as soon as it is done. */
export const collect = internalAction({
  args: { ...run, checks: v.array(checkKey), ownToken: v.optional(ownToken) },
  returns: v.null(),
  handler: async (ctx, { runId, checks, ownToken }) => {
    const environment = await ctx.runMutation(internal.gatehouse.checks.runs.start, {
      runId,
      checks,
    });
    if (environment === null) return null;
    await runChecks(ctx, environment, { checks, ownToken }, async (key, evidence) => {
      const text = JSON.stringify(evidence);
      await ctx.runMutation(internal.gatehouse.checks.runs.record, { runId, key, evidence: text });
    });
    await ctx.runMutation(internal.gatehouse.checks.runs.finish, { runId });
    return null;
  },
});

/** Marks checks as running. Returns the environment, or null when there is nothing left to do. */
export const start = internalMutation({
  args: { ...run, checks: v.array(checkKey) },
  returns: nullable(doc(schema, "environments")),
  handler: async (ctx, { runId, checks }) => {
    const found = await ctx.db.get("diagnosticRuns", runId);
    if (found?.state !== "running") return null;
    const startedAt = Date.now();
    for (const { _id, key } of await checksOf(ctx, runId)) {
      if (!checks.includes(key)) continue;
      await ctx.db.patch("diagnosticChecks", _id, { state: "running", startedAt });
    }
    return await ctx.db.get("environments", found.environmentId);
  },
});

/**
 * What the deployment itself knows for a check of the environment of that name, as Evidence[] in
 * JSON. `npm run doctor` asks too, with a deploy key; for it the name need not be registered.
 */
export const stored = internalQuery({
  args: { name: v.string(), key: checkKey },
  returns: v.string(),
  handler: async (ctx, { name, key }) => {
    const environment = await ctx.db
      .query("environments")
      .withIndex("by_name", (q) => q.eq("name", name))
      .first();
    return JSON.stringify(await storedEvidence(ctx, environment ?? { name }, key));
  },
});

/** Records one finished check, judged by its own evidence alone. */
export const record = internalMutation({
  args: { ...run, key: checkKey, evidence: v.string() },
  returns: v.null(),
  handler: async (ctx, { runId, key, evidence }) => {
    const check = await ctx.db
      .query("diagnosticChecks")
      .withIndex("by_run_key", (q) => q.eq("runId", runId).eq("key", key))
      .unique();
    const context = await contextOf(ctx, runId);
    if (check === null || context === null) return null;
    const kept = evidence.length > MAX_EVIDENCE_CHARACTERS ? "[]" : evidence;
    await ctx.db.patch("diagnosticChecks", check._id, {
      ...outcome(evidenceOf({ evidence: kept }), context),
      evidence: kept,
      finishedAt: Date.now(),
    });
    return null;
  },
});

/** Ends a run: all its evidence is judged together. */
export const finish = internalMutation({
  args: run,
  returns: v.null(),
  handler: async (ctx, { runId }) => {
    await close(ctx, runId, "finished");
    return null;
  },
});

/** Ends a run whose action was lost; what it found counts. */
export const abandon = internalMutation({
  args: run,
  returns: v.null(),
  handler: async (ctx, { runId }) => {
    for (const { _id, state } of await checksOf(ctx, runId)) {
      if (state !== "pending" && state !== "running") continue;
      const reason = "The run was cut off before this check was done. Run it again.";
      await ctx.db.patch("diagnosticChecks", _id, { state: "unavailable", reason });
    }
    await close(ctx, runId, "abandoned");
    return null;
  },
});

/** Deletes the runs of a removed environment, a few at a time. */
export const forget = internalMutation({
  args: { environmentId: v.id("environments") },
  returns: v.null(),
  handler: async (ctx, { environmentId }) => {
    const runs = await runsOf(ctx, environmentId).take(FORGOTTEN_AT_ONCE);
    for (const { _id } of runs) await deleteRun(ctx, _id);
    if (runs.length === 0) return null;
    await ctx.scheduler.runAfter(0, internal.gatehouse.checks.runs.forget, { environmentId });
    return null;
  },
});

async function contextOf(
  ctx: MutationCtx,
  runId: Id<"diagnosticRuns">,
): Promise<JudgeContext | null> {
  const found = await ctx.db.get("diagnosticRuns", runId);
  const environment = found && (await ctx.db.get("environments", found.environmentId));
  if (environment === null || found?.state !== "running") return null;
  const { authMode } = environment;
  return { authMode, environment: toRecord(environment), now: Date.now() };
}

const isFirm = ({ certainty }: Finding): boolean => certainty !== "unknown";

function outcome(evidence: readonly Evidence[], context: JudgeContext) {
  const reasons = evidence.flatMap((one) => (isAvailable(one) ? [] : [one.unavailable]));
  // A finding that rests on the environment's record alone says nothing about this check.
  const hasFindings = judge(evidence, context).some(
    (finding) => isFirm(finding) && finding.evidence.length > 0,
  );
  const isUnavailable = reasons.length === evidence.length;
  const state = hasFindings ? "findings" : isUnavailable ? "unavailable" : "passed";
  return { state, reason: reasons[0] ?? tokenNote(evidence) } as const;
}

async function close(
  ctx: MutationCtx,
  runId: Id<"diagnosticRuns">,
  state: "finished" | "abandoned",
): Promise<void> {
  const context = await contextOf(ctx, runId);
  const found = await ctx.db.get("diagnosticRuns", runId);
  if (context === null || found === null) return;
  const checks = await checksOf(ctx, runId);
  const findings = judge(checks.flatMap(evidenceOf), context);
  for (const check of checks) await markInvolved(ctx, check, findings);
  await ctx.db.patch("diagnosticRuns", runId, { state, findings, finishedAt: Date.now() });
  await prune(ctx, found.environmentId);
}

// Evidence that looked sound alone may be part of a finding together with other evidence.
async function markInvolved(
  ctx: MutationCtx,
  check: Doc<"diagnosticChecks">,
  findings: readonly Finding[],
): Promise<void> {
  const own = evidenceOf(check);
  const isInvolved = findings.some(
    (finding) =>
      isFirm(finding) &&
      finding.evidence.some((ref) =>
        own.some(({ kind, source }) => kind === ref.kind && source === ref.source),
      ),
  );
  if (!isInvolved || check.state !== "passed") return;
  await ctx.db.patch("diagnosticChecks", check._id, { state: "findings" });
}

async function prune(ctx: MutationCtx, environmentId: Id<"environments">): Promise<void> {
  const runs = await runsOf(ctx, environmentId).take(KEPT_RUNS + FORGOTTEN_AT_ONCE);
  for (const { _id } of runs.slice(KEPT_RUNS)) await deleteRun(ctx, _id);
}

/** Deletes a run with its checks. */
export async function deleteRun(ctx: MutationCtx, runId: Id<"diagnosticRuns">): Promise<void> {
  for (const { _id } of await checksOf(ctx, runId)) await ctx.db.delete("diagnosticChecks", _id);
  await ctx.db.delete("diagnosticRuns", runId);
}
