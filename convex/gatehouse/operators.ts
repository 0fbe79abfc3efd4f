import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { appendAudit } from "./audit/append";
import { operatorMutation, operatorQuery } from "./functions";
import { appError } from "./lib/errors";
import { operatorByWorkosId, requireOperator } from "./operators/access";
import { appoint, describeOperator, verifiedUser } from "./operators/appointments";
import { describeViewer, refusal, viewerValidator } from "./operators/entry";
import { isImpersonated } from "./operators/identity";
import { role } from "./tables/operators";
import { internalQuery, mutation, query } from "./tables/server";
import { userByWorkosId } from "./users/find";
import { displayName } from "./users/row";

/** More operators, removed ones too, than a console page should show; far above any team. */
const MAX_OPERATORS = 500;

const text = nullable(v.string());

/** Who is looking at the console. */
export const viewer = query({
  args: {},
  returns: viewerValidator,
  handler: describeViewer,
});

/**
 * Called once after sign-in. Makes the caller an admin when GATEHOUSE_ADMINS lists their verified
 * address; the list is for the first admins, an operator's row counts from then on.
 */
export const enter = mutation({
  args: {},
  returns: viewerValidator,
  handler: async (ctx) => {
    const identity = await ctx.auth.getUserIdentity();
    if (identity === null || isImpersonated(identity)) return await describeViewer(ctx);
    const workosId = identity.subject;
    const user = await userByWorkosId(ctx, workosId);
    const known = await operatorByWorkosId(ctx, workosId);
    const isLetIn = known === null && user !== null && (await refusal(ctx, user)) === null;
    if (!isLetIn) return await describeViewer(ctx);
    const role = "admin";
    const grantedBy = "GATEHOUSE_ADMINS";
    await ctx.db.insert("operators", { workosId, role, createdAt: Date.now(), grantedBy });
    const email = user.email ?? null;
    await appendAudit(
      ctx,
      { workosId, role, name: displayName(user), email },
      {
        action: "operator.enter",
        targetType: "operator",
        targetId: workosId,
        targetLabel: email,
        after: role,
        reason: "Listed in GATEHOUSE_ADMINS",
      },
    );
    return await describeViewer(ctx);
  },
});

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
    return await Promise.all(operators.map((operator) => describeOperator(ctx, operator)));
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
  args: { email: v.string(), role: nullable(role) },
  returns: v.null(),
  handler: async (ctx, { email, role: wanted }) => {
    const user = await verifiedUser(ctx, email);
    if (user.workosId === ctx.operator.workosId) {
      throw appError("invalid_input", "You cannot change your own role: ask another admin.");
    }
    const held = (await operatorByWorkosId(ctx, user.workosId))?.role ?? null;
    if (held === wanted) return null;
    await appoint(ctx, user.workosId, wanted, ctx.operator.workosId);
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

/** Lets an operator's action check its caller; throws like every console function. */
export const authorize = internalQuery({
  args: { role },
  returns: v.object({ workosId: v.string(), role, name: text, email: text }),
  handler: async (ctx, { role: required }) => await requireOperator(ctx, required),
});
