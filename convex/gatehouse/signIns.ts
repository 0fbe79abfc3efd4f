import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v, type Infer } from "convex/values";
import { nullable } from "convex-helpers/validators";
import type { Doc } from "./tables/dataModel";
import type { QueryCtx } from "./tables/server";
import { operatorQuery } from "./functions";
import { listSignIns, signInFilter, signInRow, toSignInRow } from "./signIns/listing";

const DEFAULT_SIGN_INS = 20;
const MAX_SIGN_INS = 100;

const time = nullable(v.number());

/** A sign-in as its user's page shows it, with what became of the session. */
const userSignIn = v.object({ ...signInRow.fields, endedAt: time, expiresAt: time });

/** Sign-ins, completed and failed, newest first. */
export const list = operatorQuery({
  role: "auditor",
  args: { paginationOpts: paginationOptsValidator, filter: signInFilter },
  returns: paginationResultValidator(signInRow),
  handler: async (ctx, { paginationOpts, filter }) =>
    await listSignIns(ctx, filter, paginationOpts),
});

/** The newest sign-ins of one user, by WorkOS id; at most `limit` (20 unless said, 100 at most). */
export const forUser = operatorQuery({
  role: "auditor",
  args: { userId: v.string(), limit: v.optional(v.number()) },
  returns: v.array(userSignIn),
  handler: async (ctx, { userId, limit = DEFAULT_SIGN_INS }) => {
    const rows = await ctx.db
      .query("signIns")
      .withIndex("by_workos_user_at", (q) => q.eq("workosUserId", userId))
      .order("desc")
      .take(Math.min(Math.max(1, Math.trunc(limit)), MAX_SIGN_INS));
    return await Promise.all(rows.map(async (row) => await withSession(ctx, row)));
  },
});

async function withSession(ctx: QueryCtx, row: Doc<"signIns">): Promise<Infer<typeof userSignIn>> {
  const { sessionId, expiresAt = null } = row;
  const end =
    sessionId === undefined
      ? null
      : await ctx.db
          .query("sessionEnds")
          .withIndex("by_session_id", (q) => q.eq("sessionId", sessionId))
          .unique();
  return { ...toSignInRow(row, undefined), endedAt: end?.endedAt ?? null, expiresAt };
}
