import { deviceOf, LOOP_SIGN_INS } from "../../../webhooks/loopRhythm";
import type { LoopEpisode } from "../../../webhooks/loopEpisode";
import { detectLoops, isResolved, type LoopOptions } from "../../../webhooks/loops";
import type { LoopView } from "../../../webhooks/loopView";
import type { SignIn } from "../../../webhooks/signIns";
import type { Doc } from "../tables/dataModel";
import type { MutationCtx } from "../tables/server";
import { usesThisWorkos } from "../environments/record";
import { nearbySignIns, pointOf, signInsAfter, type Nearby } from "./nearby";

type Loop = Doc<"loginLoops">;

/** A person loops on one device at a time; more than a few at once do not happen. */
const MAX_LATEST = 4;

const MAX_REPLACED = 50;

/**
 * Keeps the episodes of login loops in step with a sign-in that was just recorded. While all of an
 * episode is looked at, what is stored depends on the recorded sign-ins alone, not on their order
 * or on repetitions. A longer one grows from what is stored; it stays what it was judged to be.
 */
export async function noteLoops(ctx: MutationCtx, eventId: string, signIn: SignIn): Promise<void> {
  const { userId, at } = signIn;
  if (signIn.outcome !== "succeeded" || userId === null) return;
  const nearby = await nearbySignIns(ctx, userId, at);
  const from = nearby.rows[0]?.at ?? at;
  const earlier = await loopsBefore(ctx, userId, from);
  const mayLoop = nearby.rows.length >= LOOP_SIGN_INS;
  if (mayLoop) {
    const reachingIn = earlier.filter(({ endedAt }) => endedAt >= from);
    await refresh(ctx, userId, { ...nearby, reachingIn, eventId });
  }
  const previous = earlier.find((loop) => loop.endedAt < from && isSameDevice(loop, signIn));
  if (previous !== undefined && (mayLoop || !previous.resolved)) await settle(ctx, previous);
}

/** The latest loops that began before a moment: this sign-in may go on with one, or resolve it. */
async function loopsBefore(ctx: MutationCtx, userId: string, before: number): Promise<Loop[]> {
  return await ctx.db
    .query("loginLoops")
    .withIndex("by_workos_user_started_at", (q) =>
      q.eq("workosUserId", userId).lt("startedAt", before),
    )
    .order("desc")
    .take(MAX_LATEST);
}

const isSameDevice = (loop: Loop, { userAgent, ipAddress }: SignIn): boolean =>
  deviceOf(loop) === deviceOf({ userAgent, ip: ipAddress });

/** Looks anew at how a loop ended. */
async function settle(ctx: MutationCtx, loop: Loop): Promise<void> {
  const after = await signInsAfter(ctx, loop.workosUserId, loop.endedAt);
  const resolved = isResolved(loop, succeeded(after).map(pointOf));
  if (resolved !== loop.resolved) await ctx.db.patch("loginLoops", loop._id, { resolved });
}

interface Around extends Nearby {
  /** Loops that began before what is looked at, and are not over there. */
  reachingIn: Loop[];
  /** The event just recorded, whose sign-in no loop counts yet. */
  eventId: string;
}

/** Detects the loops among nearby sign-ins anew, and makes the stored ones equal. */
async function refresh(ctx: MutationCtx, userId: string, around: Around): Promise<void> {
  const { rows, isCutBefore, isCutAfter, reachingIn, eventId } = around;
  const [from, to] = [rows[0]?.at ?? 0, rows.at(-1)?.at ?? 0];
  const after = isCutAfter ? [] : await signInsAfter(ctx, userId, to);
  const stored = [...reachingIn, ...(await loopsWithin(ctx, userId, from, to))];
  const signIns = succeeded([...rows, ...after]);
  const points = signIns.map(pointOf);
  const added = points[signIns.findIndex((row) => row.eventId === eventId)];
  const isCut = isCutBefore || isCutAfter;
  const view: LoopView | null =
    added === undefined || !isCut
      ? null
      : {
          cutBeforeAt: isCutBefore ? from : null,
          cutAfterAt: isCutAfter ? to : null,
          known: stored.map(toEpisode),
          added,
        };
  const found = detectLoops(points, await optionsOf(ctx), view).filter(
    ({ startedAt }) => startedAt <= to,
  );
  await replaceLoops(ctx, stored, found);
}

const succeeded = (rows: readonly Doc<"signIns">[]): Doc<"signIns">[] =>
  rows.filter(({ outcome }) => outcome === "succeeded");

const toEpisode = ({
  _id: _,
  _creationTime: __,
  workosUserId: userId,
  ...loop
}: Loop): LoopEpisode => ({ userId, ...loop });

async function loopsWithin(
  ctx: MutationCtx,
  userId: string,
  from: number,
  to: number,
): Promise<Loop[]> {
  return await ctx.db
    .query("loginLoops")
    .withIndex("by_workos_user_started_at", (q) =>
      q.eq("workosUserId", userId).gte("startedAt", from).lte("startedAt", to),
    )
    .take(MAX_REPLACED);
}

async function replaceLoops(
  ctx: MutationCtx,
  stored: readonly Loop[],
  found: readonly LoopEpisode[],
): Promise<void> {
  for (const [index, { userId: workosUserId, ...episode }] of found.entries()) {
    const row = stored[index];
    const next = { workosUserId, ...episode };
    if (row === undefined) await ctx.db.insert("loginLoops", next);
    else await ctx.db.replace("loginLoops", row._id, next);
  }
  for (const { _id } of stored.slice(found.length)) await ctx.db.delete("loginLoops", _id);
}

async function optionsOf(ctx: MutationCtx): Promise<LoopOptions> {
  for await (const environment of ctx.db.query("environments")) {
    if (usesThisWorkos(environment)) return { authMode: environment.authMode };
  }
  return {};
}
