import type { Doc } from "../../../convex/_generated/dataModel";
import type { Database } from "../../../local/backend/transaction/types";
import type { User } from "../../../local/workos/model/types";
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

function seenHere(row: Doc<"users">) {
  const { email, emailVerified, name, firstName, lastName, locale, externalId } = row;
  const text = { email, name, firstName, lastName, locale, externalId };
  return {
    ...Object.fromEntries(Object.entries(text).map(([field, value]) => [field, value ?? null])),
    emailVerified,
    createdAt: row.createdAt,
    lastSignInAt: row.lastSignInAt ?? null,
    status: row.status,
  };
}

function seenThere(user: User) {
  return {
    email: user.email.toLowerCase(),
    name: user.name,
    firstName: user.first_name,
    lastName: user.last_name,
    locale: user.locale,
    externalId: user.external_id,
    emailVerified: user.email_verified,
    createdAt: Date.parse(user.created_at),
    lastSignInAt: user.last_sign_in_at === null ? null : Date.parse(user.last_sign_in_at),
    status: "active",
  };
}
