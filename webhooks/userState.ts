import { compareStamps, NEVER, type Stamp } from "./stamp";
import type { Profile } from "./user";

export const PROFILE_FIELDS = [
  "email",
  "emailVerified",
  "name",
  "firstName",
  "lastName",
  "avatarUrl",
  "locale",
  "externalId",
] as const satisfies readonly (keyof Profile)[];

export type ProfileField = (typeof PROFILE_FIELDS)[number];
type FieldValue = string | boolean | null;

/** A profile field and the stamp of the change that last said it. */
export interface Field {
  value: FieldValue;
  stamp: Stamp;
}

/** All that WorkOS has said about one user. Each member only ever moves one way. */
export interface UserState {
  userId: string;
  fields: Record<ProfileField, Field>;
  /** The greatest stamp of any profile seen, and what brought it; null while only the id is known. */
  clock: (Stamp & { source: string }) | null;
  /** Epoch ms of the earliest sign that the user exists. */
  createdAt: number | null;
  lastSignInAt: number | null;
  /** The latest session seen, for its method. */
  lastSession: { at: number; method: string } | null;
  /** Once set the user stays deleted. */
  deletedAt: number | null;
  /** Whether an operator had the user's personal data erased: then nothing is taken in any more. */
  isErased: boolean;
}

/** A user about whom nothing was ever said. */
export function unknownUser(userId: string): UserState {
  const nothing: Field = { value: null, stamp: NEVER };
  return {
    userId,
    fields: {
      email: nothing,
      emailVerified: nothing,
      name: nothing,
      firstName: nothing,
      lastName: nothing,
      avatarUrl: nothing,
      locale: nothing,
      externalId: nothing,
    },
    clock: null,
    createdAt: null,
    lastSignInAt: null,
    lastSession: null,
    deletedAt: null,
    isErased: false,
  };
}

/** The fields whose value differs between two states of a user. */
export function changedFields(before: UserState, after: UserState): string[] {
  const profile = PROFILE_FIELDS.filter(
    (name) => before.fields[name].value !== after.fields[name].value,
  );
  const times = (["createdAt", "lastSignInAt", "deletedAt"] as const).filter(
    (name) => before[name] !== after[name],
  );
  return [...profile, ...times];
}

/** Whether two states of a user are the same, stamps and all. */
export function sameState(a: UserState, b: UserState): boolean {
  return (
    changedFields(a, b).length === 0 &&
    a.lastSession?.at === b.lastSession?.at &&
    a.lastSession?.method === b.lastSession?.method &&
    compareStamps(a.clock ?? NEVER, b.clock ?? NEVER) === 0 &&
    PROFILE_FIELDS.every((name) => compareStamps(a.fields[name].stamp, b.fields[name].stamp) === 0)
  );
}
