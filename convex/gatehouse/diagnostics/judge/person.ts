import type { CauseCode } from "../catalogue";
import { causeOfErrorCode } from "../errorCodes";
import { matchErrorMessage } from "../errorMessages";
import type { Given, Observation } from "./types";
import { counted, utc } from "./words";

const RECENTLY_MS = 24 * 60 * 60_000;

/** What a failed method stands for when WorkOS's error code says nothing. */
const methodCauses: Readonly<Record<string, CauseCode>> = {
  password: "credentials-refused",
  magic_auth: "one-time-code-refused",
  magic_code: "one-time-code-refused",
  mfa: "mfa-unfinished",
  sso: "sso-connection-broken",
  oauth: "provider-failed",
  email_verification: "email-unverified",
};

const causeOfMethod = (method: string): CauseCode | null =>
  Object.hasOwn(methodCauses, method) ? (methodCauses[method] ?? null) : null;

function failures({ newest, now }: Given): Observation[] {
  const evidence = newest("signIns");
  if (evidence === null) return [];
  const attempts = [...evidence.facts.attempts].sort((a, b) => a.at - b.at);
  const lastSuccess = attempts.findLast((attempt) => attempt.succeeded)?.at ?? 0;
  const since = attempts.filter(
    (attempt) => !attempt.succeeded && attempt.at > lastSuccess && now - attempt.at < RECENTLY_MS,
  );
  const last = since.at(-1);
  if (last === undefined) return [];
  const exact = last.errorCode === null ? null : causeOfErrorCode(last.errorCode);
  const code = exact ?? causeOfMethod(last.method);
  if (code === null) return [];
  const person = evidence.facts.email ?? "this person";
  const why = last.errorCode === null ? "" : ` with ${last.errorCode}`;
  return [
    {
      code,
      certainty: exact === null ? "likely" : "proven",
      subject: person,
      sentence: `WorkOS refused ${counted(since.length, "sign-in", "sign-ins")} of ${person} since the last success, the latest by ${last.method}${why} at ${utc(last.at)}.`,
      howWeKnow: "WorkOS's own events about this person were read.",
      evidence: [evidence],
      values: { email: person },
    },
  ];
}

function unknownPerson({ newest }: Given): Observation[] {
  const user = newest("workosUser");
  const row = newest("userRow");
  if (user === null || user.facts.workosId !== null) return [];
  if (row !== null && row.facts.rows > 0) return [];
  const person = user.facts.email ?? "this address";
  return [
    {
      code: "person-unknown",
      certainty: "proven",
      subject: person,
      sentence: `Neither WorkOS nor Convex knows ${person}.`,
      howWeKnow: "The address was looked up in both.",
      evidence: row === null ? [user] : [user, row],
      values: { email: person },
    },
  ];
}

function unverified({ newest }: Given): Observation[] {
  const user = newest("workosUser");
  if (user === null || user.facts.emailVerified !== false) return [];
  const person = user.facts.email ?? "this person";
  return [
    {
      code: "email-unverified",
      certainty: user.facts.lastSignInAt === null ? "likely" : "possible",
      subject: person,
      sentence: `The address ${person} is not verified at WorkOS.`,
      howWeKnow: "The user was read from WorkOS.",
      evidence: [user],
      values: { email: person },
    },
  ];
}

function noAttempt({ newest }: Given): Observation[] {
  const evidence = newest("signIns");
  const user = newest("workosUser");
  if (evidence === null || evidence.facts.attempts.length > 0) return [];
  if (user === null || user.facts.workosId === null) return [];
  const person = evidence.facts.email ?? user.facts.email ?? "this person";
  return [
    {
      code: "no-attempt-seen",
      certainty: "possible",
      subject: person,
      sentence: `WorkOS has recorded no sign-in of ${person} since ${utc(evidence.facts.since)}, neither good nor bad.`,
      howWeKnow: "WorkOS's own events about this person were searched.",
      evidence: [evidence],
      values: { email: person },
    },
  ];
}

function endedSessions({ newest, now }: Given): Observation[] {
  const evidence = newest("sessions");
  const user = newest("workosUser");
  if (evidence === null || evidence.facts.sessions.length === 0) return [];
  const { sessions } = evidence.facts;
  const lastEnd = Math.max(...sessions.map((session) => session.endedAt ?? 0));
  const revoked = sessions.some(
    (session) => session.status === "revoked" && now - (session.endedAt ?? 0) < RECENTLY_MS,
  );
  if (!revoked || sessions.some((session) => session.status === "active")) return [];
  return [
    {
      code: "sessions-ended",
      certainty: "proven",
      subject: user?.facts.email ?? "this person",
      sentence: `None of ${counted(sessions.length, "session", "sessions")} is active; the last ended at ${utc(lastEnd)}.`,
      howWeKnow: "The person's sessions were listed at WorkOS.",
      evidence: [evidence],
    },
  ];
}

const entryCauses = {
  pendingProfile: ["pending-profile", "has a row whose profile has not arrived from WorkOS yet"],
  unverifiedEmail: [
    "operator-email-unverified",
    "is on the list of first admins (GATEHOUSE_ADMINS), but WorkOS has not verified the address",
  ],
  notListed: [
    "operator-not-listed",
    "is no operator of this console: GATEHOUSE_ADMINS does not name the address, and no admin has added it",
  ],
  removed: [
    "operator-not-listed",
    "is no operator of this console any more: an admin has taken the role away, and GATEHOUSE_ADMINS does not give it back",
  ],
} as const;

function operator({ newest }: Given): Observation[] {
  const evidence = newest("operatorEntry");
  if (evidence === null || evidence.facts.reason === null) return [];
  const [code, words] = entryCauses[evidence.facts.reason];
  const person = evidence.facts.email ?? "This person";
  return [
    {
      code,
      certainty: "proven",
      subject: person,
      sentence: `${person} ${words}.`,
      howWeKnow: "The console's own entry check says so.",
      evidence: [evidence],
      ...(evidence.facts.email === null ? {} : { values: { email: evidence.facts.email } }),
    },
  ];
}

function messages({ all }: Given): Observation[] {
  return all("errorMessage").flatMap((evidence): Observation[] => {
    const match = matchErrorMessage(evidence.facts.text);
    if (match === null) return [];
    return [
      {
        code: match.code,
        certainty: match.certainty,
        subject: match.recognised,
        sentence: `The message says “${match.recognised}”.`,
        howWeKnow: "The words were recognised in the pasted text.",
        evidence: [evidence],
      },
    ];
  });
}

/** What concerns one person, one operator, or one pasted message. */
export function judgePerson(given: Given): Observation[] {
  const rules = [failures, unknownPerson, unverified, noAttempt, endedSessions, operator, messages];
  return rules.flatMap((rule) => rule(given));
}
