import {
  paginationOptsValidator,
  paginationResultValidator,
  type IndexNames,
  type NamedTableInfo,
} from "convex/server";
import { v, type Infer } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { streamIndexRange, type IndexKey } from "convex-helpers/server/stream";
import type { DataModel, Doc } from "./tables/dataModel";
import { internalMutation, type QueryCtx } from "./tables/server";
import { GENESIS_HASH, verifyChain } from "./audit/chain";
import { appendAudit } from "./audit/append";
import { operatorQuery } from "./functions";
import { SCAN_LIMITS, startingWith } from "./lib/scan";
import { schema } from "./tables/schema";
import { role } from "./tables/operators";

const text = nullable(v.string());

const auditRow = v.object({
  _id: v.id("auditLog"),
  at: v.number(),
  actorName: text,
  actorEmail: text,
  actorWorkosId: v.string(),
  role,
  action: v.string(),
  targetType: v.string(),
  targetId: v.string(),
  targetLabel: text,
  before: text,
  after: text,
  reason: text,
});
const auditFilter = v.object({
  targetId: v.optional(v.string()),
  actorId: v.optional(v.string()),
  action: v.optional(v.string()),
});

function toAuditRow(row: Doc<"auditLog">): Infer<typeof auditRow> {
  const { _id, at, actorId: actorWorkosId, role, action, targetType, targetId, details } = row;
  return {
    ...{ _id, at, actorWorkosId, role, action, targetType, targetId },
    actorName: details?.actorName ?? null,
    actorEmail: details?.actorEmail ?? null,
    targetLabel: details?.targetLabel ?? null,
    before: details?.before ?? null,
    after: details?.after ?? null,
    reason: details?.reason ?? null,
  };
}

type AuditFilter = Infer<typeof auditFilter>;

function filtered(ctx: QueryCtx, { targetId, actorId, action }: AuditFilter) {
  const rows = (index: IndexNames<NamedTableInfo<DataModel, "auditLog">>, key: IndexKey) =>
    streamIndexRange(ctx.db, schema, "auditLog", index, startingWith(key), "desc");
  if (targetId !== undefined) return rows("by_target_at", [targetId]);
  if (actorId !== undefined) return rows("by_actor_at", [actorId]);
  if (action !== undefined) return rows("by_action_at", [action]);
  return rows("by_at", []);
}

/** The audit log, newest first. Of several filters the first narrows, the others sieve the page. */
export const list = operatorQuery({
  role: "auditor",
  args: { paginationOpts: paginationOptsValidator, filter: auditFilter },
  returns: paginationResultValidator(auditRow),
  handler: async (ctx, { paginationOpts, filter }) => {
    const { actorId, action } = filter;
    const result = await filtered(ctx, filter)
      .filterWith(
        async (row) =>
          (actorId === undefined || row.actorId === actorId) &&
          (action === undefined || row.action === action),
      )
      .paginate({ ...paginationOpts, ...SCAN_LIMITS });
    return { ...result, page: result.page.map(toAuditRow) };
  },
});

/** Recomputes one UTC day's chain (`2026-11-23`) and says whether every row is as it was written. */
export const verify = operatorQuery({
  role: "auditor",
  args: { day: v.string() },
  returns: v.union(
    v.object({ ok: v.literal(true), rows: v.number(), closingHash: text }),
    v.object({
      ok: v.literal(false),
      rows: v.number(),
      brokenAt: v.number(),
      problem: v.union(
        v.literal("gap"),
        v.literal("broken-link"),
        v.literal("row-changed"),
        v.literal("details-changed"),
      ),
    }),
  ),
  handler: async (ctx, { day }) => {
    const before = await ctx.db
      .query("auditLog")
      .withIndex("by_day_seq", (q) => q.lt("day", day))
      .order("desc")
      .first();
    const links = await ctx.db
      .query("auditLog")
      .withIndex("by_day_seq", (q) => q.eq("day", day))
      .collect();
    return await verifyChain(links, before?.hash ?? GENESIS_HASH);
  },
});

/** Lets an action write the audit row of what it did outside. */
export const append = internalMutation({
  args: {
    actor: v.object({ workosId: v.string(), role, name: text, email: text }),
    entry: v.object({
      action: v.string(),
      targetType: v.string(),
      targetId: v.string(),
      targetLabel: v.optional(text),
      before: v.optional(text),
      after: v.optional(text),
      reason: v.optional(text),
    }),
  },
  returns: v.null(),
  handler: async (ctx, { actor, entry }) => {
    await appendAudit(ctx, actor, entry);
    return null;
  },
});
