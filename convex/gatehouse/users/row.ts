import { v, type Infer } from "convex/values";
import { nullable } from "convex-helpers/validators";
import type { Doc } from "../tables/dataModel";
import { normalizeAgents } from "./agents";
import { userStatus } from "../tables/users";

const text = nullable(v.string());
const time = nullable(v.number());

/** A user as lists show it. The API key never leaves the server, only whether there is one. */
export const userRow = v.object({
  _id: v.id("users"),
  workosId: v.string(),
  email: text,
  emailVerified: nullable(v.boolean()),
  name: text,
  avatarUrl: text,
  status: userStatus,
  enabledAgents: v.array(v.string()),
  createdAt: v.number(),
  updatedAt: v.number(),
  lastSignInAt: time,
  lastSignInMethod: text,
  signInCount: v.number(),
  deletedAt: time,
  hasApiKey: v.boolean(),
});

/** A user as its own page shows it. */
export const userDetail = v.object({
  ...userRow.fields,
  firstName: text,
  lastName: text,
  locale: text,
  externalId: text,
  apiKeyCreatedAt: time,
  profilePhotoId: text,
  profileError: text,
  sync: nullable(v.object({ updatedAt: v.number(), eventId: text, source: v.string() })),
  deletionStatus: text,
  erased: nullable(v.object({ at: v.number(), isDone: v.boolean() })),
});

export type UserRow = Infer<typeof userRow>;
export type UserDetail = Infer<typeof userDetail>;
export type UserStatus = Infer<typeof userStatus>;

/** The name to show: the profile's own, else first and last name, else nothing. */
export function displayName(
  user: Pick<Doc<"users">, "name" | "firstName" | "lastName">,
): string | null {
  const parts = [user.firstName, user.lastName].filter((part) => part !== undefined);
  return user.name ?? (parts.length === 0 ? null : parts.join(" "));
}

/** The status of a row; rows from before Gatehouse have none and were in use, so they are active. */
export function statusOf(user: Pick<Doc<"users">, "status" | "deletedAt">): UserStatus {
  return user.deletedAt === undefined ? (user.status ?? "active") : "deleted";
}

/** Whether WorkOS has told of a user's profile; a row that the app made has only the app's word. */
export function isProfileKnown({ sync }: Pick<Doc<"users">, "sync">): boolean {
  // Claims of a token carry no time.
  return (sync?.updatedAt ?? 0) > 0;
}

/** Whether more than the deletion is known of a user; else `createdAt` says when that was. */
export function isCreationKnown({
  createdAt,
  deletedAt,
}: {
  createdAt: number;
  deletedAt?: number | undefined;
}): boolean {
  return deletedAt !== createdAt;
}

/** Projects a row for lists. */
export function toUserRow(user: Doc<"users">): UserRow {
  return {
    _id: user._id,
    workosId: user.workosId,
    email: user.email ?? null,
    emailVerified: user.emailVerified ?? null,
    name: displayName(user),
    avatarUrl: user.avatarUrl ?? null,
    status: statusOf(user),
    enabledAgents: normalizeAgents(user.enabledAgents ?? []),
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
    lastSignInAt: user.lastSignInAt ?? null,
    lastSignInMethod: user.lastSignInMethod ?? null,
    signInCount: user.signInCount ?? 0,
    deletedAt: user.deletedAt ?? null,
    hasApiKey: user.apiKey !== undefined,
  };
}

function syncDetail({ sync }: Doc<"users">): UserDetail["sync"] {
  if (sync === undefined || !isProfileKnown({ sync })) return null;
  return { updatedAt: sync.updatedAt, eventId: sync.eventId, source: sync.source };
}

/** Projects a row for the user's page. */
export function toUserDetail(user: Doc<"users">): UserDetail {
  return {
    ...toUserRow(user),
    firstName: user.firstName ?? null,
    lastName: user.lastName ?? null,
    locale: user.locale ?? null,
    externalId: user.externalId ?? null,
    apiKeyCreatedAt: user.apiKeyCreatedAt ?? null,
    profilePhotoId: user.profilePhotoId ?? null,
    profileError: user.profileError ?? null,
    sync: syncDetail(user),
    deletionStatus: user.deletionStatus ?? null,
    erased: user.erased ?? null,
  };
}
