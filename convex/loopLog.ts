import {
  detectLoops,
  LOOP_QUIET_MS,
  LOOP_SIGN_INS,
  LOOP_WINDOW_MS,
  type LoopOptions,
  type SignInPoint,
} from "../webhooks/loops";
import type { SignIn } from "../webhooks/signIns";
import type { Doc } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { usesThisWorkos } from "./environmentRecord";

type Loop = Doc<"loginLoops">;

interface Span {
  from: number;
  to: number;
}

/** What happened this close decides whether sign-ins are a loop, a person, or a test run. */
const AROUND_MS = 30 * 60_000;

/** Longer loops are counted up to here. */
const MAX_SIGN_INS = 1_000;

/** So many sign-ins after a loop tell whether it ended well. */
const SIGN_INS_AFTER = 24;

/** A person loops on one device at a time; more than a few at once do not happen. */
const MAX_LATEST = 4;

const MAX_REPLACED = 50;

/**
 * Keeps the episodes of login loops in step with a sign-in that was just recorded. What is stored
 * depends on the recorded sign-ins alone, not on their order or on repetitions.
 */
export async function noteLoops(ctx: MutationCtx, signIn: SignIn): Promise<void> {
  const { userId, at } = signIn;
  if (signIn.outcome !== "succeeded" || userId === null) return;
  const latest = await latestLoops(ctx, userId, at);
  const touched = latest.filter(({ endedAt }) => at - endedAt <= LOOP_QUIET_MS);
  const isCandidate = touched.length > 0 || (await isDense(ctx, userId, at));
  const open = latest.filter((loop) => !touched.includes(loop) && (isCandidate || !loop.resolved));
  if (isCandidate) await refresh(ctx, userId, spanOf(touched, at));
  for (const loop of open) await refresh(ctx, userId, { from: loop.startedAt, to: loop.endedAt });
}

function spanOf(loops: readonly Loop[], at: number): Span {
  return {
    from: Math.min(at, ...loops.map(({ startedAt }) => startedAt)) - AROUND_MS,
    to: Math.max(at, ...loops.map(({ endedAt }) => endedAt)) + AROUND_MS,
  };
}

async function latestLoops(ctx: MutationCtx, userId: string, at: number): Promise<Loop[]> {
  return await ctx.db
    .query("loginLoops")
    .withIndex("by_workos_user_started_at", (q) =>
      q.eq("workosUserId", userId).lte("startedAt", at + LOOP_QUIET_MS),
    )
    .order("desc")
    .take(MAX_LATEST);
}

async function isDense(ctx: MutationCtx, userId: string, at: number): Promise<boolean> {
  const around = await ctx.db
    .query("signIns")
    .withIndex("by_workos_user_at", (q) =>
      q
        .eq("workosUserId", userId)
        .gte("at", at - LOOP_WINDOW_MS)
        .lte("at", at + LOOP_WINDOW_MS),
    )
    .take(LOOP_SIGN_INS);
  return around.length >= LOOP_SIGN_INS;
}

/** Detects the loops that begin within a span anew, and makes the stored ones equal. */
async function refresh(ctx: MutationCtx, userId: string, span: Span): Promise<void> {
  const points = await pointsIn(ctx, userId, span);
  const found = detectLoops(points, await optionsOf(ctx)).filter(
    ({ startedAt }) => startedAt >= span.from && startedAt <= span.to,
  );
  const stored = await ctx.db
    .query("loginLoops")
    .withIndex("by_workos_user_started_at", (q) =>
      q.eq("workosUserId", userId).gte("startedAt", span.from).lte("startedAt", span.to),
    )
    .take(MAX_REPLACED);
  for (const [index, { userId: workosUserId, ...episode }] of found.entries()) {
    const row = stored[index];
    const next = { workosUserId, ...episode };
    if (row === undefined) await ctx.db.insert("loginLoops", next);
    else await ctx.db.replace("loginLoops", row._id, next);
  }
  for (const { _id } of stored.slice(found.length)) await ctx.db.delete("loginLoops", _id);
}

async function pointsIn(ctx: MutationCtx, userId: string, span: Span): Promise<SignInPoint[]> {
  const within = await ctx.db
    .query("signIns")
    .withIndex("by_workos_user_at", (q) =>
      q.eq("workosUserId", userId).gte("at", span.from).lte("at", span.to),
    )
    .take(MAX_SIGN_INS);
  const after = await ctx.db
    .query("signIns")
    .withIndex("by_workos_user_at", (q) => q.eq("workosUserId", userId).gt("at", span.to))
    .take(SIGN_INS_AFTER);
  return [...within, ...after]
    .filter(({ outcome }) => outcome === "succeeded")
    .map((row) => toPoint(row, userId));
}

function toPoint(row: Doc<"signIns">, userId: string): SignInPoint {
  const { at, method, ipAddress, userAgent, sessionId } = row;
  return {
    ...{ userId, at, method },
    ...(ipAddress === undefined ? {} : { ip: ipAddress }),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(sessionId === undefined ? {} : { sessionId }),
  };
}

async function optionsOf(ctx: MutationCtx): Promise<LoopOptions> {
  for await (const environment of ctx.db.query("environments")) {
    if (usesThisWorkos(environment)) return { authMode: environment.authMode };
  }
  return {};
}
