import { v, type Infer } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { adminEmails } from "../env/read";
import type { Doc } from "../tables/dataModel";
import { role } from "../tables/operators";
import type { QueryCtx } from "../tables/server";
import { userByWorkosId } from "../users/find";
import { displayName, isProfileKnown, statusOf } from "../users/row";
import { operatorByWorkosId, operatorRow } from "./access";
import { isImpersonated } from "./identity";

const text = nullable(v.string());

/** Who is looking at the console, or why they may not. */
export const viewerValidator = v.union(
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
      // Listed: `operators:enter` is about to let them in.
      v.literal("notEntered"),
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
type Refusal = Exclude<Extract<Viewer, { status: "notOperator" }>["reason"], "notEntered">;

/**
 * Why a person is not an operator, or null when GATEHOUSE_ADMINS makes them one. The list does not
 * make an operator of somebody again whom an admin has removed.
 */
export async function refusal(ctx: QueryCtx, user: Doc<"users"> | null): Promise<Refusal | null> {
  if (user === null || statusOf(user) === "deleted") return "unknown";
  if ((await operatorRow(ctx, user.workosId))?.removed !== undefined) return "removed";
  if (user.email === undefined || statusOf(user) === "pending") return "pendingProfile";
  // Only an address WorkOS has verified proves who someone is.
  if (user.emailVerified === undefined && !isProfileKnown(user)) return "pendingProfile";
  if (user.emailVerified !== true) return "unverifiedEmail";
  return adminEmails().includes(user.email.toLowerCase()) ? null : "notListed";
}

/** Describes the caller as the console shows them. */
export async function describeViewer(ctx: QueryCtx): Promise<Viewer> {
  const identity = await ctx.auth.getUserIdentity();
  if (identity === null) return { status: "signedOut" };
  const workosId = identity.subject;
  const user = await userByWorkosId(ctx, workosId);
  const operator = isImpersonated(identity) ? null : await operatorByWorkosId(ctx, workosId);
  const email = user?.email ?? null;
  if (operator === null || user?.deletedAt !== undefined) {
    const reason = (await refusal(ctx, user)) ?? "notEntered";
    const adminsConfigured = adminEmails().length > 0;
    return { status: "notOperator", workosId, email, reason, adminsConfigured };
  }
  const name = user === null ? null : displayName(user);
  const avatarUrl = user?.avatarUrl ?? null;
  const { _id: operatorId, role } = operator;
  return { status: "operator", operatorId, role, workosId, email, name, avatarUrl };
}
