import { v } from "convex/values";
import { internal } from "./_generated/api";
import {
  action,
  internalMutation,
  internalQuery,
  mutation,
  query,
  type MutationCtx,
  type QueryCtx,
} from "./_generated/server";

async function findCurrentUser(ctx: QueryCtx | MutationCtx) {
  const identity = await ctx.auth.getUserIdentity();
  if (!identity) return null;
  return await ctx.db
    .query("users")
    .withIndex("by_workos_id", (q) => q.eq("workosId", identity.subject))
    .first();
}

// The signed-in person, null before getOrCreate
export const me = query({
  args: {},
  returns: v.union(
    v.object({
      _id: v.id("users"),
      email: v.optional(v.string()),
      name: v.optional(v.string()),
      avatarUrl: v.optional(v.string()),
      hasApiKey: v.boolean(),
      enabledAgents: v.array(v.string()),
      createdAt: v.number(),
    }),
    v.null(),
  ),
  handler: async (ctx) => {
    const user = await findCurrentUser(ctx);
    if (!user) return null;
    return {
      _id: user._id,
      email: user.email,
      name: user.name,
      avatarUrl: user.avatarUrl,
      hasApiKey: !!user.apiKey,
      enabledAgents: user.enabledAgents ?? ["claude-code"],
      createdAt: user.createdAt,
    };
  },
});

// Called whenever the dashboard opens
export const getOrCreate = mutation({
  args: {},
  returns: v.id("users"),
  handler: async (ctx) => {
    const identity = await ctx.auth.getUserIdentity();
    if (!identity) throw new Error("Not authenticated");

    const existing = await findCurrentUser(ctx);
    if (existing) {
      if (existing.email !== identity.email || existing.name !== identity.name) {
        await ctx.db.patch(existing._id, {
          email: identity.email,
          name: identity.name,
          updatedAt: Date.now(),
        });
      }
      return existing._id;
    }

    return await ctx.db.insert("users", {
      workosId: identity.subject,
      email: identity.email,
      name: identity.name,
      avatarUrl: identity.pictureUrl,
      createdAt: Date.now(),
      updatedAt: Date.now(),
    });
  },
});

export const updateEnabledAgents = mutation({
  args: { enabledAgents: v.array(v.string()) },
  returns: v.null(),
  handler: async (ctx, { enabledAgents }) => {
    const user = await findCurrentUser(ctx);
    if (!user) throw new Error("User not found");
    await ctx.db.patch(user._id, { enabledAgents, updatedAt: Date.now() });
    return null;
  },
});

// Everything of the person goes: the rows here, then the account at WorkOS
export const deleteAccount = action({
  args: {},
  returns: v.object({ deleted: v.boolean(), error: v.optional(v.string()) }),
  handler: async (ctx): Promise<{ deleted: boolean; error?: string }> => {
    const identity = await ctx.auth.getUserIdentity();
    if (!identity) return { deleted: false, error: "Not authenticated" };
    const user = await ctx.runQuery(internal.users.getByWorkosId, { workosId: identity.subject });
    if (!user) return { deleted: false, error: "User not found" };

    await ctx.runMutation(internal.users.markDeleting, { userId: user._id });
    try {
      await ctx.runMutation(internal.users.removeUser, { userId: user._id });
    } catch (error) {
      await ctx.runMutation(internal.users.markFailed, {
        userId: user._id,
        error: error instanceof Error ? error.message : String(error),
      });
      return { deleted: false, error: "Could not delete your data" };
    }

    const response = await fetch(
      `https://api.workos.com/user_management/users/${identity.subject}`,
      {
        method: "DELETE",
        headers: { Authorization: `Bearer ${process.env.WORKOS_API_KEY}` },
      },
    );
    if (!response.ok && response.status !== 404) {
      console.error(`WorkOS did not delete ${identity.subject}: ${response.status}`);
    }
    return { deleted: true };
  },
});

export const getByWorkosId = internalQuery({
  args: { workosId: v.string() },
  handler: async (ctx, { workosId }) => {
    return await ctx.db
      .query("users")
      .withIndex("by_workos_id", (q) => q.eq("workosId", workosId))
      .first();
  },
});

export const markDeleting = internalMutation({
  args: { userId: v.id("users") },
  handler: async (ctx, { userId }) => {
    await ctx.db.patch(userId, { deletionStatus: "in_progress", deletionStartedAt: Date.now() });
  },
});

export const markFailed = internalMutation({
  args: { userId: v.id("users"), error: v.string() },
  handler: async (ctx, { userId, error }) => {
    await ctx.db.patch(userId, { deletionStatus: "failed", deletionError: error });
  },
});

export const removeUser = internalMutation({
  args: { userId: v.id("users") },
  handler: async (ctx, { userId }) => {
    const sessions = await ctx.db
      .query("sessions")
      .withIndex("by_user", (q) => q.eq("userId", userId))
      .collect();
    for (const session of sessions) {
      const messages = await ctx.db
        .query("messages")
        .withIndex("by_session_created", (q) => q.eq("sessionId", session._id))
        .collect();
      for (const message of messages) await ctx.db.delete(message._id);
      await ctx.db.delete(session._id);
    }
    const logs = await ctx.db
      .query("apiLogs")
      .withIndex("by_user_created", (q) => q.eq("userId", userId))
      .collect();
    for (const log of logs) await ctx.db.delete(log._id);
    await ctx.db.delete(userId);
  },
});
