import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "./_generated/api";
import {
  internalMutation,
  internalQuery,
  mutation,
  query,
  type MutationCtx,
  type QueryCtx,
} from "./_generated/server";

const messageFields = {
  role: v.union(v.literal("user"), v.literal("assistant"), v.literal("tool")),
  text: v.string(),
};

async function requireUser(ctx: QueryCtx | MutationCtx) {
  const identity = await ctx.auth.getUserIdentity();
  if (!identity) throw new Error("Not authenticated");
  const user = await ctx.db
    .query("users")
    .withIndex("by_workos_id", (q) => q.eq("workosId", identity.subject))
    .first();
  if (!user) throw new Error("User not found");
  return user;
}

export const list = query({
  args: { paginationOpts: paginationOptsValidator },
  handler: async (ctx, { paginationOpts }) => {
    const user = await requireUser(ctx);
    return await ctx.db
      .query("sessions")
      .withIndex("by_user_updated", (q) => q.eq("userId", user._id))
      .order("desc")
      .paginate(paginationOpts);
  },
});

export const get = query({
  args: { sessionId: v.id("sessions") },
  handler: async (ctx, { sessionId }) => {
    const user = await requireUser(ctx);
    const session = await ctx.db.get(sessionId);
    if (!session || session.userId !== user._id) return null;
    const messages = await ctx.db
      .query("messages")
      .withIndex("by_session_created", (q) => q.eq("sessionId", sessionId))
      .collect();
    return { session, messages };
  },
});

export const search = query({
  args: { text: v.string() },
  handler: async (ctx, { text }) => {
    const user = await requireUser(ctx);
    return await ctx.db
      .query("sessions")
      .withSearchIndex("search_sessions", (q) =>
        q.search("searchableText", text).eq("userId", user._id),
      )
      .take(10);
  },
});

export const share = mutation({
  args: { sessionId: v.id("sessions"), slug: v.string() },
  returns: v.null(),
  handler: async (ctx, { sessionId, slug }) => {
    const user = await requireUser(ctx);
    const session = await ctx.db.get(sessionId);
    if (!session || session.userId !== user._id) throw new Error("Session not found");
    await ctx.db.patch(sessionId, { publicSlug: slug });
    return null;
  },
});

// What the plugin posts: the same externalId again replaces the session's messages
export const upsert = internalMutation({
  args: {
    userId: v.id("users"),
    externalId: v.string(),
    title: v.string(),
    source: v.string(),
    totalTokens: v.number(),
    messages: v.array(v.object(messageFields)),
  },
  returns: v.id("sessions"),
  handler: async (ctx, { messages, ...fields }) => {
    const now = Date.now();
    const existing = await ctx.db
      .query("sessions")
      .withIndex("by_user_external", (q) =>
        q.eq("userId", fields.userId).eq("externalId", fields.externalId),
      )
      .first();
    const changes = { ...fields, messageCount: messages.length, updatedAt: now };
    let sessionId = existing?._id;
    if (sessionId) {
      await ctx.db.patch(sessionId, changes);
      const old = await ctx.db
        .query("messages")
        .withIndex("by_session_created", (q) => q.eq("sessionId", sessionId!))
        .collect();
      for (const message of old) await ctx.db.delete(message._id);
    } else {
      sessionId = await ctx.db.insert("sessions", { ...changes, createdAt: now });
    }
    for (const message of messages) {
      await ctx.db.insert("messages", { ...message, sessionId, createdAt: now });
    }
    await ctx.scheduler.runAfter(0, internal.sessions.indexText, { sessionId });
    return sessionId;
  },
});

export const indexText = internalMutation({
  args: { sessionId: v.id("sessions") },
  handler: async (ctx, { sessionId }) => {
    const session = await ctx.db.get(sessionId);
    if (!session) return;
    const messages = await ctx.db
      .query("messages")
      .withIndex("by_session_created", (q) => q.eq("sessionId", sessionId))
      .collect();
    const searchableText = [session.title, ...messages.map((m) => m.text)].join("\n");
    await ctx.db.patch(sessionId, { searchableText });
  },
});

export const bySlug = internalQuery({
  args: { slug: v.string() },
  handler: async (ctx, { slug }) => {
    const session = await ctx.db
      .query("sessions")
      .withIndex("by_public_slug", (q) => q.eq("publicSlug", slug))
      .first();
    return session && { title: session.title, messageCount: session.messageCount };
  },
});
