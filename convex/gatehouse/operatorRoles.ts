import { v } from "convex/values";
import type { Doc } from "./tables/dataModel";
import type { MutationCtx, QueryCtx } from "./tables/server";
import { appError } from "./lib/errors";
import { operatorMutation, operatorQuery } from "./functions";
import { userByWorkosId } from "./users/find";
import { operatorByWorkosId } from "./operators/access";
import { role } from "./tables/operators";
import { displayName } from "./users/row";

/** More operators than a console page should show; far above any team. */
const MAX_OPERATORS = 500;

const text = v.union(v.string(), v.null());

/** Everybody who may use the console, oldest first. */
export const list = operatorQuery({
  role: "auditor",
  args: {},
  returns: v.array(
    v.object({ workosId: v.string(), role, name: text, email: text, createdAt: v.number() }),
  ),
  handler: async (ctx) => {
    const operators = await ctx.db.query("operators").take(MAX_OPERATORS);
    return await Promise.all(operators.map((operator) => describe(ctx, operator)));
  },
});

/**
 * Gives somebody a role in the console, changes it, or takes it away (`null`), on record. Admins
 * cannot change their own, so that there is always one left.
 * @param email the verified address of a user who has signed in to the app
 * @throws `not_found` or `invalid_input`, saying what to do
 */
export const setRole = operatorMutation({
  role: "admin",
  args: { email: v.string(), role: v.union(role, v.null()) },
  returns: v.null(),
  handler: async (ctx, { email, role: wanted }) => {
    const user = await verifiedUser(ctx, email);
    if (user.workosId === ctx.operator.workosId) {
      throw appError("invalid_input", "You cannot change your own role: ask another admin.");
    }
    const current = await operatorByWorkosId(ctx, user.workosId);
    if ((current?.role ?? null) === wanted) return null;
    await write(ctx, user.workosId, current, wanted);
    await ctx.audit({
      action: wanted === null ? "operator.remove" : "operator.role.set",
      targetType: "operator",
      targetId: user.workosId,
      targetLabel: user.email ?? null,
      before: current?.role ?? null,
      after: wanted,
    });
    return null;
  },
});

type Role = Doc<"operators">["role"];
type Writer = Pick<MutationCtx, "db"> & { operator: { workosId: string } };

async function write(
  ctx: Writer,
  workosId: string,
  current: Doc<"operators"> | null,
  wanted: Role | null,
): Promise<void> {
  if (wanted === null) {
    if (current !== null) await ctx.db.delete("operators", current._id);
    return;
  }
  const grantedBy = ctx.operator.workosId;
  if (current !== null) {
    await ctx.db.patch("operators", current._id, { role: wanted, grantedBy });
    return;
  }
  await ctx.db.insert("operators", { workosId, role: wanted, createdAt: Date.now(), grantedBy });
}

async function verifiedUser(ctx: Pick<QueryCtx, "db">, email: string): Promise<Doc<"users">> {
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

async function describe(ctx: Pick<QueryCtx, "db">, operator: Doc<"operators">) {
  const user = await userByWorkosId(ctx, operator.workosId);
  return {
    workosId: operator.workosId,
    role: operator.role,
    name: user === null ? null : displayName(user),
    email: user?.email ?? null,
    createdAt: operator.createdAt,
  };
}
