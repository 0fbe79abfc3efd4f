import type { QueryCtx } from "../tables/server";
import { comparisonGaps } from "./comparisonGaps";
import type { EvidenceFacts } from "../diagnostics/evidence";
import { NAMED } from "../diagnostics/judge/words";
import { DAY_IN_MS } from "../lib/utc";
import { statusOf } from "../users/row";

/** So many of the latest sign-ins are compared with the users table. */
const COMPARED_SIGN_INS = 500;

const COMPARED_DAYS = 30;

/** Counting stops here; more would say the same. */
const MAX_COUNTED = 100;

/** So many of a person's sign-ins are looked through for an address. */
const LOOKED_THROUGH = 20;

/** How long a profile may take before it is worth a word. */
const PENDING_TOO_LONG_MS = 2 * 60_000;

type Gaps = EvidenceFacts["provisioningGaps"];

/**
 * Where WorkOS and the users table disagree. Bounded: the latest sign-ins of a month, the first
 * hundred of each kind of odd row, and the last comparison of all users.
 * @param now epoch milliseconds.
 */
export async function provisioningGaps(ctx: QueryCtx, now: number): Promise<Gaps> {
  return {
    ...(await comparedWithSignIns(ctx, now)),
    rowsWithoutEmail: await rowsWithoutEmail(ctx),
    rowsPendingTooLong: await rowsPendingTooLong(ctx, now),
    ...(await comparisonGaps(ctx)),
  };
}

async function comparedWithSignIns(
  ctx: QueryCtx,
  now: number,
): Promise<Pick<Gaps, "signedInWithoutRow" | "duplicatedIds">> {
  const signedInWithoutRow: Gaps["signedInWithoutRow"] = [];
  const duplicatedIds: string[] = [];
  for (const [workosId, lastSignInAt] of await latestSignIns(ctx, now)) {
    const rows = await ctx.db
      .query("users")
      .withIndex("gatehouse_by_workos_id", (q) => q.eq("workosId", workosId))
      .take(2);
    if (rows.length === 0) {
      const email = signedInWithoutRow.length < NAMED ? await emailOf(ctx, workosId) : null;
      signedInWithoutRow.push({ workosId, email, lastSignInAt });
    }
    if (rows.length > 1) duplicatedIds.push(workosId);
  }
  return { signedInWithoutRow, duplicatedIds };
}

/** Completed sign-ins carry no address; a refused one before them usually does. */
async function emailOf(ctx: QueryCtx, workosId: string): Promise<string | null> {
  const rows = await ctx.db
    .query("signIns")
    .withIndex("by_workos_user_at", (q) => q.eq("workosUserId", workosId))
    .order("desc")
    .take(LOOKED_THROUGH);
  return rows.find(({ email }) => email !== undefined)?.email ?? null;
}

async function latestSignIns(ctx: QueryCtx, now: number): Promise<Map<string, number>> {
  const rows = await ctx.db
    .query("signIns")
    .withIndex("by_outcome_at", (q) =>
      q.eq("outcome", "succeeded").gt("at", now - COMPARED_DAYS * DAY_IN_MS),
    )
    .order("desc")
    .take(COMPARED_SIGN_INS);
  const latest = new Map<string, number>();
  for (const { workosUserId, at } of rows) {
    if (workosUserId !== undefined && !latest.has(workosUserId)) latest.set(workosUserId, at);
  }
  return latest;
}

async function rowsWithoutEmail(ctx: QueryCtx): Promise<number> {
  const rows = await ctx.db
    .query("users")
    .withIndex("gatehouse_by_email", (q) => q.eq("email", undefined))
    .take(MAX_COUNTED);
  return rows.filter((row) => statusOf(row) === "active").length;
}

async function rowsPendingTooLong(ctx: QueryCtx, now: number): Promise<number> {
  const rows = await ctx.db
    .query("users")
    .withIndex("gatehouse_by_status_created_at", (q) =>
      q.eq("status", "pending").lt("createdAt", now - PENDING_TOO_LONG_MS),
    )
    .take(MAX_COUNTED);
  return rows.length;
}
