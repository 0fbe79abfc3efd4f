import type { UserDetail } from "../../convex/gatehouse/users/row";

/** A user row as `users:get` returns it; lists take the same. */
export function userRow(number: number, changes: Partial<UserDetail> = {}): UserDetail {
  return {
    _id: `row${number}` as UserDetail["_id"],
    workosId: `user_${number}`,
    email: `person${number}@example.com`,
    emailVerified: true,
    name: `Person ${number}`,
    avatarUrl: null,
    status: "active",
    enabledAgents: [],
    createdAt: 1_000 * number,
    updatedAt: 1_000 * number,
    lastSignInAt: null,
    lastSignInMethod: null,
    signInCount: 0,
    deletedAt: null,
    hasApiKey: false,
    firstName: null,
    lastName: null,
    locale: null,
    externalId: null,
    apiKeyCreatedAt: null,
    profilePhotoId: null,
    profileError: null,
    sync: null,
    deletionStatus: null,
    erased: null,
    ...changes,
  };
}

/** Users `from` … `to`, in order. */
export function userRows(from: number, to: number): UserDetail[] {
  return Array.from({ length: to - from + 1 }, (_, index) => userRow(from + index));
}
