import { defineTable } from "convex/server";
import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";

export const role = v.union(v.literal("auditor"), v.literal("support"), v.literal("admin"));

/** Who may use the console, and who may no more. The role is read at every call. */
export const operators = defineTable({
  workosId: v.string(),
  role,
  createdAt: v.number(),
  // WorkOS id of the granting operator, or the word "GATEHOUSE_ADMINS".
  grantedBy: v.string(),
  // When the role was taken away, and by whom. The row stays, so that GATEHOUSE_ADMINS does not give
  // it back.
  removed: v.optional(v.object({ at: v.number(), by: v.string() })),
}).index("by_workos_id", ["workosId"]);

/** The part of an audit row that can be erased: only its hash is in the chain. */
const auditDetails = v.object({
  salt: v.string(),
  actorName: nullable(v.string()),
  actorEmail: nullable(v.string()),
  targetLabel: nullable(v.string()),
  before: nullable(v.string()),
  after: nullable(v.string()),
  reason: nullable(v.string()),
});

/** Append-only; a hash chain per UTC day, each day's first row tied to the row before it. */
export const auditLog = defineTable({
  day: v.string(),
  seq: v.number(),
  at: v.number(),
  actorId: v.string(),
  role,
  action: v.string(),
  targetType: v.string(),
  targetId: v.string(),
  details: nullable(auditDetails),
  detailsHash: v.string(),
  prevHash: v.string(),
  hash: v.string(),
})
  .index("by_day_seq", ["day", "seq"])
  .index("by_at", ["at"])
  .index("by_actor_at", ["actorId", "at"])
  .index("by_action_at", ["action", "at"])
  .index("by_target_at", ["targetId", "at"]);
