import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v, type Infer } from "convex/values";
import { doc, nullable } from "convex-helpers/validators";
import { internal } from "../_generated/api";
import type { Doc } from "./tables/dataModel";
import { internalQuery, type QueryCtx } from "./tables/server";
import { CREATED_EARLIER_HERE } from "./drift/records";
import { appError } from "./lib/errors";
import { operatorAction, operatorQuery } from "./functions";
import { labelsOf } from "./users/find";
import { schema } from "./tables/schema";
import { latestRun } from "./reconcile/runs";
import { driftAction, driftKind, syncRunState } from "./tables/sync";
import { askWorkos } from "./workos/client";
import { readUser } from "./workos/users";

/** More open differences than this are "at least that many". */
const MAX_COUNTED = 1_000;

const text = nullable(v.string());

const driftRow = v.object({
  _id: v.id("drift"),
  runId: v.id("syncRuns"),
  foundAt: v.number(),
  workosUserId: v.string(),
  userLabel: text,
  kind: driftKind,
  action: driftAction,
  reason: text,
  fields: v.array(v.string()),
  before: text,
  after: text,
});

/**
 * What one comparison found, in the order it was found; `before` and `after` are JSON texts.
 * Without a run it is the latest that came to an end.
 */
export const list = operatorQuery({
  role: "support",
  args: {
    paginationOpts: paginationOptsValidator,
    filter: v.object({ runId: v.optional(v.id("syncRuns")) }),
  },
  returns: paginationResultValidator(driftRow),
  handler: async (ctx, { paginationOpts, filter }) => {
    const runId = filter.runId ?? (await latestRun(ctx))?._id;
    if (runId === undefined) return { page: [], isDone: true, continueCursor: "" };
    const result = await ctx.db
      .query("drift")
      .withIndex("by_run_found_at", (q) => q.eq("runId", runId))
      .paginate(paginationOpts);
    const labels = await labelsOf(
      ctx,
      result.page.map((row) => row.workosUserId),
    );
    const page = result.page.map((row) => toDriftRow(row, labels.get(row.workosUserId) ?? null));
    return { ...result, page };
  },
});

function toDriftRow(row: Doc<"drift">, userLabel: string | null): Infer<typeof driftRow> {
  const { _id, runId, foundAt, workosUserId, kind, action, fields } = row;
  const { reason = null, before = null, after = null } = row;
  return {
    ...{ _id, runId, foundAt, workosUserId, userLabel, kind, action },
    ...{ reason, fields, before, after },
  };
}

/** How the latest comparison that came to an end went, and what it left open; null before the first. */
export const summary = operatorQuery({
  role: "auditor",
  args: {},
  returns: nullable(
    v.object({
      runId: v.id("syncRuns"),
      state: syncRunState,
      finishedAt: v.number(),
      /** Differences found and not yet repaired. */
      open: v.number(),
    }),
  ),
  handler: async (ctx) => {
    const run = await latestRun(ctx);
    if (run === null) return null;
    const kinds = ["missing_here", "different", "missing_in_workos"] as const;
    const counts = await Promise.all(kinds.map(async (kind) => await countOpen(ctx, run, kind)));
    const open = counts.reduce((sum, count) => sum + count, 0);
    return {
      runId: run._id,
      state: run.state,
      finishedAt: run.finishedAt ?? run.progressAt,
      open,
    };
  },
});

async function countOpen(
  ctx: QueryCtx,
  run: Doc<"syncRuns">,
  kind: Infer<typeof driftKind>,
): Promise<number> {
  const rows = await ctx.db
    .query("drift")
    .withIndex("by_run_kind_action", (q) =>
      q.eq("runId", run._id).eq("kind", kind).eq("action", "reported"),
    )
    .take(MAX_COUNTED);
  return rows.length;
}

/**
 * Repairs one difference: asks WorkOS about the user now, and applies what it says. A user WorkOS
 * does not know any more is deleted here.
 * @returns what was done, and why not more
 * @throws `workos_failed`, `not_found`, `invalid_input`
 */
export const repair = operatorAction({
  role: "admin",
  args: { driftId: v.id("drift") },
  returns: v.object({ action: driftAction, reason: text }),
  handler: async (ctx, { driftId }): Promise<Outcome> => {
    const drift = await ctx.runQuery(internal.gatehouse.drift.open, { driftId });
    if (drift === null) throw appError("not_found", "This difference is settled already.");
    if (drift.kind === "deleted_here") {
      throw appError(
        "invalid_input",
        "A user deleted here stays deleted. If WorkOS still has them, delete them there, or wait for their user.deleted event.",
      );
    }
    if (drift.reason === CREATED_EARLIER_HERE) {
      throw appError("invalid_input", "The earliest sign of a user counts, so this time is kept.");
    }
    const readAt = Date.now();
    const payload = await askWorkos(async () => await readUser(drift.workosUserId));
    const settled = { driftId, readAt, payload, actor: ctx.operator };
    return await ctx.runMutation(internal.gatehouse.drift.repairs.settle, settled);
  },
});

type Outcome = { action: Infer<typeof driftAction>; reason: string | null };

/** A difference, while it is not settled. */
export const open = internalQuery({
  args: { driftId: v.id("drift") },
  returns: nullable(doc(schema, "drift")),
  handler: async (ctx, { driftId }) => {
    const drift = await ctx.db.get("drift", driftId);
    return drift?.action === "repaired" ? null : drift;
  },
});
