import type { Doc } from "../tables/dataModel";
import type { QueryCtx } from "../tables/server";
import type { Actor } from "./roles";
import { appError } from "../lib/errors";
import { isImpersonated, requireIdentity } from "./identity";
import { userByWorkosId } from "../users/find";
import { allows, type Role } from "./roles";
import { displayName } from "../users/row";

/** The operator row of a WorkOS user id, if there is one; that of a removed operator, too. */
export async function operatorRow(
  ctx: Pick<QueryCtx, "db">,
  workosId: string,
): Promise<Doc<"operators"> | null> {
  return await ctx.db
    .query("operators")
    .withIndex("by_workos_id", (q) => q.eq("workosId", workosId))
    .unique();
}

/** The operator a WorkOS user id belongs to, if it does: nobody who was removed. */
export async function operatorByWorkosId(
  ctx: Pick<QueryCtx, "db">,
  workosId: string,
): Promise<Doc<"operators"> | null> {
  const row = await operatorRow(ctx, workosId);
  return row?.removed === undefined ? row : null;
}

/**
 * Authenticates and authorises the caller. Reads the operator row each time, so that a change of
 * role counts from the next call, whatever the token says.
 * @throws `not_signed_in`, `not_operator` or `role_missing`
 */
export async function requireOperator(
  ctx: Pick<QueryCtx, "auth" | "db">,
  required: Role,
): Promise<Actor> {
  const identity = await requireIdentity(ctx);
  if (isImpersonated(identity)) {
    throw appError(
      "not_operator",
      "Impersonated sessions cannot use the console: sign in yourself.",
    );
  }
  const operator = await operatorByWorkosId(ctx, identity.subject);
  const user = await userByWorkosId(ctx, identity.subject);
  if (operator === null || user?.deletedAt !== undefined) {
    throw appError(
      "not_operator",
      "You are not an operator. An admin can make you one in Settings.",
    );
  }
  if (!allows(operator.role, required)) {
    console.warn("role_missing", { workosId: identity.subject, held: operator.role, required });
    throw appError(
      "role_missing",
      `This needs the role "${required}"; yours is "${operator.role}". An admin can change it in Settings.`,
    );
  }
  return {
    workosId: operator.workosId,
    role: operator.role,
    name: user === null ? null : displayName(user),
    email: user?.email ?? null,
  };
}
