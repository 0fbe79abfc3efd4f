import { v } from "convex/values";
import type { Doc } from "./tables/dataModel";
import type { MutationCtx, QueryCtx } from "./tables/server";
import { appError } from "./lib/errors";
import { operatorMutation, operatorQuery } from "./functions";
import { userByWorkosId } from "./users/find";
import { operatorRow } from "./operators/access";
import { role } from "./tables/operators";
import { displayName } from "./users/row";

/** More operators, removed ones too, than a console page should show; far above any team. */
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
    const rows = await ctx.db.query("operators").take(MAX_OPERATORS);
    const operators = rows.filter(({ removed }) => removed === undefined);
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
    const row = await operatorRow(ctx, user.workosId);
    const held = row === null || row.removed !== undefined ? null : row.role;
    if (held === wanted) return null;
    await write(ctx, user.workosId, row, wanted);
    await ctx.audit({
      action: wanted === null ? "operator.remove" : "operator.role.set",
      targetType: "operator",
      targetId: user.workosId,
      targetLabel: user.email ?? null,
      before: held,
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
  row: Doc<"operators"> | null,
  wanted: Role | null,
): Promise<void> {
  const by = ctx.operator.workosId;
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
