import type { EventReason } from "../webhooks/reasons";
import { reduceUser } from "../webhooks/reduceUser";
import { compareStamps, NEVER, type Stamp } from "../webhooks/stamp";
import type { UserChange } from "../webhooks/userChange";
import {
  changedFields,
  PROFILE_FIELDS,
  sameState,
  unknownUser,
  type ProfileField,
  type UserState,
} from "../webhooks/userState";
import type { Doc, Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { addToCounter } from "./counters";
import { defined } from "./defined";
import { userByWorkosId } from "./identity";
import { moveNewUser } from "./metrics/rollUps";
import { shardOf } from "./shards";
import { syncUserAgents } from "./userAgents";
import { statusOf, type UserStatus } from "./userRow";
import { DAY_IN_MS, startOf } from "./utc";

export interface AppliedChange {
  userId: Id<"users">;
  outcome: "applied" | "ignored";
  reason: EventReason | null;
  changed: string[];
}

/**
 * Reduces a change into the users table, in the caller's transaction: the row, its status counter
 * and, for a deletion, its API key and agent rows.
 * @param signIns completed sign-ins to count, each event once: the caller keeps track
 */
export async function applyChange(
  ctx: MutationCtx,
  change: UserChange,
  signIns = 0,
): Promise<AppliedChange> {
  const row = await userByWorkosId(ctx, change.userId);
  const current = row === null ? null : toState(row);
  const { outcome, reason, next } = reduceUser(current, change);
  const changed = changedFields(current ?? unknownUser(change.userId), next);
  const unchanged = current !== null && signIns === 0 && sameState(current, next);
  const userId = row !== null && unchanged ? row._id : await save(ctx, row, next, signIns);
  return { userId, outcome, reason, changed };
}

async function save(
  ctx: MutationCtx,
  row: Doc<"users"> | null,
  state: UserState,
  signIns: number,
): Promise<Id<"users">> {
  const fields = toFields(state, row, signIns);
  const userId = row === null ? await ctx.db.insert("users", defined(fields)) : row._id;
  if (row !== null) await ctx.db.patch("users", userId, fields);
  if (row?.status !== fields.status) {
    await moveStatus(ctx, userId, shardOf(state.userId), row?.status, fields.status);
  }
  const countedOn = row?.status === undefined ? null : newUserDay(row);
  await moveNewUser(ctx, state.userId, countedOn, newUserDay(fields));
  return userId;
}

/** The UTC day a user counts as new on; none for one of whom only the deletion is known. */
function newUserDay({
  createdAt,
  deletedAt,
}: {
  createdAt: number;
  deletedAt?: number | undefined;
}): number | null {
  return deletedAt === createdAt ? null : startOf(DAY_IN_MS, createdAt);
}

async function moveStatus(
  ctx: MutationCtx,
  userId: Id<"users">,
  shard: number,
  before: UserStatus | undefined,
  after: UserStatus,
): Promise<void> {
  // A row from before Gatehouse has no status and was never counted.
  if (before !== undefined) await addToCounter(ctx, `users:${before}`, -1, shard);
  await addToCounter(ctx, `users:${after}`, 1, shard);
  const user = await ctx.db.get("users", userId);
  if (user !== null && (after === "deleted" || before === undefined))
    await syncUserAgents(ctx, user);
}

/** The reducer's view of a row. */
export function toState(row: Doc<"users">): UserState {
  const state = unknownUser(row.workosId);
  for (const name of PROFILE_FIELDS) {
    state.fields[name] = { value: row[name] ?? null, stamp: stampOf(row, name) };
  }
  const { lastSignInMethod: method, lastSignInMethodAt: methodAt } = row;
  return {
    ...state,
    clock: clockOf(row),
    createdAt: row.createdAt,
    lastSignInAt: row.lastSignInAt ?? null,
    lastSession: method === undefined || methodAt === undefined ? null : { at: methodAt, method },
    deletedAt: row.deletedAt ?? null,
    isErased: row.erased !== undefined,
  };
}

function clockOf({ sync }: Doc<"users">): UserState["clock"] {
  return sync === undefined ? null : { ...stampOnly(sync), source: sync.source };
}

function stampOf(row: Doc<"users">, name: ProfileField): Stamp {
  if (row.sync !== undefined) return row.sync.lagging?.[name] ?? stampOnly(row.sync);
  // From before Gatehouse: known, but any word from WorkOS is better.
  return row[name] === undefined ? NEVER : { updatedAt: 0, eventId: null, readAt: row.updatedAt };
}

function stampOnly({ updatedAt, eventId, readAt }: Stamp): Stamp {
  return readAt === undefined ? { updatedAt, eventId } : { updatedAt, eventId, readAt };
}

/** The columns WorkOS owns; an undefined one is removed by `patch`. The app's own are not named. */
function toFields(state: UserState, row: Doc<"users"> | null, signIns: number) {
  const { fields, lastSession } = state;
  const text = (name: ProfileField): string | undefined => {
    const { value } = fields[name];
    return typeof value === "string" ? value : undefined;
  };
  const createdAt = state.createdAt ?? Date.now();
  const status = nextStatus(state, row);
  return {
    workosId: state.userId,
    email: text("email"),
    emailVerified:
      fields.emailVerified.value === null ? undefined : fields.emailVerified.value === true,
    name: text("name"),
    firstName: text("firstName"),
    lastName: text("lastName"),
    avatarUrl: text("avatarUrl"),
    locale: text("locale"),
    externalId: text("externalId"),
    lastSignInAt: state.lastSignInAt ?? undefined,
    lastSignInMethod: lastSession?.method,
    lastSignInMethodAt: lastSession?.at,
    signInCount: signIns === 0 ? row?.signInCount : (row?.signInCount ?? 0) + signIns,
    sync: syncOf(state),
    deletedAt: state.deletedAt ?? undefined,
    status,
    searchText: searchText(state),
    createdAt,
    updatedAt: updatedAtOf(state, row),
    ...(status === "active" ? { profileError: undefined } : {}),
    ...(status === "deleted" ? { apiKey: undefined, apiKeyCreatedAt: undefined } : {}),
  };
}

/** A row's `updatedAt`: a function of the state, unless the app has touched the row since. */
function updatedAtOf(state: UserState, row: Doc<"users"> | null): number {
  const time = changeTime(state);
  const untouched = row === null || row.updatedAt === changeTime(toState(row));
  return untouched ? time : Math.max(row.updatedAt, time);
}

function changeTime({ clock, deletedAt, createdAt }: UserState): number {
  const updatedAt = clock?.updatedAt ?? 0;
  return Math.max(updatedAt, deletedAt ?? 0) || (createdAt ?? 0);
}

function nextStatus(state: UserState, row: Doc<"users"> | null): UserStatus {
  if (state.deletedAt !== null) return "deleted";
  const wasActive = row !== null && statusOf(row) === "active";
  return wasActive || (state.clock?.updatedAt ?? 0) > 0 ? "active" : "pending";
}

function syncOf({ clock, fields }: UserState): Doc<"users">["sync"] {
  if (clock === null) return undefined;
  const behind = PROFILE_FIELDS.filter((name) => compareStamps(fields[name].stamp, clock) !== 0);
  if (behind.length === 0) return clock;
  const lagging = Object.fromEntries(behind.map((name) => [name, stampOnly(fields[name].stamp)]));
  return { ...clock, lagging };
}

/** What the search index looks through: names and e-mail, in one text. */
function searchText({ fields }: UserState): string {
  const { name, firstName, lastName, email, externalId } = fields;
  const words = [name, firstName, lastName, email, externalId].map(({ value }) => value);
  return words.filter((word) => typeof word === "string").join(" ");
}
