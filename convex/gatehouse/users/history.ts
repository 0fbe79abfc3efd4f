import { v, type Infer } from "convex/values";
import { nullable } from "convex-helpers/validators";
import type { Doc } from "../tables/dataModel";
import type { QueryCtx } from "../tables/server";

const text = nullable(v.string());

/** One thing that happened to a user: a WorkOS event, or an operator's act. */
export const timelineEntry = v.object({
  id: v.string(),
  at: v.number(),
  kind: v.union(v.literal("event"), v.literal("audit")),
  type: v.string(),
  state: v.optional(v.string()),
  via: v.optional(v.string()),
  reason: v.optional(text),
  eventId: v.optional(v.string()),
  // What of the user's row an event changed.
  changed: v.optional(v.array(v.string())),
  actor: v.optional(text),
  before: v.optional(text),
  after: v.optional(text),
});

export type TimelineEntry = Infer<typeof timelineEntry>;

function fromInbox(row: Doc<"inbox">): TimelineEntry {
  const { _id: id, eventId, occurredAt: at, type, state, via, reason = null } = row;
  const changed = row.changedFields ?? [];
  return { id, eventId, at, kind: "event", type, state, via, reason, changed };
}

function fromAudit(row: Doc<"auditLog">): TimelineEntry {
  const { _id: id, at, action: type, actorId, details } = row;
  const { before = null, after = null, reason = null } = details ?? {};
  const actor = details?.actorName ?? details?.actorEmail ?? actorId;
  return { id, at, kind: "audit", type, actor, before, after, reason };
}

/** What happened to a user, newest first, at most `limit` entries. */
export async function timelineOf(
  ctx: QueryCtx,
  workosId: string,
  limit: number,
): Promise<TimelineEntry[]> {
  const events = await ctx.db
    .query("inbox")
    .withIndex("by_workos_user_occurred_at", (q) => q.eq("workosUserId", workosId))
    .order("desc")
    .take(limit);
  const acts = await ctx.db
    .query("auditLog")
    .withIndex("by_target_at", (q) => q.eq("targetId", workosId))
    .order("desc")
    .take(limit);
  const entries = [...events.map(fromInbox), ...acts.map(fromAudit)];
  return entries.sort((a, b) => b.at - a.at).slice(0, limit);
}
