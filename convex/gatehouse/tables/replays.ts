import { defineTable } from "convex/server";
import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { syncRunState } from "./sync";

/** Which events are replayed: those that failed here, or those that never came. */
export const replayScope = v.union(v.literal("failed"), v.literal("missing"));

/** One row per replay of many events: progress, counts, error. */
export const replayRuns = defineTable({
  scope: replayScope,
  // Events received (failed) or happened (missing) since this time.
  since: v.number(),
  state: syncRunState,
  startedAt: v.number(),
  startedBy: v.string(),
  progressAt: v.number(),
  // When a step that failed is tried again.
  nextStepAt: v.optional(v.number()),
  finishedAt: v.optional(v.number()),
  // How many the preview had counted.
  expected: v.number(),
  // Where it has got to: a position in the inbox, or the last event id pulled.
  cursor: nullable(v.string()),
  attempt: v.number(),
  looked: v.number(),
  applied: v.number(),
  ignored: v.number(),
  failed: v.number(),
  error: v.optional(v.string()),
})
  .index("by_started_at", ["startedAt"])
  .index("by_state_started_at", ["state", "startedAt"]);
