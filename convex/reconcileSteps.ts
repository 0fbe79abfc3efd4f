import type { Infer } from "convex/values";
import { reduceUser } from "../webhooks/reduceUser";
import { decodeUser, type WorkosUser } from "../webhooks/user";
import { changeFromAbsence, changeFromReading } from "../webhooks/userChange";
import {
  changedFields,
  PROFILE_FIELDS,
  unknownUser,
  type ProfileField,
  type UserState,
} from "../webhooks/userState";
import type { Doc, Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { userByWorkosId } from "./identity";
import { finishRun } from "./syncRuns";
import type { driftAction, driftKind } from "./tables/sync";
import { applyChange, toState } from "./userStore";

type Run = Doc<"syncRuns">;
type DriftKind = Infer<typeof driftKind>;
type DriftAction = Infer<typeof driftAction>;

/** Below this many, missing users are plausible in a table of any size. */
const ALWAYS_PLAUSIBLE = 10;
const PLAUSIBLE_SHARE = 0.1;

/** Compares a page of WorkOS's listing with the table, repairs unless dry, and moves the cursor. */
export async function compareListed(
  ctx: MutationCtx,
  run: Run,
  payloads: readonly string[],
  readAt: number,
  next: string | null,
): Promise<void> {
  const found: DriftAction[] = [];
  for (const payload of payloads) {
    const user = decodeUser(JSON.parse(payload));
    if (user === null) throw new Error("WorkOS listed a user without an id.");
    await ctx.db.insert("listedUsers", { runId: run._id, workosId: user.id });
    const action = await compareUser(ctx, run, user, readAt);
    if (action !== null) found.push(action);
  }
  const repaired = found.filter((action) => action === "repaired").length;
  await ctx.db.patch("syncRuns", run._id, {
    ...(next === null ? ({ phase: "sweep", cursor: null } as const) : { cursor: next }),
    ...{ attempt: 1, error: undefined, progressAt: Date.now() },
    pages: run.pages + 1,
    listed: run.listed + payloads.length,
    drift: run.drift + found.length,
    repaired: run.repaired + repaired,
  });
}

async function compareUser(
  ctx: MutationCtx,
  run: Run,
  user: WorkosUser,
  readAt: number,
): Promise<DriftAction | null> {
  const row = await userByWorkosId(ctx, user.id);
  const current = row === null ? null : toState(row);
  const change = changeFromReading(user, "reconcile", readAt);
  const { next } = reduceUser(current, change);
  const before = current ?? unknownUser(user.id);
  const changed = changedFields(before, next);
  if (row?.deletedAt !== undefined) {
    return await recordDrift(ctx, run, "deleted_here", "left_alone", before, next, []);
  }
  if (row !== null && changed.length === 0) return null;
  if (!run.dryRun) await applyChange(ctx, change);
  const fields = PROFILE_FIELDS.filter((name) => changed.includes(name));
  // A sign-in time is written silently by WorkOS: catching up with it is no drift.
  if (row !== null && fields.length === 0) return null;
  const kind = row === null ? "missing_here" : "different";
  return await recordDrift(
    ctx,
    run,
    kind,
    run.dryRun ? "reported" : "repaired",
    before,
    next,
    fields,
  );
}

async function recordDrift(
  ctx: MutationCtx,
  run: Run,
  kind: DriftKind,
  action: DriftAction,
  before: UserState,
  after: UserState,
  fields: ProfileField[],
): Promise<DriftAction> {
  await ctx.db.insert("drift", {
    runId: run._id,
    foundAt: Date.now(),
    workosUserId: after.userId,
    kind,
    action,
    fields,
    before: describe(before, fields),
    after: describe(after, fields),
  });
  return action;
}

function describe(state: UserState, fields: readonly ProfileField[]): string {
  return JSON.stringify(Object.fromEntries(fields.map((name) => [name, state.fields[name].value])));
}

/**
 * Looks at the next rows for users a complete listing did not have. Runs only after the listing's
 * last page arrived without error. Returns whether there is more to do.
 */
export async function sweepPage(ctx: MutationCtx, run: Run, size: number): Promise<boolean> {
  const users = await ctx.db
    .query("users")
    .withIndex("by_workos_id", (q) => q.gt("workosId", run.cursor ?? ""))
    .take(size);
  let missing = 0;
  for (const user of users) missing += Number(await recordIfMissing(ctx, run, user));
  const last = users.at(-1)?.workosId ?? null;
  const totals = { missing: run.missing + missing, drift: run.drift + missing };
  const progress = { attempt: 1, error: undefined, progressAt: Date.now(), ...totals };
  if (users.length === size) {
    await ctx.db.patch("syncRuns", run._id, { ...progress, cursor: last });
    return true;
  }
  await ctx.db.patch("syncRuns", run._id, { ...progress, phase: "delete", cursor: null });
  return await mayDelete(ctx, { ...run, ...totals });
}

async function recordIfMissing(ctx: MutationCtx, run: Run, user: Doc<"users">): Promise<boolean> {
  if (user.deletedAt !== undefined || (await changedSince(ctx, user, run.startedAt))) return false;
  const listed = await ctx.db
    .query("listedUsers")
    .withIndex("by_run_workos_id", (q) => q.eq("runId", run._id).eq("workosId", user.workosId))
    .first();
  if (listed !== null) return false;
  const state = toState(user);
  await recordDrift(ctx, run, "missing_in_workos", "reported", state, state, []);
  return true;
}

/** Whether anything about a user arrived after `since` (epoch ms): the listing may be older. */
async function changedSince(ctx: MutationCtx, user: Doc<"users">, since: number): Promise<boolean> {
  const lastEvent = await ctx.db
    .query("inbox")
    .withIndex("by_workos_user_received_at", (q) =>
      q.eq("workosUserId", user.workosId).gte("receivedAt", since),
    )
    .first();
  const times = [user._creationTime, user.updatedAt, user.sync?.readAt ?? 0];
  return lastEvent !== null || times.some((time) => time >= since);
}

/** An empty or foreign listing looks like everybody left; then nobody is deleted. */
async function mayDelete(ctx: MutationCtx, run: Run): Promise<boolean> {
  if (run.dryRun) {
    await finishRun(ctx, run, "completed");
    return false;
  }
  const known = run.listed + run.missing;
  if (run.missing <= Math.max(ALWAYS_PLAUSIBLE, known * PLAUSIBLE_SHARE)) return true;
  await finishRun(
    ctx,
    run,
    "failed",
    `${run.missing} users are not in WorkOS, which listed ${run.listed}. Nobody was deleted: check that WORKOS_API_KEY belongs to the environment these users signed in to.`,
  );
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
