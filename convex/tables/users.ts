import { defineTable } from "convex/server";
import { v } from "convex/values";

export const userStatus = v.union(v.literal("pending"), v.literal("active"), v.literal("deleted"));

/** Where a fact stands in time: the reducer's ordering clock (`webhooks/stamp.ts`). */
const stamp = v.object({
  updatedAt: v.number(),
  eventId: v.union(v.string(), v.null()),
  readAt: v.optional(v.number()),
});

/** The fields an OpenSync deployment already has; the app owns all but the profile ones. */
const openSyncFields = {
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
  emailUpdatesOptOut: v.optional(v.boolean()),
  emailUpdatesOptOutAt: v.optional(v.number()),
  emailSuppressed: v.optional(v.boolean()),
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
  deletionProgress: v.optional(
    v.object({
      sessions: v.number(),
      messages: v.number(),
      parts: v.number(),
      sessionEmbeddings: v.number(),
      messageEmbeddings: v.number(),
      dailyWrapped: v.number(),
      apiLogs: v.number(),
    }),
  ),
  createdAt: v.number(),
  updatedAt: v.number(),
};

/** What Gatehouse adds, all optional so that existing rows stay valid. */
const gatehouseFields = {
  emailVerified: v.optional(v.boolean()),
  firstName: v.optional(v.string()),
  lastName: v.optional(v.string()),
  locale: v.optional(v.string()),
  externalId: v.optional(v.string()),
  lastSignInAt: v.optional(v.number()),
  lastSignInMethod: v.optional(v.string()),
  lastSignInMethodAt: v.optional(v.number()),
  signInCount: v.optional(v.number()),
  sync: v.optional(
    v.object({
      ...stamp.fields,
      source: v.string(),
      // Fields whose own clock is behind the row's, because a newer change did not mention them.
      lagging: v.optional(v.record(v.string(), stamp)),
    }),
  ),
  deletedAt: v.optional(v.number()),
  status: v.optional(userStatus),
  // When an admin had the personal data erased, and whether all of it is gone yet.
  erased: v.optional(v.object({ at: v.number(), isDone: v.boolean() })),
  searchText: v.optional(v.string()),
  profileError: v.optional(v.string()),
  // When the next attempt to fetch the profile is due: there is one at a time.
  profileFetchAt: v.optional(v.number()),
};

export const users = defineTable({ ...openSyncFields, ...gatehouseFields })
  .index("by_workos_id", ["workosId"])
  .index("by_email", ["email"])
  .index("by_api_key", ["apiKey"])
  .index("by_created_at", ["createdAt"])
  .index("by_updated_at", ["updatedAt"])
  .index("by_last_sign_in_at", ["lastSignInAt"])
  .index("by_status_email", ["status", "email"])
  .index("by_status_created_at", ["status", "createdAt"])
  .index("by_status_updated_at", ["status", "updatedAt"])
  .index("by_status_last_sign_in_at", ["status", "lastSignInAt"])
  .searchIndex("search_text", { searchField: "searchText", filterFields: ["status"] });

/** One row per (agent, user), kept in the mutation that changes `enabledAgents`. */
export const userAgents = defineTable({ agent: v.string(), userId: v.id("users") })
  .index("by_agent_user", ["agent", "userId"])
  .index("by_user_agent", ["userId", "agent"]);
