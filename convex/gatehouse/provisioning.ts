import type { UserIdentity } from "convex/server";
import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { decodeUser, type Profile } from "../../webhooks/user";
import { changeFromReading, changeFromToken } from "../../webhooks/userChange";
import { internal } from "../_generated/api";
import type { Doc } from "./tables/dataModel";
import { internalAction, internalMutation, mutation, type MutationCtx } from "./tables/server";
import { appError, messageOf } from "./lib/errors";
import { isImpersonated, requireIdentity } from "./operators/identity";
import { userByWorkosId } from "./users/find";
import { applyChange } from "./users/store";
import { isProfileKnown, statusOf } from "./users/row";
import { isOverdue, retryIn } from "./workos/retries";
import { workosGet } from "./workos/client";

const PATIENCE = { maxAttempts: 8, baseMs: 2_000 };

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
 * row is `pending` until its profile has been fetched from WorkOS; of a row that the app made the
 * profile is fetched too. Nothing known is ever erased.
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
    if (user !== null && !isProfileKnown(user)) await startFetch(ctx, user);
    return { userId, status, created: known === null };
  },
});

/** Has a user's profile fetched for the first time, unless that is under way: every sign-in asks for it. */
async function startFetch(ctx: MutationCtx, user: Doc<"users">): Promise<void> {
  const { _id, workosId, profileFetchAt } = user;
  if (profileFetchAt !== undefined && !isOverdue(profileFetchAt)) return;
  await ctx.db.patch("users", _id, { profileFetchAt: Date.now() });
  await ctx.scheduler.runAfter(0, internal.gatehouse.provisioning.fetchProfile, {
    workosId,
    attempt: 1,
  });
}

/** Fetches a user's profile from WorkOS; tries again by itself while that can help. */
export const fetchProfile = internalAction({
  args: { workosId: v.string(), attempt: v.number() },
  returns: v.null(),
  handler: async (ctx, { workosId, attempt }) => {
    try {
      const readAt = Date.now();
      const user = await workosGet(`/user_management/users/${encodeURIComponent(workosId)}`);
      const payload = JSON.stringify(user);
      await ctx.runMutation(internal.gatehouse.provisioning.applyProfile, {
        workosId,
        payload,
        readAt,
      });
    } catch (error) {
      const delay = retryIn(error, attempt, PATIENCE);
      const failure = { workosId, message: messageOf(error), attempt, delay };
      await ctx.runMutation(internal.gatehouse.provisioning.noteProfileError, failure);
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
      throw appError("workos_failed", `WorkOS answered with another user than ${workosId}.`);
    await applyChange(ctx, changeFromReading(user, "sign-in", readAt));
    return null;
  },
});

/** Notes on the row why the profile is still missing, and has it fetched again if that can help. */
export const noteProfileError = internalMutation({
  args: {
    workosId: v.string(),
    message: v.string(),
    // The one that failed, counted from 1.
    attempt: v.number(),
    // Ms; null when trying again cannot help.
    delay: nullable(v.number()),
  },
  returns: v.null(),
  handler: async (ctx, { workosId, message, attempt, delay }) => {
    const user = await userByWorkosId(ctx, workosId);
    if (user !== null && isProfileKnown(user)) return null;
    if (user !== null) {
      const profileFetchAt = delay === null ? undefined : Date.now() + delay;
      await ctx.db.patch("users", user._id, { profileError: message, profileFetchAt });
    }
    if (delay !== null) {
      const next = { workosId, attempt: attempt + 1 };
      await ctx.scheduler.runAfter(delay, internal.gatehouse.provisioning.fetchProfile, next);
    }
    return null;
  },
});
