import type { Doc } from "../tables/dataModel";
import type { QueryCtx } from "../tables/server";
import { readCounters } from "../lib/counters";
import type { EvidenceFacts } from "../diagnostics/evidence";
import { implausible } from "../reconcile/guard";
import { statusOf } from "../users/row";

/** So many differences of a kind are looked up again; where there are more, counts are compared. */
const LOOKED_UP = 300;

type Gaps = Pick<
  EvidenceFacts["provisioningGaps"],
  "comparedAt" | "usersAtWorkos" | "usersInConvex" | "resurrectedIds"
>;
type Run = Doc<"syncRuns">;
type Kind = Doc<"drift">["kind"];

const NEVER: Gaps = {
  ...{ comparedAt: null, usersAtWorkos: null, usersInConvex: null, resurrectedIds: [] },
};

/**
 * What the last completed comparison of all users with WorkOS left open and still is so: people at
 * WorkOS without a row, and active rows WorkOS did not list.
 */
export async function comparisonGaps(ctx: QueryCtx): Promise<Gaps> {
  const run = await ctx.db
    .query("syncRuns")
    .withIndex("by_state_started_at", (q) => q.eq("state", "completed"))
    .order("desc")
    .first();
  if (run === null) return NEVER;
  return {
    comparedAt: run.startedAt,
    usersAtWorkos: run.listed,
    usersInConvex: run.listed - (await withoutRow(ctx, run)),
    resurrectedIds: implausible(run) === null ? await resurrected(ctx, run) : [],
  };
}

async function openDrift(ctx: QueryCtx, run: Run, kind: Kind): Promise<string[]> {
  const rows = await ctx.db
    .query("drift")
    .withIndex("by_run_kind_action", (q) =>
      q.eq("runId", run._id).eq("kind", kind).eq("action", "reported"),
    )
    .take(LOOKED_UP);
  return rows.map(({ workosUserId }) => workosUserId);
}

// Somebody may have two rows, which another finding tells.
async function rowOf(ctx: QueryCtx, workosId: string): Promise<Doc<"users"> | null> {
  return await ctx.db
    .query("users")
    .withIndex("gatehouse_by_workos_id", (q) => q.eq("workosId", workosId))
    .first();
}

async function withoutRow(ctx: QueryCtx, run: Run): Promise<number> {
  const reported = await openDrift(ctx, run, "missing_here");
  let missing = 0;
  for (const id of reported) missing += Number((await rowOf(ctx, id)) === null);
  if (reported.length < LOOKED_UP || missing < LOOKED_UP) return missing;
  const counts = await readCounters(ctx, "users:");
  const here = (counts.get("active") ?? 0) + (counts.get("pending") ?? 0);
  return Math.max(missing, run.listed - here);
}

async function resurrected(ctx: QueryCtx, run: Run): Promise<string[]> {
  const ids: string[] = [];
  for (const id of await openDrift(ctx, run, "missing_in_workos")) {
    const user = await rowOf(ctx, id);
    if (user !== null && statusOf(user) === "active") ids.push(id);
  }
  return ids;
}
