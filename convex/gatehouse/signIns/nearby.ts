import type { SignInPoint } from "../../../webhooks/loopEpisode";
import { LOOP_NEARBY_MS } from "../../../webhooks/loops";
import type { Doc } from "../tables/dataModel";
import type { MutationCtx } from "../tables/server";

type Row = Doc<"signIns">;

/** Of a longer loop, so many sign-ins are looked at in either direction: each event reads as much. */
const MAX_NEARBY = 24;

/** So many sign-ins after a loop tell whether it ended well. */
const SIGN_INS_AFTER = 24;

/** Sign-ins of one person, close together. */
export interface Nearby {
  /** Oldest first. */
  rows: Row[];
  /** Whether more lie close before or behind those that are looked at. */
  isCutBefore: boolean;
  isCutAfter: boolean;
}

/** The sign-ins that a loop at this moment can be judged by, as far as they are looked at. */
export async function nearbySignIns(ctx: MutationCtx, userId: string, at: number): Promise<Nearby> {
  const closest = await ctx.db
    .query("signIns")
    .withIndex("by_workos_user_at", (q) =>
      q
        .eq("workosUserId", userId)
        .gte("at", at - LOOP_NEARBY_MS)
        .lte("at", at + LOOP_NEARBY_MS),
    )
    .take(2);
  if (closest.length < 2) return { rows: closest, isCutBefore: false, isCutAfter: false };
  const before = await follow(ctx, userId, at, "desc");
  const after = await follow(ctx, userId, at, "asc");
  const rows = [...before.rows.reverse(), ...after.rows];
  return { rows, isCutBefore: before.isCut, isCutAfter: after.isCut };
}

/** Follows sign-ins from a moment, itself included on the way back, until one is too far apart. */
async function follow(
  ctx: MutationCtx,
  userId: string,
  at: number,
  order: "asc" | "desc",
): Promise<{ rows: Row[]; isCut: boolean }> {
  const beyond = ctx.db
    .query("signIns")
    .withIndex("by_workos_user_at", (q) => {
      const own = q.eq("workosUserId", userId);
      return order === "asc" ? own.gt("at", at) : own.lte("at", at);
    })
    .order(order);
  const rows: Row[] = [];
  for await (const signIn of beyond) {
    const last = rows.at(-1)?.at ?? at;
    if (Math.abs(signIn.at - last) > LOOP_NEARBY_MS) break;
    if (rows.length === MAX_NEARBY) return { rows, isCut: true };
    rows.push(signIn);
  }
  return { rows, isCut: false };
}

/** The first sign-ins of a person after a moment (epoch ms). */
export async function signInsAfter(ctx: MutationCtx, userId: string, at: number): Promise<Row[]> {
  return await ctx.db
    .query("signIns")
    .withIndex("by_workos_user_at", (q) => q.eq("workosUserId", userId).gt("at", at))
    .take(SIGN_INS_AFTER);
}

/** A recorded sign-in as the detector needs it. */
export function pointOf(row: Row): SignInPoint {
  const { at, method, workosUserId, ipAddress, userAgent, sessionId } = row;
  return {
    ...{ userId: workosUserId ?? "", at, method },
    ...(ipAddress === undefined ? {} : { ip: ipAddress }),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(sessionId === undefined ? {} : { sessionId }),
  };
}
