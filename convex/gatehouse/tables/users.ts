import { defineTable } from "convex/server";
import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";

export const userStatus = v.union(v.literal("pending"), v.literal("active"), v.literal("deleted"));

/** Where a fact stands in time: the reducer's ordering clock (`webhooks/stamp.ts`). */
const stamp = v.object({
  updatedAt: v.number(),
  eventId: nullable(v.string()),
  readAt: v.optional(v.number()),
});

/** What every row has, whoever made it: an app's table must have these. */
export const keyFields = {
  workosId: v.string(),
  createdAt: v.number(),
  updatedAt: v.number(),
};

/** What Gatehouse reads or writes besides; all optional, so that an app's rows stay valid. */
export const guestFields = {
  email: v.optional(v.string()),
  emailVerified: v.optional(v.boolean()),
  name: v.optional(v.string()),
  firstName: v.optional(v.string()),
  lastName: v.optional(v.string()),
  avatarUrl: v.optional(v.string()),
  locale: v.optional(v.string()),
  externalId: v.optional(v.string()),
  // The app's own, which the console shows or an admin edits.
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
  lastSignInAt: v.optional(v.number()),
  lastSignInMethod: v.optional(v.string()),
  lastSignInMethodAt: v.optional(v.number()),
  signInCount: v.optional(v.number()),
  // The earliest sign of the user at WorkOS; `createdAt` is the app's where the app made the row.
  workosCreatedAt: v.optional(v.number()),
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

/** Indexes of ours on the app's table: the prefix leaves the app's names to the app. */
export const userIndexes = {
  gatehouse_by_workos_id: ["workosId"],
  gatehouse_by_email: ["email"],
  gatehouse_by_created_at: ["createdAt"],
  gatehouse_by_updated_at: ["updatedAt"],
  gatehouse_by_last_sign_in_at: ["lastSignInAt"],
  gatehouse_by_status_email: ["status", "email"],
  gatehouse_by_status_created_at: ["status", "createdAt"],
  gatehouse_by_status_updated_at: ["status", "updatedAt"],
  gatehouse_by_status_last_sign_in_at: ["status", "lastSignInAt"],
} as const;

export const userSearchIndex = {
  name: "gatehouse_search_text",
  searchField: "searchText",
  filterFields: ["status"],
} as const;

/** One row per (agent, user), kept in the mutation that changes `enabledAgents`. */
export const userAgents = defineTable({ agent: v.string(), userId: v.id("users") })
  .index("by_agent_user", ["agent", "userId"])
  .index("by_user_agent", ["userId", "agent"]);
