import { defineTable } from "convex/server";
import { v } from "convex/values";

export const signInOutcome = v.union(v.literal("succeeded"), v.literal("failed"));

/** One row per completed or failed sign-in, once per WorkOS event. */
export const signIns = defineTable({
  eventId: v.string(),
  at: v.number(),
  outcome: signInOutcome,
  method: v.string(),
  workosUserId: v.optional(v.string()),
  email: v.optional(v.string()),
  sessionId: v.optional(v.string()),
  // When the session ends by itself, if nothing ends it before.
  expiresAt: v.optional(v.number()),
  organizationId: v.optional(v.string()),
  ipAddress: v.optional(v.string()),
  userAgent: v.optional(v.string()),
  errorCode: v.optional(v.string()),
  errorMessage: v.optional(v.string()),
})
  .index("by_event_id", ["eventId"])
  .index("by_at", ["at"])
  .index("by_outcome_at", ["outcome", "at"])
  .index("by_method_at", ["method", "at"])
  .index("by_error_code_at", ["errorCode", "at"])
  .index("by_workos_user_at", ["workosUserId", "at"])
  .index("by_email_at", ["email", "at"]);

/** Sessions WorkOS says were ended; on their own because the end may arrive before the beginning. */
export const sessionEnds = defineTable({
  sessionId: v.string(),
  endedAt: v.number(),
})
  .index("by_session_id", ["sessionId"])
  .index("by_ended_at", ["endedAt"]);

/** Who completed a sign-in on which UTC day. */
export const userDays = defineTable({
  dayAt: v.number(),
  workosUserId: v.string(),
  firstAt: v.number(),
  lastAt: v.number(),
  signIns: v.number(),
})
  .index("by_day_user", ["dayAt", "workosUserId"])
  .index("by_user_day", ["workosUserId", "dayAt"]);
