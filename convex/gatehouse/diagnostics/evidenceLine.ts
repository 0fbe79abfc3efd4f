import { isAvailable, type AvailableEvidence, type Evidence, type EvidenceKind } from "./evidence";
import { counted, utc } from "./judge/words";

type Words = { [Kind in EvidenceKind]?: (facts: AvailableEvidence<Kind>["facts"]) => string };

const words: Words = {
  workosUser: ({ workosId, email, emailVerified, lastSignInAt }) => {
    if (workosId === null) return `WorkOS does not know ${email ?? "this person"}.`;
    const verified = emailVerified === true ? "verified" : "not verified";
    const last = lastSignInAt === null ? "never signed in" : `last signed in ${utc(lastSignInAt)}`;
    return `WorkOS knows ${email ?? "them"} as ${workosId}; the address is ${verified}; ${last}.`;
  },
  userRow: ({ rows, status, createdAt, deletedAt }) => {
    if (rows === 0) return "There is no row in Convex.";
    if (deletedAt !== null)
      return `The row in Convex says that they were deleted ${utc(deletedAt)}.`;
    const since = createdAt === null ? "" : `, since ${utc(createdAt)}`;
    return `Their row in Convex is ${status ?? "there"}${since}.`;
  },
  sessions: ({ sessions }) => {
    const active = sessions.filter(({ status }) => status === "active").length;
    return `${counted(sessions.length, "session", "sessions")} at WorkOS, ${active} of them active.`;
  },
  signIns: ({ attempts, since, loops }) => {
    const failed = attempts.filter(({ succeeded }) => !succeeded).length;
    const last = attempts[0];
    const latest =
      last === undefined
        ? ""
        : `; the last, by ${last.method}, ${last.succeeded ? "succeeded" : "failed"} ${utc(last.at)}`;
    const looping = loops.filter(({ resolved }) => !resolved).length;
    const loop =
      looping === 0 ? "" : ` ${counted(looping, "login loop", "login loops")} not resolved.`;
    return `${counted(attempts.length, "sign-in", "sign-ins")} since ${utc(since)}, ${failed} of them failed${latest}.${loop}`;
  },
  operatorEntry: ({ email, reason }) =>
    `The console ${reason === null ? "lets" : "does not let"} ${email ?? "them"} in.`,
  selfCheck: ({ browser, hostname }) => `They had ${browser} examined on ${hostname}.`,
};

/** One piece of evidence about a person, as a line of the chain under the verdict. */
export interface EvidenceLine {
  source: string;
  sentence: string;
  at: number;
  available: boolean;
}

/**
 * Puts a piece of evidence about a person into words.
 * @param evidence of any kind; kinds that do not concern a person only name their source.
 */
export function evidenceLine(evidence: Evidence): EvidenceLine {
  const { source, at } = evidence;
  if (!isAvailable(evidence)) {
    return { source, at, sentence: evidence.unavailable, available: false };
  }
  return { source, at, sentence: sentenceOf(evidence), available: true };
}

function sentenceOf<Kind extends EvidenceKind>(evidence: AvailableEvidence<Kind>): string {
  const say = words[evidence.kind] as ((facts: unknown) => string) | undefined;
  return say?.(evidence.facts) ?? "";
}
