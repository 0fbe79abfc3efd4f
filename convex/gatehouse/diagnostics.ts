import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { internal } from "../_generated/api";
import { authProviders } from "./env/authProviders";
import { compareAll, environmentRow } from "./checks/compare";
import { finishedRuns, latestRun, runSummary, runView } from "./checks/history";
import { beginRun, runsOf } from "./checks/store";
import { readPublicKeys } from "./checks/tools";
import { appError } from "./lib/errors";
import { operatorAction, operatorMutation, operatorQuery } from "./functions";
import { isTooLong } from "./diagnostics/ownToken";
import { listLoops, loopRow } from "./signIns/loopListing";
import { diagnosePerson, diagnosis } from "./person/diagnosis";
import { checkKey, ownToken } from "./tables/diagnostics";

const MAX_REPAIRED = 100;

const environmentId = v.id("environments");

/**
 * Runs an environment's checks, all or only some; watch `latest` for progress.
 * @param token the caller's own access token, described by their browser: compared with every run,
 *   because WorkOS's keys may have changed since the last.
 * @throws `not_found`, `already_running`, or `invalid_input`
 */
export const run = operatorMutation({
  role: "support",
  args: {
    environmentId,
    checks: v.optional(v.array(checkKey)),
    token: v.optional(ownToken),
  },
  returns: v.id("diagnosticRuns"),
  handler: async (ctx, { environmentId, checks, token }) => {
    if (token !== undefined && isTooLong(token)) {
      throw appError("invalid_input", "This is longer than any access token of WorkOS.");
    }
    const environment = await ctx.db.get("environments", environmentId);
    if (environment === null) throw appError("not_found", "This environment was removed.");
    const last = await runsOf(ctx, environmentId).first();
    if (last?.state === "running") {
      throw appError("already_running", "These checks are already running: wait a few seconds.");
    }
    const startedBy = ctx.operator.workosId;
    const only = checks === undefined ? {} : { only: [...checks, "token" as const] };
    const own = token === undefined ? {} : { ownToken: token };
    const runId = await beginRun(ctx, environment, { startedBy, ...only, ...own });
    await ctx.audit({
      action: "environment.diagnose",
      targetType: "environment",
      targetId: environmentId,
      targetLabel: environment.name,
      after: checks?.join(", ") ?? "all checks",
    });
    return runId;
  },
});

/** An environment's newest run, live, compared with the one before; null before the first. */
export const latest = operatorQuery({
  role: "auditor",
  args: { environmentId },
  returns: nullable(runView),
  handler: async (ctx, { environmentId }) => await latestRun(ctx, environmentId),
});

/** An environment's finished runs, newest first. */
export const history = operatorQuery({
  role: "auditor",
  args: { environmentId, paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(runSummary),
  handler: async (ctx, { environmentId, paginationOpts }) =>
    await finishedRuns(ctx, environmentId, paginationOpts),
});

/** All environments side by side. */
export const compare = operatorQuery({
  role: "auditor",
  args: {},
  returns: v.object({
    environments: v.array(v.object({ id: environmentId, name: v.string() })),
    rows: v.array(environmentRow),
  }),
  handler: async (ctx) => await compareAll(ctx),
});

/** Why one person cannot sign in: verdict, findings, evidence, and a reply to send them. */
export const person = operatorAction({
  role: "support",
  args: {
    email: v.optional(v.string()),
    workosId: v.optional(v.string()),
    // They cannot open this console, rather than the app.
    console: v.optional(v.boolean()),
  },
  returns: diagnosis,
  handler: async (ctx, asked) => {
    const answer = await diagnosePerson(ctx, asked);
    await ctx.audit({
      action: "person.diagnose",
      targetType: "user",
      targetId: answer.workosId ?? "unknown",
      targetLabel: answer.email,
    });
    return answer;
  },
});

/** Login loops, newest first. */
export const loops = operatorQuery({
  role: "auditor",
  args: {
    paginationOpts: paginationOptsValidator,
    workosUserId: v.optional(v.string()),
    unresolved: v.optional(v.boolean()),
  },
  returns: paginationResultValidator(loopRow),
  handler: async (ctx, { paginationOpts, ...filter }) =>
    await listLoops(ctx, filter, paginationOpts),
});

/** Provisions people who signed in and have no row: their profiles are fetched from WorkOS. */
export const repairProvisioning = operatorMutation({
  role: "support",
  args: { workosIds: v.array(v.string()) },
  returns: v.object({ scheduled: v.number() }),
  handler: async (ctx, { workosIds }) => {
    const wanted = [...new Set(workosIds)];
    if (wanted.length > MAX_REPAIRED || wanted.some((id) => !/^user_\w{1,60}$/.test(id))) {
      throw appError("invalid_input", `At most ${MAX_REPAIRED} WorkOS user ids (user_…) at once.`);
    }
    for (const workosId of wanted) {
      await ctx.scheduler.runAfter(0, internal.gatehouse.provisioning.fetchProfile, {
        workosId,
        attempt: 1,
      });
      const target = { targetType: "user", targetId: workosId };
      await ctx.audit({ action: "user.provision", ...target });
    }
    return { scheduled: wanted.length };
  },
});

/** The providers of this deployment's auth.config.ts, for matching a token. */
export const convexProviders = operatorQuery({
  role: "auditor",
  args: {},
  returns: v.array(
    v.object({
      type: v.literal("customJwt"),
      issuer: v.string(),
      jwks: v.string(),
      algorithm: v.literal("RS256"),
      applicationID: v.optional(v.string()),
    }),
  ),
  handler: async () => authProviders(),
});

/** WorkOS's public signing keys, for verifying a token. */
export const jwks = operatorAction({
  role: "auditor",
  args: {},
  returns: v.array(v.record(v.string(), v.string())),
  handler: async () => await readPublicKeys(),
});
