import { v, type Infer } from "convex/values";
import type { Doc } from "./tables/dataModel";
import { internalQuery, mutation, query, type QueryCtx } from "./tables/server";
import { appendAudit } from "./audit/append";
import { adminEmails } from "./env/read";
import { isImpersonated } from "./operators/identity";
import { userByWorkosId } from "./users/find";
import { operatorByWorkosId, operatorRow, requireOperator } from "./operators/access";
import { role } from "./tables/operators";
import { displayName, statusOf } from "./users/row";

const text = v.union(v.string(), v.null());

const viewerValidator = v.union(
  v.object({ status: v.literal("signedOut") }),
  v.object({
    status: v.literal("notOperator"),
    workosId: v.string(),
    email: text,
    reason: v.union(
      v.literal("unknown"),
      v.literal("pendingProfile"),
      v.literal("unverifiedEmail"),
      v.literal("notListed"),
      v.literal("removed"),
    ),
    adminsConfigured: v.boolean(),
  }),
  v.object({
    status: v.literal("operator"),
    operatorId: v.id("operators"),
    role,
    workosId: v.string(),
    email: text,
    name: text,
    avatarUrl: text,
  }),
);
type Viewer = Infer<typeof viewerValidator>;
type Refusal = Extract<Viewer, { status: "notOperator" }>["reason"];

/**
 * Why a person is not an operator, or null when GATEHOUSE_ADMINS makes them one. The list does not
 * make an operator of somebody again whom an admin has removed.
 */
export async function refusal(ctx: QueryCtx, user: Doc<"users"> | null): Promise<Refusal | null> {
  if (user === null || statusOf(user) === "deleted") return "unknown";
  if ((await operatorRow(ctx, user.workosId))?.removed !== undefined) return "removed";
  if (user.email === undefined || statusOf(user) === "pending") return "pendingProfile";
  // Only an address WorkOS has verified proves who someone is.
  if (user.emailVerified !== true) return "unverifiedEmail";
  return adminEmails().includes(user.email.toLowerCase()) ? null : "notListed";
}

async function describeViewer(ctx: QueryCtx): Promise<Viewer> {
  const identity = await ctx.auth.getUserIdentity();
  if (identity === null) return { status: "signedOut" };
  const workosId = identity.subject;
  const user = await userByWorkosId(ctx, workosId);
  const operator = isImpersonated(identity) ? null : await operatorByWorkosId(ctx, workosId);
  const email = user?.email ?? null;
  if (operator === null || user?.deletedAt !== undefined) {
    // Listed but not yet entered: `operators:enter` is about to run.
    const reason = (await refusal(ctx, user)) ?? "pendingProfile";
    const adminsConfigured = adminEmails().length > 0;
    return { status: "notOperator", workosId, email, reason, adminsConfigured };
  }
  const name = user === null ? null : displayName(user);
  const avatarUrl = user?.avatarUrl ?? null;
  const { _id: operatorId, role } = operator;
  return { status: "operator", operatorId, role, workosId, email, name, avatarUrl };
}

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

/** Lets an operator's action check its caller; throws like every console function. */
export const authorize = internalQuery({
  args: { role },
  returns: v.object({ workosId: v.string(), role, name: text, email: text }),
  handler: async (ctx, { role: required }) => await requireOperator(ctx, required),
});
