import type { Doc } from "../../../convex/_generated/dataModel";
import type { Database } from "../../../local/backend/transaction/types";
import type { User } from "../../../local/workos/model/types";
import { PROFILE_FIELDS, type ProfileField } from "../../../webhooks/userState";
import { readTable } from "../../support/tables";

/**
 * Compares the users table with WorkOS's users.
 * @returns one sentence per difference; none when every user is here as they are there, and nobody
 *   else is active
 */
export function differences(database: Database, truth: readonly User[]): string[] {
  const rows = readTable(database, "users");
  const byId = new Map(rows.map((row) => [row.workosId, row]));
  const ids = new Set(truth.map(({ id }) => id));
  const wrong = truth.flatMap((user) => {
    const row = byId.get(user.id);
    const [here, there] = [JSON.stringify(row && seenHere(row)), JSON.stringify(seenThere(user))];
    return here === there ? [] : [`${user.id} is ${here ?? "missing"}, not ${there}`];
  });
  const extra = rows.filter(({ workosId, status }) => !ids.has(workosId) && status !== "deleted");
  const doubled = rows.length - byId.size;
  return [
    ...wrong,
    ...extra.map(({ workosId, status }) => `${workosId} is ${status}, but not in WorkOS`),
    ...(doubled === 0 ? [] : [`${doubled} users have two rows`]),
  ];
}

type Profile = Record<ProfileField, string | boolean | null>;

function seenHere(row: Doc<"users">) {
  return {
    ...Object.fromEntries(PROFILE_FIELDS.map((field) => [field, row[field] ?? null])),
    createdAt: row.createdAt,
    lastSignInAt: row.lastSignInAt ?? null,
    status: row.status,
  };
}

function seenThere(user: User) {
  const profile: Profile = {
    email: user.email.toLowerCase(),
    emailVerified: user.email_verified,
    name: user.name,
    firstName: user.first_name,
    lastName: user.last_name,
    avatarUrl: user.profile_picture_url,
    locale: user.locale,
    externalId: user.external_id,
  };
  return {
    ...Object.fromEntries(PROFILE_FIELDS.map((field) => [field, profile[field]])),
    createdAt: Date.parse(user.created_at),
    lastSignInAt: user.last_sign_in_at === null ? null : Date.parse(user.last_sign_in_at),
    status: "active",
  };
}
