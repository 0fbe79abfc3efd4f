import { appError } from "../lib/errors";
import type { Doc } from "../tables/dataModel";
import type { MutationCtx, QueryCtx } from "../tables/server";
import { userByWorkosId } from "../users/find";
import { displayName } from "../users/row";
import { operatorRow } from "./access";
import type { Role } from "./roles";

/**
 * Gives a user a role, or takes it away (`null`): then the row stays, marked, so that
 * GATEHOUSE_ADMINS does not let them in again.
 * @param by the WorkOS id of the admin who does it
 */
export async function appoint(
  ctx: Pick<MutationCtx, "db">,
  workosId: string,
  wanted: Role | null,
  by: string,
): Promise<void> {
  const row = await operatorRow(ctx, workosId);
  if (row === null) {
    if (wanted === null) return;
    const role = { role: wanted, createdAt: Date.now(), grantedBy: by };
    await ctx.db.insert("operators", { workosId, ...role });
    return;
  }
  const change =
    wanted === null
      ? { removed: { at: Date.now(), by } }
      : { role: wanted, grantedBy: by, removed: undefined };
  await ctx.db.patch("operators", row._id, change);
}

/**
 * The user with an address that WorkOS has verified.
 * @throws `not_found` or `invalid_input`, saying what to do
 */
export async function verifiedUser(
  ctx: Pick<QueryCtx, "db">,
  email: string,
): Promise<Doc<"users">> {
  const address = email.trim().toLowerCase();
  const users = await ctx.db
    .query("users")
    .withIndex("gatehouse_by_email", (q) => q.eq("email", address))
    .take(10);
  const user = users.find(({ deletedAt }) => deletedAt === undefined);
  if (user === undefined) {
    throw appError(
      "not_found",
      `Nobody here has the address "${address}". Ask them to sign in to the app once, then try again.`,
    );
  }
  // Only an address WorkOS has verified proves who someone is.
  if (user.emailVerified !== true) {
    throw appError(
      "invalid_input",
      `WorkOS has not verified ${address} yet. Ask them to verify it by signing in, then try again.`,
    );
  }
  return user;
}

/** An operator as the settings page lists them. */
export async function describeOperator(ctx: Pick<QueryCtx, "db">, operator: Doc<"operators">) {
  const user = await userByWorkosId(ctx, operator.workosId);
  return {
    workosId: operator.workosId,
    role: operator.role,
    name: user === null ? null : displayName(user),
    email: user?.email ?? null,
    createdAt: operator.createdAt,
  };
}
