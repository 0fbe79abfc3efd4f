import { v } from "convex/values";
import { eventReason, inboxState } from "../tables/inbox";

/** What became of an event. `duplicate`: its id was here before, nothing was done again. */
export const receipt = v.object({
  state: v.union(inboxState, v.literal("duplicate")),
  reason: v.union(eventReason, v.null()),
});
