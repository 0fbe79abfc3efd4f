import { v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc } from "../tables/dataModel";
import { internalQuery, type ActionCtx } from "../tables/server";
import { appError } from "../lib/errors";
import { readUser } from "../workos/users";

type Run = Doc<"syncRuns">;

/** So many of the oldest users and of the newest are asked about. */
const SAMPLE_SIZE = 5;
/** Up to this many missing users are plausible, unless they are most of all. */
const PLAUSIBLE_COUNT = 10;
const PLAUSIBLE_SHARE = 0.1;

const REMEDY =
  "Check that WORKOS_API_KEY belongs to the environment these users signed in to. If they were really deleted there, compare once more with report only, and delete them one by one under Drift.";

/**
 * Stops a comparison that would repair when WorkOS knows none of the users asked about: then the key
 * belongs to another environment, whose users are not to come in here. Most often one question.
 * @throws `workos_failed`
 */
export async function requireOwnEnvironment(ctx: ActionCtx, run: Run): Promise<void> {
  if (run.dryRun) return;
  const workosIds = await ctx.runQuery(internal.gatehouse.reconcile.guard.sample, {});
  for (const workosId of workosIds) {
    if ((await readUser(workosId)) !== null) return;
  }
  if (workosIds.length === 0) return;
  throw appError(
    "workos_failed",
    `WorkOS knows none of ${workosIds.length} users asked about. Nothing was changed. ${REMEDY}`,
  );
}

/** Some of the users who are here and not deleted: the oldest and the newest. */
export const sample = internalQuery({
  args: {},
  returns: v.array(v.string()),
  handler: async (ctx) => {
    const withStatus = (status: "active" | undefined) =>
      ctx.db
        .query("users")
        .withIndex("gatehouse_by_status_created_at", (q) => q.eq("status", status));
    const rows = [
      ...(await withStatus("active").take(SAMPLE_SIZE)),
      ...(await withStatus("active").order("desc").take(SAMPLE_SIZE)),
      // From before Gatehouse.
      ...(await withStatus(undefined).take(SAMPLE_SIZE)),
    ];
    const live = rows.filter(({ deletedAt }) => deletedAt === undefined);
    return [...new Set(live.map(({ workosId }) => workosId))];
  },
});

/**
 * Why a complete listing looks as if it were not these users' environment; null when it is plausible
 * that everybody it lacks was deleted.
 */
export function implausible(run: Pick<Run, "listed" | "matched" | "missing">): string | null {
  const { listed, matched = listed, missing } = run;
  const here = matched + missing;
  const few = Math.max(PLAUSIBLE_COUNT, here * PLAUSIBLE_SHARE);
  if (missing <= few && missing <= matched) return null;
  return `${missing} of ${here} users are not in WorkOS, which listed ${listed}. Nobody was deleted. ${REMEDY}`;
}
