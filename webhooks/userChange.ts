import type { WorkosEvent } from "./decode";
import type { SignIn } from "./signIns";
import type { Stamp } from "./stamp";
import type { Profile, WorkosUser } from "./user";

/** What one event or reading says about a user. Whatever it does not say is null or left out. */
export interface UserChange {
  userId: string;
  /** The event's type, or the kind of reading: "sign-in", "reconcile". */
  source: string;
  stamp: Stamp;
  profile: Profile;
  createdAt: number | null;
  lastSignInAt: number | null;
  session: { at: number; method: string } | null;
  deletedAt: number | null;
}

function silent(userId: string, source: string, stamp: Stamp): UserChange {
  const nothing = { createdAt: null, lastSignInAt: null, session: null, deletedAt: null };
  return { userId, source, stamp, profile: {}, ...nothing };
}

/** The change a `user.*` event tells of. */
export function changeFromUserEvent(event: WorkosEvent, user: WorkosUser): UserChange {
  const updatedAt = user.updatedAt ?? event.occurredAt;
  return {
    ...silent(user.id, event.type, { updatedAt, eventId: event.id }),
    profile: user.profile,
    createdAt: user.createdAt ?? event.occurredAt,
    lastSignInAt: user.lastSignInAt,
    deletedAt: event.type === "user.deleted" ? event.occurredAt : null,
  };
}

/** The change a completed sign-in makes to its user; it proves that the user exists. */
export function changeFromSignIn(event: WorkosEvent, signIn: SignIn): UserChange | null {
  if (signIn.userId === null || signIn.outcome === "failed") return null;
  const { at, method } = signIn;
  return {
    ...silent(signIn.userId, event.type, { updatedAt: 0, eventId: event.id }),
    createdAt: at,
    lastSignInAt: at,
    session: { at, method },
  };
}

/** The change a user object read from WorkOS's API makes. `readAt` in epoch ms. */
export function changeFromReading(user: WorkosUser, source: string, readAt: number): UserChange {
  const stamp = { updatedAt: user.updatedAt ?? 0, eventId: null, readAt };
  const { profile, createdAt, lastSignInAt } = user;
  return { ...silent(user.id, source, stamp), profile, createdAt, lastSignInAt };
}

/**
 * The change a verified access token makes. Its claims carry no time of change, so anything WorkOS
 * ever said outranks them. `readAt` in epoch ms.
 */
export function changeFromToken(userId: string, claims: Profile, readAt: number): UserChange {
  const stamp = { updatedAt: 0, eventId: null, readAt };
  return { ...silent(userId, "sign-in", stamp), profile: claims, createdAt: readAt };
}

/** A user found missing from a complete listing that began at `at` (epoch ms). */
export function changeFromAbsence(userId: string, source: string, at: number): UserChange {
  return { ...silent(userId, source, { updatedAt: 0, eventId: null }), deletedAt: at };
}
