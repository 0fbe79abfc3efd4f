import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { eventReason, inboxState } from "../tables/inbox";

/** What became of an event. `duplicate`: its id was here before, nothing was done again. */
export const receipt = v.object({
  state: v.union(inboxState, v.literal("duplicate")),
  reason: nullable(eventReason),
});
