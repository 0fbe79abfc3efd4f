import { v } from "convex/values";
import { internalMutation, mutation } from "./_generated/server";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

function randomKey() {
  let key = "snk_";
  for (let i = 0; i < 32; i++) key += ALPHABET[Math.floor(Math.random() * ALPHABET.length)];
  return key;
}

export const generate = mutation({
  args: {},
  returns: v.string(),
  handler: async (ctx) => {
    const identity = await ctx.auth.getUserIdentity();
    if (!identity) throw new Error("Not authenticated");
    const user = await ctx.db
      .query("users")
      .withIndex("by_workos_id", (q) => q.eq("workosId", identity.subject))
      .unique();
    if (!user) throw new Error("User not found");
    const apiKey = randomKey();
    await ctx.db.patch(user._id, { apiKey, apiKeyCreatedAt: Date.now(), updatedAt: Date.now() });
    return apiKey;
  },
});

export const revoke = mutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const identity = await ctx.auth.getUserIdentity();
    if (!identity) throw new Error("Not authenticated");
    const user = await ctx.db
      .query("users")
      .withIndex("by_workos_id", (q) => q.eq("workosId", identity.subject))
      .unique();
    if (!user) throw new Error("User not found");
    await ctx.db.patch(user._id, { apiKey: undefined, apiKeyCreatedAt: undefined });
    return null;
  },
});

// Who a key belongs to; every use is logged
export const use = internalMutation({
  args: { apiKey: v.string(), endpoint: v.string() },
  returns: v.union(v.id("users"), v.null()),
  handler: async (ctx, { apiKey, endpoint }) => {
    const user = await ctx.db
      .query("users")
      .withIndex("by_api_key", (q) => q.eq("apiKey", apiKey))
      .first();
    if (!user) return null;
    await ctx.db.insert("apiLogs", {
      userId: user._id,
      endpoint,
      statusCode: 200,
      createdAt: Date.now(),
    });
    return user._id;
  },
});
