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

type Row = Doc<"signIns">;

/** Of a longer episode, so many sign-ins are looked at in either direction. */
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
  const nearby = await nearbySignIns(ctx, userId, at);
  const mayLoop = nearby.length >= LOOP_SIGN_INS;
  if (mayLoop) await refresh(ctx, userId, nearby);
  const previous = await previousLoop(ctx, userId, signIn, nearby[0]?.at ?? at);
  if (previous !== undefined && (mayLoop || !previous.resolved)) {
    await refresh(ctx, userId, await nearbySignIns(ctx, userId, previous.startedAt));
  }
}

/** The sign-ins that a loop at this moment can be judged by, oldest first. */
async function nearbySignIns(ctx: MutationCtx, userId: string, at: number): Promise<Row[]> {
  const closest = await ctx.db
    .query("signIns")
    .withIndex("by_workos_user_at", (q) =>
      q
        .eq("workosUserId", userId)
        .gte("at", at - LOOP_NEARBY_MS)
        .lte("at", at + LOOP_NEARBY_MS),
    )
    .take(2);
  if (closest.length < 2) return closest;
  const before = await follow(ctx, userId, at, "desc");
  return [...before.reverse(), ...(await follow(ctx, userId, at, "asc"))];
}

/** Follows sign-ins from a moment, itself included on the way back, until one is too far apart. */
async function follow(
  ctx: MutationCtx,
  userId: string,
  at: number,
  order: "asc" | "desc",
): Promise<Row[]> {
  const beyond = ctx.db
    .query("signIns")
    .withIndex("by_workos_user_at", (q) => {
      const own = q.eq("workosUserId", userId);
      return order === "asc" ? own.gt("at", at) : own.lte("at", at);
    })
    .order(order);
  const nearby: Row[] = [];
  for await (const signIn of beyond) {
    const last = nearby.at(-1)?.at ?? at;
    if (nearby.length === MAX_NEARBY || Math.abs(signIn.at - last) > LOOP_NEARBY_MS) break;
    nearby.push(signIn);
  }
  return nearby;
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

/** Detects the loops among nearby sign-ins anew, and makes the stored ones equal. */
async function refresh(ctx: MutationCtx, userId: string, nearby: readonly Row[]): Promise<void> {
  const [from, to] = [nearby[0]?.at ?? 0, nearby.at(-1)?.at ?? 0];
  const points = [...nearby, ...(await signInsAfter(ctx, userId, to))]
    .filter(({ outcome }) => outcome === "succeeded")
    .map((row) => toPoint(row, userId));
  const found = detectLoops(points, await optionsOf(ctx)).filter(
    ({ startedAt }) => startedAt <= to,
  );
  const stored = await ctx.db
    .query("loginLoops")
    .withIndex("by_workos_user_started_at", (q) =>
      q.eq("workosUserId", userId).gte("startedAt", from).lte("startedAt", to),
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

async function signInsAfter(ctx: MutationCtx, userId: string, at: number): Promise<Row[]> {
  return await ctx.db
    .query("signIns")
    .withIndex("by_workos_user_at", (q) => q.eq("workosUserId", userId).gt("at", at))
    .take(SIGN_INS_AFTER);
}

function toPoint(row: Row, userId: string): SignInPoint {
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
