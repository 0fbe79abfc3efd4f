import type { UserIdentity } from "convex/server";
import type { QueryCtx } from "../tables/server";
import { appError } from "../lib/errors";

/** The claim WorkOS sets when an operator of the WorkOS dashboard acts as this user. */
const IMPERSONATOR_CLAIM = "act.sub";

/** The caller's verified token, or the error `not_signed_in`. */
export async function requireIdentity(ctx: Pick<QueryCtx, "auth">): Promise<UserIdentity> {
  const identity = await ctx.auth.getUserIdentity();
  if (identity === null) {
    throw appError("not_signed_in", "You are not signed in, or your session ended: sign in again.");
  }
  return identity;
}

/** Whether the session belongs to someone impersonating the user. */
export function isImpersonated(identity: UserIdentity): boolean {
  return identity[IMPERSONATOR_CLAIM] !== undefined;
}
