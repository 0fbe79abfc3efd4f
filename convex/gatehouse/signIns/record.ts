import type { SessionEnd, SignIn } from "../../../webhooks/signIns";
import type { MutationCtx } from "../tables/server";
import { defined } from "../lib/defined";
import { noteLoops } from "./loops";
import { countSignIn, type Neighbours } from "../metrics/rollUps";
import { DAY_IN_MS, startOf } from "../lib/utc";

/**
 * Records a sign-in and adds it to the roll-ups, once per event: a replayed event changes nothing.
 * @returns whether it was new
 */
export async function recordSignIn(
  ctx: MutationCtx,
  eventId: string,
  signIn: SignIn,
): Promise<boolean> {
  const known = await ctx.db
    .query("signIns")
    .withIndex("by_event_id", (q) => q.eq("eventId", eventId))
    .unique();
  if (known !== null) return false;
  await ctx.db.insert("signIns", toRow(eventId, signIn));
  const { outcome, userId, at } = signIn;
  const isCompleted = outcome === "succeeded" && userId !== null;
  const firstOfDay = isCompleted ? await addToUserDay(ctx, userId, at) : null;
  await countSignIn(ctx, eventId, signIn, firstOfDay);
  await noteLoops(ctx, eventId, signIn);
  return true;
}

/**
 * Records that a session was ended, whether or not its beginning is known yet.
 * @returns whether it was new
 */
export async function recordSessionEnd(
  ctx: MutationCtx,
  { sessionId, endedAt }: SessionEnd,
): Promise<boolean> {
  const known = await ctx.db
    .query("sessionEnds")
    .withIndex("by_session_id", (q) => q.eq("sessionId", sessionId))
    .unique();
  if (known === null) await ctx.db.insert("sessionEnds", { sessionId, endedAt });
  return known === null;
}

function toRow(eventId: string, { userId, ...signIn }: SignIn) {
  return defined({
    eventId,
    at: signIn.at,
    outcome: signIn.outcome,
    method: signIn.method,
    workosUserId: userId ?? undefined,
    email: signIn.email ?? undefined,
    sessionId: signIn.sessionId ?? undefined,
    expiresAt: signIn.expiresAt ?? undefined,
    organizationId: signIn.organizationId ?? undefined,
    ipAddress: signIn.ipAddress ?? undefined,
    userAgent: signIn.userAgent ?? undefined,
    errorCode: signIn.errorCode ?? undefined,
    errorMessage: signIn.errorMessage ?? undefined,
  });
}

/** Notes a completed sign-in; the user's neighbouring days if it is the first of its day. */
async function addToUserDay(
  ctx: MutationCtx,
  workosUserId: string,
  at: number,
): Promise<Neighbours | null> {
  const dayAt = startOf(DAY_IN_MS, at);
  const row = await ctx.db
    .query("userDays")
    .withIndex("by_user_day", (q) => q.eq("workosUserId", workosUserId).eq("dayAt", dayAt))
    .unique();
  if (row === null) {
    await ctx.db.insert("userDays", { dayAt, workosUserId, firstAt: at, lastAt: at, signIns: 1 });
    return await neighbours(ctx, workosUserId, dayAt);
  }
  const firstAt = Math.min(row.firstAt, at);
  const lastAt = Math.max(row.lastAt, at);
  await ctx.db.patch("userDays", row._id, { firstAt, lastAt, signIns: row.signIns + 1 });
  return null;
}

/** The user's active days nearest to a day, before and after it. */
async function neighbours(
  ctx: MutationCtx,
  workosUserId: string,
  dayAt: number,
): Promise<Neighbours> {
  const previous = await ctx.db
    .query("userDays")
    .withIndex("by_user_day", (q) => q.eq("workosUserId", workosUserId).lt("dayAt", dayAt))
    .order("desc")
    .first();
  const next = await ctx.db
    .query("userDays")
    .withIndex("by_user_day", (q) => q.eq("workosUserId", workosUserId).gt("dayAt", dayAt))
    .first();
  return { previousAt: previous?.dayAt ?? null, nextAt: next?.dayAt ?? null };
}
