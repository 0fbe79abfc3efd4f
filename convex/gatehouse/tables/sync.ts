import { defineTable } from "convex/server";
import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";

export const syncKind = v.union(v.literal("backfill"), v.literal("reconcile"));
export const syncPhase = v.union(
  // Compare every user WorkOS lists,
  v.literal("list"),
  // find those it does not list,
  v.literal("sweep"),
  // ask about each of them, and delete those WorkOS says are gone.
  v.literal("delete"),
  v.literal("done"),
);
export const syncRunState = v.union(
  v.literal("running"),
  v.literal("completed"),
  v.literal("failed"),
  v.literal("canceled"),
);
export const driftKind = v.union(
  v.literal("missing_here"),
  v.literal("different"),
  v.literal("missing_in_workos"),
  v.literal("deleted_here"),
);
export const driftAction = v.union(
  v.literal("reported"),
  v.literal("repaired"),
  v.literal("left_alone"),
);

/** The Events API cursor: one row, never touched by the webhook path. */
export const syncState = defineTable({
  name: v.literal("events"),
  cursor: nullable(v.string()),
  // Where the next pull starts when there is no cursor yet.
  rangeStartAt: v.number(),
  cursorMovedAt: v.number(),
  lastDrainedAt: v.optional(v.number()),
  lastError: v.optional(v.string()),
  consecutiveErrors: v.number(),
  // WorkOS asked (Retry-After) not to be asked again before.
  notBeforeAt: v.optional(v.number()),
  // When it was found that events were lost; a comparison is due once WorkOS answers again.
  gapAt: v.optional(v.number()),
  // Events that no webhook had brought.
  healed: v.number(),
}).index("by_name", ["name"]);

/** A poke asks for a drain a few seconds after a webhook; one row per waiting drain. */
export const drainPokes = defineTable({ dueAt: v.number() }).index("by_due_at", ["dueAt"]);

/** One row per comparison of all users: progress, counts, error. */
export const syncRuns = defineTable({
  kind: syncKind,
  state: syncRunState,
  // Only report, change nothing.
  dryRun: v.boolean(),
  phase: syncPhase,
  // Where the phase has got to: a WorkOS cursor, or the last WorkOS id or row looked at.
  cursor: nullable(v.string()),
  attempt: v.number(),
  startedAt: v.number(),
  startedBy: v.string(),
  progressAt: v.number(),
  // When a step that failed is tried again.
  nextStepAt: v.optional(v.number()),
  finishedAt: v.optional(v.number()),
  pages: v.number(),
  listed: v.number(),
  // Of those listed, how many had a live row here.
  matched: v.optional(v.number()),
  drift: v.number(),
  repaired: v.number(),
  missing: v.number(),
  error: v.optional(v.string()),
  // Events were lost meanwhile: unless this run repairs to its end, one that does follows it.
  gapMeanwhile: v.optional(v.boolean()),
})
  .index("by_started_at", ["startedAt"])
  .index("by_state_started_at", ["state", "startedAt"]);

/** A difference between WorkOS and the users table, and what was done about it. */
export const drift = defineTable({
  runId: v.id("syncRuns"),
  foundAt: v.number(),
  workosUserId: v.string(),
  kind: driftKind,
  action: driftAction,
  reason: v.optional(v.string()),
  fields: v.array(v.string()),
  before: v.optional(v.string()),
  after: v.optional(v.string()),
})
  .index("by_found_at", ["foundAt"])
  .index("by_run_found_at", ["runId", "foundAt"])
  .index("by_run_kind_action", ["runId", "kind", "action"])
  .index("by_workos_user_found_at", ["workosUserId", "foundAt"]);

/** Users seen in a running reconcile's listing, so that absent ones can be told at its end. */
export const listedUsers = defineTable({ runId: v.id("syncRuns"), workosId: v.string() }).index(
  "by_run_workos_id",
  ["runId", "workosId"],
);
