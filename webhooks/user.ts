import { isObject, member, textMember, timeMember, type JsonObject } from "./json";

/** The profile fields WorkOS owns. An absent one was not said; null means WorkOS says it is empty. */
export interface Profile {
  email?: string | null;
  emailVerified?: boolean | null;
  name?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  avatarUrl?: string | null;
  locale?: string | null;
  externalId?: string | null;
}

/** A WorkOS user object, decoded. Only the id is sure to be there. */
export interface WorkosUser {
  id: string;
  profile: Profile;
  createdAt: number | null;
  updatedAt: number | null;
  lastSignInAt: number | null;
}

/**
 * Decodes a WorkOS user object leniently: fields it does not know are dropped, missing or odd ones
 * are left out. Returns null only when there is no id.
 */
export function decodeUser(value: unknown): WorkosUser | null {
  if (!isObject(value)) return null;
  const id = textMember(value, "id");
  if (typeof id !== "string") return null;
  return {
    id,
    profile: decodeProfile(value),
    createdAt: timeMember(value, "created_at") ?? null,
    updatedAt: timeMember(value, "updated_at") ?? null,
    lastSignInAt: timeMember(value, "last_sign_in_at") ?? null,
  };
}

function decodeProfile(user: JsonObject): Profile {
  const firstName = textMember(user, "first_name");
  const lastName = textMember(user, "last_name");
  const emailVerified = member(user, "email_verified");
  return compact({
    email: lowerCase(textMember(user, "email")),
    emailVerified: typeof emailVerified === "boolean" ? emailVerified : undefined,
    // `name` came in 2026; before that, and when it is empty, the two parts make it.
    name: textMember(user, "name") ?? joinNames(firstName, lastName),
    firstName,
    lastName,
    avatarUrl: textMember(user, "profile_picture_url"),
    locale: textMember(user, "locale"),
    externalId: textMember(user, "external_id"),
  });
}

type Said<T> = T | null | undefined;
/** Every field by name, said or not: one that is forgotten does not compile. */
type EveryField = Record<Exclude<keyof Profile, "emailVerified">, Said<string>> & {
  emailVerified: Said<boolean>;
};

// One spelling per address, so that looking one up by its beginning finds it.
function lowerCase(text: Said<string>): Said<string> {
  return typeof text === "string" ? text.toLowerCase() : text;
}

function joinNames(firstName: Said<string>, lastName: Said<string>): Said<string> {
  if (firstName === undefined && lastName === undefined) return undefined;
  const parts = [firstName, lastName].filter((part) => typeof part === "string");
  return parts.length === 0 ? null : parts.join(" ");
}

/** Drops what was not said, so that "absent" has one form only. */
function compact(fields: EveryField): Profile {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
