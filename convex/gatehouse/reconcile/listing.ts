import { decodeUser, type WorkosUser } from "../../../webhooks/user";
import { changeFromReading } from "../../../webhooks/userChange";
import type { Doc } from "../tables/dataModel";
import type { MutationCtx } from "../tables/server";
import {
  COMPARED_FIELDS,
  CREATED_EARLIER_HERE,
  fieldsOf,
  recordDrift,
  wholeOf,
  type Difference,
  type DriftAction,
} from "../drift/records";
import { userByWorkosId } from "../users/find";
import { reduceRow, saveReduction, type RowReduction } from "../users/store";
import { UserTally } from "../users/tally";
import type { UsersPage } from "../workos/users";

type Run = Doc<"syncRuns">;
type Row = Doc<"users">;

/** Compares a page of WorkOS's listing with the table, repairs unless dry, and moves the cursor. */
export async function compareListed(ctx: MutationCtx, run: Run, page: UsersPage): Promise<void> {
  const users = decodePage(page.users);
  const rows = await rowsOf(ctx, [...users.keys()]);
  const tally = new UserTally();
  const found: DriftAction[] = [];
  for (const user of users.values()) {
    const row = rows.get(user.id) ?? null;
    const reduction = reduceRow(row, changeFromReading(user, "reconcile", page.readAt));
    // Only a row that was here before can turn out to be missing in the listing.
    if (row !== null) await ctx.db.insert("listedUsers", { runId: run._id, workosId: user.id });
    if (needsRepair(run, reduction)) await saveReduction(ctx, reduction, tally);
    for (const difference of differencesOf(run, user, reduction)) {
      found.push(await recordDrift(ctx, run, user.id, difference));
    }
  }
  const [first = run._id] = users.keys();
  await tally.write(ctx, first);
  const broughtIn = isFirstBackfill(run) ? users.size - rows.size : 0;
  const repaired = found.filter((action) => action === "repaired").length + broughtIn;
  const matched = [...rows.values()].filter(({ deletedAt }) => deletedAt === undefined).length;
  await ctx.db.patch("syncRuns", run._id, {
    ...(page.next === null ? ({ phase: "sweep", cursor: null } as const) : { cursor: page.next }),
    ...{ attempt: 1, error: undefined, progressAt: Date.now() },
    pages: run.pages + 1,
    listed: run.listed + users.size,
    matched: (run.matched ?? 0) + matched,
    drift: run.drift + found.length,
    repaired: run.repaired + repaired,
  });
}

/** Whether whoever is not here yet is brought in as a matter of course, and is no difference. */
function isFirstBackfill({ kind, dryRun }: Run): boolean {
  return kind === "backfill" && !dryRun;
}

/** A newer reading that says the same is no reason to write. */
function needsRepair({ dryRun }: Run, { row, changed }: RowReduction): boolean {
  return !dryRun && (row === null || (row.deletedAt === undefined && changed.length > 0));
}

function decodePage(text: string): Map<string, WorkosUser> {
  const users = (JSON.parse(text) as unknown[]).map((payload) => {
    const user = decodeUser(payload);
    if (user === null) throw new Error("WorkOS listed a user without an id.");
    return user;
  });
  return new Map(users.map((user) => [user.id, user]));
}

/** The rows of these users, by WorkOS id, in as few reads as can be. */
async function rowsOf(ctx: MutationCtx, workosIds: readonly string[]): Promise<Map<string, Row>> {
  const sorted = workosIds.toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  // WorkOS lists in the order of its ids, so that these rows lie side by side.
  const limit = 2 * sorted.length;
  const near = await ctx.db
    .query("users")
    .withIndex("gatehouse_by_workos_id", (q) => q.gte("workosId", first).lte("workosId", last))
    .take(limit);
  const rows =
    near.length < limit
      ? near.filter(({ workosId }) => workosIds.includes(workosId))
      : await Promise.all(sorted.map(async (workosId) => await userByWorkosId(ctx, workosId)));
  return new Map(rows.flatMap((row) => (row === null ? [] : [[row.workosId, row]])));
}

function differencesOf(run: Run, user: WorkosUser, reduction: RowReduction): Difference[] {
  const { row, before, next, changed } = reduction;
  const action = run.dryRun ? "reported" : "repaired";
  if (row === null) {
    if (isFirstBackfill(run)) return [];
    const fields = COMPARED_FIELDS.filter((name) => changed.includes(name));
    const after = wholeOf(next, "active");
    return [{ kind: "missing_here", action, fields, before: {}, after }];
  }
  if (row.deletedAt !== undefined) {
    const sides = { before: wholeOf(before, "deleted"), after: wholeOf(next, "active") };
    return [{ kind: "deleted_here", action: "left_alone", fields: ["status"], ...sides }];
  }
  const fields = COMPARED_FIELDS.filter((name) => changed.includes(name));
  const sides = { before: fieldsOf(before, fields), after: fieldsOf(next, fields) };
  const different = { kind: "different", action, fields, ...sides } as const;
  return [...(fields.length === 0 ? [] : [different]), ...tooEarly(user, row)];
}

/** The earliest sign of a user counts, so a time before WorkOS's is not put right. */
function tooEarly({ createdAt }: WorkosUser, row: Row): Difference[] {
  const known = row.workosCreatedAt;
  if (createdAt === null || known === undefined || known >= createdAt) return [];
  const kept = { action: "left_alone", reason: CREATED_EARLIER_HERE } as const;
  const sides = { before: { createdAt: known }, after: { createdAt } };
  return [{ kind: "different", ...kept, fields: ["createdAt"], ...sides }];
}
