import {
  detectLoops,
  LOOP_NEARBY_MS,
  LOOP_SIGN_INS,
  type LoopOptions,
  type SignInPoint,
} from "../webhooks/loops";
import type { SignIn } from "../webhooks/signIns";
import type { Doc } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { usesThisWorkos } from "./environmentRecord";

interface Span {
  from: number;
  to: number;
  /** How many sign-ins lie within, failed ones included. */
  signIns: number;
}

/** Longer episodes are looked at this far around a sign-in, in either direction. */
const MAX_NEARBY = 500;

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
  const nearby = await nearbySpan(ctx, userId, at);
  const mayLoop = nearby.signIns >= LOOP_SIGN_INS;
  if (mayLoop) await refresh(ctx, userId, nearby);
  const previous = await previousLoop(ctx, userId, signIn, nearby.from);
  if (previous !== undefined && (mayLoop || !previous.resolved)) {
    await refresh(ctx, userId, await nearbySpan(ctx, userId, previous.startedAt));
  }
}

/** From the first to the last sign-in that a loop at this moment can be judged by. */
async function nearbySpan(ctx: MutationCtx, userId: string, at: number): Promise<Span> {
  const [first, ...others] = await ctx.db
    .query("signIns")
    .withIndex("by_workos_user_at", (q) =>
      q
        .eq("workosUserId", userId)
        .gte("at", at - LOOP_NEARBY_MS)
        .lte("at", at + LOOP_NEARBY_MS),
    )
    .take(2);
  if (first === undefined || others.length === 0) return { from: at, to: at, signIns: 1 };
  const before = await walk(ctx, userId, at, "desc");
  const after = await walk(ctx, userId, at, "asc");
  return { from: before.end, to: after.end, signIns: before.signIns + after.signIns };
}

/** Follows sign-ins from a moment, itself included on the way back, until one is too far apart. */
async function walk(ctx: MutationCtx, userId: string, at: number, order: "asc" | "desc") {
  const beyond = ctx.db
    .query("signIns")
    .withIndex("by_workos_user_at", (q) => {
      const own = q.eq("workosUserId", userId);
      return order === "asc" ? own.gt("at", at) : own.lte("at", at);
    })
    .order(order);
  let end = at;
  let signIns = 0;
  for await (const signIn of beyond) {
    if (signIns === MAX_NEARBY || Math.abs(signIn.at - end) > LOOP_NEARBY_MS) break;
    end = signIn.at;
    signIns += 1;
  }
  return { end, signIns };
}

/** The latest loop of the same device before a moment, which a sign-in may resolve. */
async function previousLoop(
  ctx: MutationCtx,
  userId: string,
  { userAgent, ipAddress }: SignIn,
  before: number,
): Promise<Doc<"loginLoops"> | undefined> {
  const latest = await ctx.db
    .query("loginLoops")
    .withIndex("by_workos_user_started_at", (q) =>
      q.eq("workosUserId", userId).lt("startedAt", before),
    )
    .order("desc")
    .take(MAX_LATEST);
  return latest.find((loop) =>
    userAgent === null
      ? loop.userAgent === null && loop.ip === ipAddress
      : loop.userAgent === userAgent,
  );
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
    .take(2 * MAX_NEARBY);
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
