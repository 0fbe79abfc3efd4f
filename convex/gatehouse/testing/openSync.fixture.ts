import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { gatehouseTables, gatehouseUsers } from "../host/schema";

/** The fields OpenSync keeps of a user (waynesutton/opensync, February 2026, and what came since). */
const openSyncUsers = defineTable({
  workosId: v.string(),
  email: v.optional(v.string()),
  name: v.optional(v.string()),
  avatarUrl: v.optional(v.string()),
  profilePhotoId: v.optional(v.id("_storage")),
  apiKey: v.optional(v.string()),
  apiKeyCreatedAt: v.optional(v.number()),
  enabledAgents: v.optional(v.array(v.string())),
  usageLeaderboardOptIn: v.optional(v.boolean()),
  usageLeaderboardFirstName: v.optional(v.string()),
  unsubscribeToken: v.optional(v.string()),
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
  deletionProgress: v.optional(v.object({ sessions: v.number(), messages: v.number() })),
  createdAt: v.number(),
  updatedAt: v.number(),
})
  .index("by_workos_id", ["workosId"])
  .index("by_email", ["email"])
  .index("by_api_key", ["apiKey"]);

/** An OpenSync deployment that has taken Gatehouse in. */
export const openSyncSchema = defineSchema({
  ...gatehouseTables,
  users: gatehouseUsers(openSyncUsers),
});
