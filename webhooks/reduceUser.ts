import type { EventReason } from "./reasons";
import { compareStamps, NEVER } from "./stamp";
import type { UserChange } from "./userChange";
import {
  PROFILE_FIELDS,
  sameState,
  unknownUser,
  type Field,
  type ProfileField,
  type UserState,
} from "./userState";

export interface Reduction {
  outcome: "applied" | "ignored";
  reason: EventReason | null;
  next: UserState;
}

/**
 * The one place where users change, for every path: webhook, drain, replay, reconcile, sign-in.
 *
 * Every member of the state is joined on its own: profile fields by the greatest stamp, `deletedAt`
 * and `createdAt` by the earliest time, sign-ins by the latest. Such joins neither mind order nor
 * repetition, so the same changes always end in the same state. A deletion is never undone; what
 * arrives late only completes the record of who it was, unless that was erased.
 *
 * @param current the user so far, null when there is none
 */
export function reduceUser(current: UserState | null, change: UserChange): Reduction {
  const known = current ?? unknownUser(change.userId);
  if (known.isErased) return { outcome: "ignored", reason: "user-erased", next: known };
  const next = join(known, change);
  if (known.deletedAt !== null && next.deletedAt === known.deletedAt) {
    return { outcome: "ignored", reason: "user-deleted", next };
  }
  if (current === null || !sameState(current, next)) {
    return { outcome: "applied", reason: null, next };
  }
  const late = compareStamps(change.stamp, current.clock ?? NEVER) < 0;
  return { outcome: "ignored", reason: late ? "older-than-known" : "already-known", next };
}

function join(state: UserState, change: UserChange): UserState {
  return {
    userId: state.userId,
    fields: joinFields(state.fields, change),
    clock: joinClocks(state.clock, change),
    createdAt: pick(Math.min, state.createdAt, change.createdAt),
    lastSignInAt: pick(Math.max, state.lastSignInAt, change.lastSignInAt),
    lastSession: joinSessions(state.lastSession, change.session),
    deletedAt: pick(Math.min, state.deletedAt, change.deletedAt),
    isErased: state.isErased,
  };
}

function joinFields(fields: UserState["fields"], { profile, stamp }: UserChange) {
  const joined: Record<ProfileField, Field> = { ...fields };
  for (const name of PROFILE_FIELDS) {
    const value = profile[name];
    if (value === undefined || compareStamps(stamp, fields[name].stamp) <= 0) continue;
    joined[name] = { value, stamp };
  }
  return joined;
}

function joinClocks(clock: UserState["clock"], change: UserChange): UserState["clock"] {
  const saysNothing = Object.keys(change.profile).length === 0;
  if (saysNothing || compareStamps(change.stamp, clock ?? NEVER) <= 0) return clock;
  return { ...change.stamp, source: change.source };
}

function joinSessions(a: UserState["lastSession"], b: UserChange["session"]) {
  if (a === null || b === null) return a ?? b;
  // Two sessions in one millisecond: either order must end the same.
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return a.method >= b.method ? a : b;
}

function pick(choose: (a: number, b: number) => number, a: number | null, b: number | null) {
  return a === null || b === null ? (a ?? b) : choose(a, b);
}
