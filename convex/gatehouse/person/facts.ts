import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import type { Doc } from "../tables/dataModel";
import { internalQuery, type QueryCtx } from "../tables/server";
import { findingsOf } from "../checks/history";
import { lastFinishedRun } from "../checks/store";
import { evidence, type Evidence, type EvidenceFacts } from "../diagnostics/evidence";
import type { Finding, JudgeContext } from "../diagnostics/judge/types";
import { adminEmails } from "../env/read";
import { operatorByWorkosId } from "../operators/access";
import { refusal } from "../operators/entry";
import { deploymentValues, toRecord, usesThisConvex, usesThisWorkos } from "../environments/record";
import { DAY_IN_MS } from "../lib/utc";
import { statusOf } from "../users/row";

/** How far back sign-ins are looked at. */
const LOOKED_BACK_MS = 30 * DAY_IN_MS;

const MAX_ATTEMPTS = 100;
const MAX_ENVIRONMENTS = 20;

/** What Convex knows about a person, and about the environment they sign in to. */
export interface PersonFacts {
  workosId: string | null;
  email: string | null;
  evidence: Evidence[];
  /** Events about them that could not be applied. */
  failedEvents: number;
  context: JudgeContext;
  /** Firm findings of the last checks that stop everybody. */
  environmentFindings: Finding[];
}

/** Reads `PersonFacts`, as JSON text. */
export const read = internalQuery({
  args: { email: nullable(v.string()), workosId: nullable(v.string()), console: v.boolean() },
  returns: v.string(),
  handler: async (ctx, { console: isAboutConsole, ...asked }) => {
    const now = Date.now();
    const rows = await rowsOf(ctx, asked);
    const user = rows[0] ?? null;
    const workosId = user?.workosId ?? asked.workosId;
    const email = user?.email ?? asked.email;
    const from = (source: string) => ({ source, at: now });
    const environment = await ownEnvironment(ctx);
    const facts: PersonFacts = {
      ...{ workosId, email },
      evidence: [
        evidence("userRow", rowFacts(user, rows.length, email), from("the users table in Convex")),
        evidence("signIns", await signIns(ctx, workosId, email, now), from("the log of sign-ins")),
        ...(await selfChecks(ctx, workosId)),
        ...(await operatorEntry(ctx, user, email, now, isAboutConsole)),
      ],
      failedEvents: await failedEvents(ctx, workosId),
      context: {
        authMode: environment?.authMode ?? null,
        environment: environment === null ? null : toRecord(environment),
        deployment: deploymentValues(),
        now,
      },
      environmentFindings: environment === null ? [] : await blockingFindings(ctx, environment),
    };
    return JSON.stringify(facts);
  },
});

async function rowsOf(
  ctx: QueryCtx,
  { email, workosId }: { email: string | null; workosId: string | null },
): Promise<Doc<"users">[]> {
  const users = ctx.db.query("users");
  if (workosId !== null) {
    return await users
      .withIndex("gatehouse_by_workos_id", (q) => q.eq("workosId", workosId))
      .take(2);
  }
  if (email === null) return [];
  const found = await users
    .withIndex("gatehouse_by_email", (q) => q.eq("email", email))
    .take(MAX_ATTEMPTS);
  const [best] = found.sort((a, b) => Number(isDeleted(a)) - Number(isDeleted(b)));
  return best === undefined ? [] : found.filter((row) => row.workosId === best.workosId);
}

const isDeleted = (row: Doc<"users">): boolean => row.deletedAt !== undefined;

function rowFacts(
  user: Doc<"users"> | null,
  rows: number,
  email: string | null,
): EvidenceFacts["userRow"] {
  if (user === null) {
    return { workosId: null, email, status: null, rows: 0, createdAt: null, deletedAt: null };
  }
  const { workosId, createdAt, deletedAt = null } = user;
  return {
    workosId,
    email: user.email ?? null,
    status: statusOf(user),
    rows,
    createdAt,
    deletedAt,
  };
}

async function signIns(
  ctx: QueryCtx,
  workosId: string | null,
  email: string | null,
  now: number,
): Promise<EvidenceFacts["signIns"]> {
  const since = now - LOOKED_BACK_MS;
  const table = ctx.db.query("signIns");
  const byId =
    workosId === null
      ? []
      : await table
          .withIndex("by_workos_user_at", (q) => q.eq("workosUserId", workosId).gt("at", since))
          .order("desc")
          .take(MAX_ATTEMPTS);
  // A refused sign-in may name only the address.
  const byEmail =
    email === null
      ? []
      : await table
          .withIndex("by_email_at", (q) => q.eq("email", email).gt("at", since))
          .order("desc")
          .take(MAX_ATTEMPTS);
  const rows = [...byId, ...byEmail.filter(({ workosUserId }) => workosUserId === undefined)];
  return {
    ...{ email, since },
    attempts: rows
      .sort((a, b) => b.at - a.at)
      .slice(0, MAX_ATTEMPTS)
      .map(({ at, outcome, method, errorCode = null }) => ({
        ...{ at, method, errorCode },
        succeeded: outcome === "succeeded",
      })),
    loops: workosId === null ? [] : await loopsOf(ctx, workosId, since),
  };
}

async function loopsOf(
  ctx: QueryCtx,
  workosId: string,
  since: number,
): Promise<EvidenceFacts["signIns"]["loops"]> {
  const loops = await ctx.db
    .query("loginLoops")
    .withIndex("by_workos_user_started_at", (q) =>
      q.eq("workosUserId", workosId).gt("startedAt", since),
    )
    .order("desc")
    .take(MAX_ENVIRONMENTS);
  return loops.map(({ startedAt, endedAt, count, medianGapMs, probableCause, resolved }) => ({
    ...{ startedAt, endedAt, count, medianGapMs, probableCause, resolved },
  }));
}

async function selfChecks(ctx: QueryCtx, workosId: string | null): Promise<Evidence[]> {
  if (workosId === null) return [];
  const checks = ctx.db
    .query("selfChecks")
    .withIndex("by_workos_user_created_at", (q) => q.eq("workosUserId", workosId))
    .order("desc");
  for await (const { report, submittedAt } of checks) {
    if (report === undefined || submittedAt === undefined) continue;
    return [evidence("selfCheck", report, { source: "their own browser", at: submittedAt })];
  }
  return [];
}

/**
 * Whether the console lets somebody in. Most people of an app have no business there, so it matters
 * only when it is asked about, or when GATEHOUSE_ADMINS expects them.
 */
async function operatorEntry(
  ctx: QueryCtx,
  user: Doc<"users"> | null,
  email: string | null,
  at: number,
  isAsked: boolean,
): Promise<Evidence[]> {
  const isExpected = email !== null && adminEmails().includes(email.toLowerCase());
  // Without a row, or with a deleted one, there is more to say than that the console stays shut.
  if (user === null || isDeleted(user) || (!isAsked && !isExpected)) return [];
  const isOperator = (await operatorByWorkosId(ctx, user.workosId)) !== null;
  const refused = isOperator ? null : await refusal(ctx, user);
  const reason = refused === "unverifiedEmail" && !isExpected ? "notListed" : refused;
  if (reason === "unknown") return [];
  const from = { source: "the console's own entry check", at };
  return [evidence("operatorEntry", { email, reason }, from)];
}

async function failedEvents(ctx: QueryCtx, workosId: string | null): Promise<number> {
  if (workosId === null) return 0;
  const events = await ctx.db
    .query("inbox")
    .withIndex("by_workos_user_occurred_at", (q) => q.eq("workosUserId", workosId))
    .order("desc")
    .take(MAX_ATTEMPTS);
  return events.filter(({ state }) => state === "failed" || state === "dead").length;
}

async function ownEnvironment(ctx: QueryCtx): Promise<Doc<"environments"> | null> {
  const all = await ctx.db.query("environments").take(MAX_ENVIRONMENTS);
  return all.find((one) => usesThisWorkos(one) && usesThisConvex(one)) ?? null;
}

async function blockingFindings(ctx: QueryCtx, { _id }: Doc<"environments">): Promise<Finding[]> {
  const run = await lastFinishedRun(ctx, _id);
  return run === null ? [] : findingsOf(run).filter(isDecisive);
}

/** Whether a finding alone explains that somebody cannot sign in. */
export function isDecisive({ severity, certainty }: Finding): boolean {
  return severity === "blocking" && (certainty === "proven" || certainty === "likely");
}
