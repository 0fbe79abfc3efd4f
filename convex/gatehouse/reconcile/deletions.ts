import { changeFromAbsence } from "../../../webhooks/userChange";
import type { Doc, Id } from "../tables/dataModel";
import type { MutationCtx } from "../tables/server";
import { recordDrift, wholeOf } from "../drift/records";
import { userByWorkosId } from "../users/find";
import { implausible } from "./guard";
import { finishRun } from "./runs";
import { statusOf } from "../users/row";
import { applyChange, toState } from "../users/store";

type Run = Doc<"syncRuns">;

/**
 * Looks at the next rows for users a complete listing did not have. Runs only after the listing's
 * last page arrived without error. Returns whether there is more to do.
 */
export async function sweepPage(ctx: MutationCtx, run: Run, size: number): Promise<boolean> {
  const users = await ctx.db
    .query("users")
    .withIndex("gatehouse_by_workos_id", (q) => q.gt("workosId", run.cursor ?? ""))
    .take(size);
  const last = users.at(-1)?.workosId ?? null;
  const listed = last === null ? new Set() : await listedUpTo(ctx, run, last);
  const unlisted = users.filter((user) => !listed.has(user.workosId));
  let missing = 0;
  for (const user of unlisted) missing += Number(await recordIfMissing(ctx, run, user));
  const totals = { missing: run.missing + missing, drift: run.drift + missing };
  const progress = { attempt: 1, error: undefined, progressAt: Date.now(), ...totals };
  if (users.length === size) {
    await ctx.db.patch("syncRuns", run._id, { ...progress, cursor: last });
    return true;
  }
  await ctx.db.patch("syncRuns", run._id, { ...progress, phase: "delete", cursor: null });
  return await mayDelete(ctx, { ...run, ...totals });
}

/** Which of the users between the sweep's position and `last` the listing had. */
async function listedUpTo(ctx: MutationCtx, run: Run, last: string): Promise<Set<string>> {
  const rows = await ctx.db
    .query("listedUsers")
    .withIndex("by_run_workos_id", (q) =>
      q
        .eq("runId", run._id)
        .gt("workosId", run.cursor ?? "")
        .lte("workosId", last),
    )
    .collect();
  return new Set(rows.map(({ workosId }) => workosId));
}

async function recordIfMissing(ctx: MutationCtx, run: Run, user: Doc<"users">): Promise<boolean> {
  if (user.deletedAt !== undefined || (await changedSince(ctx, user, run.startedAt))) return false;
  const state = toState(user);
  await recordDrift(ctx, run, user.workosId, {
    ...{ kind: "missing_in_workos", action: "reported", fields: ["status"] },
    ...{ before: wholeOf(state, statusOf(user)), after: wholeOf(state, "deleted") },
  });
  return true;
}

/** Whether anything about a user arrived after `since` (epoch ms): the listing may be older. */
async function changedSince(ctx: MutationCtx, user: Doc<"users">, since: number): Promise<boolean> {
  const times = [user._creationTime, user.updatedAt, user.sync?.readAt ?? 0];
  if (times.some((time) => time >= since)) return true;
  const lastEvent = await ctx.db
    .query("inbox")
    .withIndex("by_workos_user_received_at", (q) =>
      q.eq("workosUserId", user.workosId).gte("receivedAt", since),
    )
    .first();
  return lastEvent !== null;
}

/** An empty or foreign listing looks as if everybody had left; then nobody is deleted. */
async function mayDelete(ctx: MutationCtx, run: Run): Promise<boolean> {
  const problem = implausible(run);
  if (!run.dryRun && problem === null) return true;
  await finishRun(ctx, run, run.dryRun ? "completed" : "failed", problem ?? undefined);
  return false;
}

/** Settles one missing user: deleted when WorkOS says so and nothing arrived meanwhile. */
export async function confirmDeletion(
  ctx: MutationCtx,
  run: Run,
  driftId: Id<"drift">,
  isGone: boolean,
): Promise<void> {
  const drift = await ctx.db.get("drift", driftId);
  const user = drift === null ? null : await userByWorkosId(ctx, drift.workosUserId);
  if (drift === null || user === null || drift.action !== "reported") return;
  const isCurrent = !(await changedSince(ctx, user, run.startedAt));
  const action = isGone && isCurrent ? "repaired" : "left_alone";
  const reason =
    action === "repaired" ? undefined : isGone ? "changed-meanwhile" : "still-in-workos";
  if (action === "repaired") {
    await applyChange(ctx, changeFromAbsence(user.workosId, "reconcile", run.startedAt));
  }
  await ctx.db.patch("drift", driftId, { action, reason });
  const repaired = run.repaired + Number(action === "repaired");
  await ctx.db.patch("syncRuns", run._id, { repaired, attempt: 1, progressAt: Date.now() });
}
