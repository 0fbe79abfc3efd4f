import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export default defineSchema({
  // People, by their WorkOS identity
  users: defineTable({
    workosId: v.string(),
    email: v.optional(v.string()),
    name: v.optional(v.string()),
    avatarUrl: v.optional(v.string()),
    // Nothing writes it any more, old rows have it
    profilePhotoId: v.optional(v.id("_storage")),
    apiKey: v.optional(v.string()),
    apiKeyCreatedAt: v.optional(v.number()),
    enabledAgents: v.optional(v.array(v.string())),
    deletionStatus: v.optional(
      v.union(
        v.literal("pending"),
        v.literal("in_progress"),
        v.literal("completed"),
        v.literal("failed"),
      ),
    ),
    deletionStartedAt: v.optional(v.number()),
    deletionCompletedAt: v.optional(v.number()),
    deletionError: v.optional(v.string()),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_workos_id", ["workosId"])
    .index("by_email", ["email"])
    .index("by_api_key", ["apiKey"]),

  sessions: defineTable({
    userId: v.id("users"),
    externalId: v.string(),
    title: v.string(),
    source: v.string(),
    model: v.optional(v.string()),
    totalTokens: v.number(),
    messageCount: v.number(),
    publicSlug: v.optional(v.string()),
    // Filled in the background, see sessions.indexText
    searchableText: v.optional(v.string()),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_user", ["userId"])
    .index("by_user_updated", ["userId", "updatedAt"])
    .index("by_user_external", ["userId", "externalId"])
    .index("by_public_slug", ["publicSlug"])
    .searchIndex("search_sessions", {
      searchField: "searchableText",
      filterFields: ["userId"],
    }),

  messages: defineTable({
    sessionId: v.id("sessions"),
    role: v.union(v.literal("user"), v.literal("assistant"), v.literal("tool")),
    text: v.string(),
    createdAt: v.number(),
  }).index("by_session_created", ["sessionId", "createdAt"]),

  apiLogs: defineTable({
    userId: v.id("users"),
    endpoint: v.string(),
    statusCode: v.number(),
    createdAt: v.number(),
  })
    .index("by_user_created", ["userId", "createdAt"])
    .index("by_created", ["createdAt"]),
});
