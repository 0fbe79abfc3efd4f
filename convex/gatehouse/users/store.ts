import type { EventReason } from "../../../webhooks/reasons";
import { reduceUser, type Reduction } from "../../../webhooks/reduceUser";
import { compareStamps, NEVER, type Stamp } from "../../../webhooks/stamp";
import type { UserChange } from "../../../webhooks/userChange";
import {
  changedFields,
  PROFILE_FIELDS,
  sameState,
  unknownUser,
  type ProfileField,
  type UserState,
} from "../../../webhooks/userState";
import type { Doc, Id } from "../tables/dataModel";
import type { MutationCtx } from "../tables/server";
import { defined } from "../lib/defined";
import { userByWorkosId } from "./find";
import { syncUserAgents } from "./agentRows";
import { withRequiredTexts } from "./appFields";
import { newRow } from "./newRow";
import { statusOf, type UserStatus } from "./row";
import { countedAs, UserTally } from "./tally";

export interface AppliedChange {
  userId: Id<"users">;
  outcome: "applied" | "ignored";
  reason: EventReason | null;
  changed: string[];
}

/** What a change makes of a row, before any of it is written. */
export interface RowReduction extends Reduction {
  row: Doc<"users"> | null;
  before: UserState;
  /** Names of the fields whose value differs. */
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
  const reduction = reduceRow(await userByWorkosId(ctx, change.userId), change);
  const tally = new UserTally();
  const userId = await saveReduction(ctx, reduction, tally, signIns);
  await tally.write(ctx, change.userId);
  const { outcome, reason, changed } = reduction;
  return { userId, outcome, reason, changed };
}

/** What a change makes of a row; null for a user who is not in the table. */
export function reduceRow(row: Doc<"users"> | null, change: UserChange): RowReduction {
  const current = row === null ? null : toState(row);
  const reduction = reduceUser(current, change);
  const before = current ?? unknownUser(change.userId);
  return { ...reduction, row, before, changed: changedFields(before, reduction.next) };
}

/** Writes a reduction, if there is anything to write. The caller writes the tally. */
export async function saveReduction(
  ctx: MutationCtx,
  { row, before, next }: RowReduction,
  tally: UserTally,
  signIns = 0,
): Promise<Id<"users">> {
  if (row !== null && signIns === 0 && sameState(before, next)) return row._id;
  const fields = toFields(next, row, signIns);
  tally.move(countedAs(row), fields);
  if (row === null) return await ctx.db.insert("users", newRow(defined(fields)));
  await ctx.db.patch("users", row._id, withRequiredTexts(fields));
  const mayMoveAgents = row.status === undefined || fields.status === "deleted";
  if (row.status !== fields.status && mayMoveAgents) await moveAgents(ctx, row._id);
  return row._id;
}

async function moveAgents(ctx: MutationCtx, userId: Id<"users">): Promise<void> {
  const user = await ctx.db.get("users", userId);
  if (user !== null) await syncUserAgents(ctx, user);
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
    createdAt: row.workosCreatedAt ?? null,
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
    createdAt: createdAtOf(state, row),
    workosCreatedAt: state.createdAt ?? undefined,
    updatedAt: updatedAtOf(state, row),
    ...(status === "pending" ? {} : { profileError: undefined, profileFetchAt: undefined }),
    ...(status === "deleted" ? { apiKey: undefined, apiKeyCreatedAt: undefined } : {}),
  };
}

/** A row's `createdAt`: WorkOS's where the row was made here, the app's where the app made it. */
function createdAtOf({ createdAt }: UserState, row: Doc<"users"> | null): number {
  const isOurs = row === null || row.createdAt === row.workosCreatedAt;
  return isOurs ? (createdAt ?? Date.now()) : row.createdAt;
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
