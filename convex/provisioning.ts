import type { UserIdentity } from "convex/server";
import { v } from "convex/values";
import { decodeUser, type Profile } from "../webhooks/user";
import { changeFromReading, changeFromToken } from "../webhooks/userChange";
import { internal } from "./_generated/api";
import { internalAction, internalMutation, mutation } from "./_generated/server";
import { appError } from "./errors";
import { isImpersonated, requireIdentity, userByWorkosId } from "./identity";
import { applyChange } from "./userStore";
import { statusOf } from "./userRow";
import { retryDelay, workosGet, WorkosError } from "./workos";

const MAX_PROFILE_ATTEMPTS = 8;
const PROFILE_RETRY_BASE_IN_MS = 2_000;

/** What a JWT template may have put into the token; by default it holds no profile at all. */
function claimsOf(identity: UserIdentity): Profile {
  const { email, name } = identity;
  return {
    ...(typeof email === "string" && email !== "" ? { email: email.toLowerCase() } : {}),
    ...(typeof name === "string" && name.trim() !== "" ? { name: name.trim() } : {}),
  };
}

/**
 * Makes sure the signed-in person has a row; the app and the console call it after sign-in. A new
 * row is `pending` until its profile has been fetched from WorkOS. Nothing known is ever erased.
 * @throws `not_signed_in`, or `user_deleted` for a deleted user's token that has not yet expired
 */
export const ensureUser = mutation({
  args: {},
  returns: v.object({
    userId: v.id("users"),
    status: v.union(v.literal("pending"), v.literal("active")),
    created: v.boolean(),
  }),
  handler: async (ctx) => {
    const identity = await requireIdentity(ctx);
    const workosId = identity.subject;
    const known = await userByWorkosId(ctx, workosId);
    if (known?.deletedAt !== undefined) {
      throw appError("user_deleted", "This account was deleted. Sign out, then sign up again.");
    }
    // A person in the WorkOS dashboard acting as the user proves nothing about the user.
    const claims = isImpersonated(identity) ? {} : claimsOf(identity);
    const { userId } = await applyChange(ctx, changeFromToken(workosId, claims, Date.now()));
    const user = await ctx.db.get("users", userId);
    const isActive = user !== null && statusOf(user) === "active";
    const status: "active" | "pending" = isActive ? "active" : "pending";
    if (status === "pending") {
      await ctx.scheduler.runAfter(0, internal.provisioning.fetchProfile, { workosId, attempt: 1 });
    }
    return { userId, status, created: known === null };
  },
});

/** Fetches a pending user's profile from WorkOS; tries again by itself while that can help. */
export const fetchProfile = internalAction({
  args: { workosId: v.string(), attempt: v.number() },
  returns: v.null(),
  handler: async (ctx, { workosId, attempt }) => {
    try {
      const readAt = Date.now();
      const user = await workosGet(`/user_management/users/${encodeURIComponent(workosId)}`);
      const payload = JSON.stringify(user);
      await ctx.runMutation(internal.provisioning.applyProfile, { workosId, payload, readAt });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const again =
        error instanceof WorkosError && error.isTransient && attempt < MAX_PROFILE_ATTEMPTS;
      await ctx.runMutation(internal.provisioning.noteProfileError, { workosId, message });
      if (!again) return null;
      const delay = retryDelay(error, attempt, PROFILE_RETRY_BASE_IN_MS);
      const next = { workosId, attempt: attempt + 1 };
      await ctx.scheduler.runAfter(delay, internal.provisioning.fetchProfile, next);
    }
    return null;
  },
});

/** Feeds a fetched profile to the reducer, which knows whether something newer arrived meanwhile. */
export const applyProfile = internalMutation({
  args: { workosId: v.string(), payload: v.string(), readAt: v.number() },
  returns: v.null(),
  handler: async (ctx, { workosId, payload, readAt }) => {
    const user = decodeUser(JSON.parse(payload));
    if (user?.id !== workosId)
      throw new Error(`WorkOS answered with another user than ${workosId}.`);
    await applyChange(ctx, changeFromReading(user, "sign-in", readAt));
    return null;
  },
});

/** Notes on the row why the profile is still missing, for the person who wonders. */
export const noteProfileError = internalMutation({
  args: { workosId: v.string(), message: v.string() },
  returns: v.null(),
  handler: async (ctx, { workosId, message }) => {
    const user = await userByWorkosId(ctx, workosId);
    if (user === null || statusOf(user) !== "pending") return null;
    await ctx.db.patch("users", user._id, { profileError: message });
    return null;
  },
});
