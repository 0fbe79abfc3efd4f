import type { Given, Observation } from "./types";
import { counted, listed, utc } from "./words";

const COMPARED = "The last comparison of all users with WorkOS was looked at.";

function gaps({ newest, all, environment }: Given): Observation[] {
  const evidence = newest("provisioningGaps");
  if (evidence === null) return [];
  const { facts } = evidence;
  const without = facts.signedInWithoutRow;
  const compared = facts.comparedAt === null ? "" : ` of ${utc(facts.comparedAt)}`;
  const missing = (facts.usersAtWorkos ?? 0) - (facts.usersInConvex ?? 0);
  const bare = all("tokenClaims").filter((token) => !token.facts.claimNames.includes("email"));
  const seen = (
    code: Observation["code"],
    count: number,
    sentence: string,
    howWeKnow: string,
    more: Observation["evidence"] = [],
  ): Observation[] =>
    count <= 0
      ? []
      : [
          {
            code,
            certainty: "proven",
            subject: counted(count, "person", "people"),
            sentence,
            howWeKnow,
            evidence: [evidence, ...more],
            values: {
              count: String(count),
              ...(environment === null ? {} : { webhookUrl: environment.webhookUrl }),
            },
          },
        ];
  return [
    ...seen(
      "user-not-created",
      without.length,
      `${counted(without.length, "person has", "people have")} signed in and ${without.length === 1 ? "has" : "have"} no row in Convex: ${listed(without.map(({ email, workosId }) => email ?? workosId))}.`,
      "Completed sign-ins were compared with the users table.",
    ),
    ...seen(
      "users-predate-webhook",
      without.length > 0 ? 0 : missing,
      `The comparison${compared} found ${counted(facts.usersAtWorkos ?? 0, "user", "users")} at WorkOS; ${missing.toLocaleString("en-US")} of them still ${missing === 1 ? "has" : "have"} no row in Convex.`,
      COMPARED,
    ),
    ...seen(
      "user-row-duplicated",
      facts.duplicatedIds.length,
      `More than one row exists for ${listed(facts.duplicatedIds)}.`,
      "The users table was searched by WorkOS ID.",
    ),
    ...seen(
      "deleted-user-resurrected",
      facts.resurrectedIds.length,
      `WorkOS no longer has ${listed(facts.resurrectedIds)}, and ${facts.resurrectedIds.length === 1 ? "the row is" : "their rows are"} active here.`,
      COMPARED,
    ),
    ...seen(
      "profile-claims-missing",
      facts.rowsWithoutEmail,
      `${counted(facts.rowsWithoutEmail, "row has", "rows have")} no e-mail address${bare.length === 0 ? "" : ", and the access tokens carry none to copy"}.`,
      "The users table was searched.",
      bare,
    ),
    ...seen(
      "pending-profile",
      facts.rowsPendingTooLong,
      `${counted(facts.rowsPendingTooLong, "profile has", "profiles have")} not arrived from WorkOS yet.`,
      "The rows are still pending.",
    ),
  ];
}

/** How long a row may stay pending before it is worth a word. */
const PENDING_TOO_LONG_MS = 2 * 60_000;

function row({ newest, now }: Given): Observation[] {
  const rowEvidence = newest("userRow");
  const user = newest("workosUser");
  if (rowEvidence === null) return [];
  const { facts } = rowEvidence;
  const person = facts.email ?? user?.facts.email ?? facts.workosId ?? "this person";
  const seen = (code: Observation["code"], sentence: string, howWeKnow: string): Observation[] => [
    {
      code,
      certainty: "proven",
      subject: person,
      sentence,
      howWeKnow,
      evidence: user === null ? [rowEvidence] : [rowEvidence, user],
      values: { email: person, count: "1" },
    },
  ];
  const atWorkos = user === null ? null : user.facts.workosId !== null;
  if (facts.rows > 1)
    return seen(
      "user-row-duplicated",
      `${person} has ${facts.rows} rows.`,
      "The users table was searched by WorkOS ID.",
    );
  if (facts.status === "deleted")
    return seen(
      "user-deleted",
      `${person} was deleted.`,
      "The row carries the time of its deletion.",
    );
  if (facts.rows === 1 && atWorkos === false) {
    return seen(
      "deleted-user-resurrected",
      `${person} has an active row, but WorkOS does not know this user.`,
      "The user was looked up at WorkOS.",
    );
  }
  if (facts.rows === 0 && atWorkos === true && user?.facts.lastSignInAt !== null) {
    return seen(
      "user-not-created",
      `${person} has signed in at WorkOS and has no row in Convex.`,
      "The user was looked up at WorkOS and in the users table.",
    );
  }
  if (facts.status === "pending" && now - (facts.createdAt ?? 0) > PENDING_TOO_LONG_MS) {
    return seen(
      "pending-profile",
      `The profile of ${person} has not arrived from WorkOS yet.`,
      "The row is pending.",
    );
  }
  if (facts.status === "active" && facts.email === null) {
    return seen(
      "profile-claims-missing",
      `The row of ${person} has no e-mail address.`,
      "The row was read.",
    );
  }
  return [];
}

/** Whether WorkOS's users and Convex's rows agree, over all and for one person. */
export function judgeProvisioning(given: Given): Observation[] {
  return [...gaps(given), ...row(given)];
}
