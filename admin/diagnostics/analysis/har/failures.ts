import type { HarFacts } from "../../../../convex/gatehouse/diagnostics/harFacts";
import { isSessionCookie } from "../../../../convex/gatehouse/diagnostics/judge/cookies";
import type { RoledEntry } from "./roles";

const BLOCKED =
  /ERR_BLOCKED_BY_(CLIENT|ADMINISTRATOR)|NS_ERROR_(TRACKING|MALWARE)|blockedByClient/i;
/** Endings that have nothing to do with CORS: no network, no such host, the page was left. */
const UNRELATED =
  /ABORTED|NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|CONNECTION|TIMED_OUT|SSL|CERT|NETWORK_CHANGED/i;

const isBlocked = ({ failure }: RoledEntry): boolean => BLOCKED.test(failure ?? "");

const matters = ({ role }: RoledEntry): boolean => role !== "app" && role !== "callback";

const isCrossOrigin = ({ origin, address }: RoledEntry): boolean =>
  origin !== null && origin !== `${address.scheme}://${address.host}`;

const isAllowed = ({ allowOrigin, origin }: RoledEntry): boolean =>
  allowOrigin === "*" || (allowOrigin !== null && allowOrigin === origin);

/** Requests to WorkOS whose answer the browser refused to hand over. */
export function corsFailures(entries: readonly RoledEntry[]): HarFacts["corsFailures"] {
  return entries
    .filter((entry) => entry.role === "authenticate" && !isBlocked(entry))
    .flatMap((entry): HarFacts["corsFailures"] => {
      const answered = entry.status > 0 && entry.hasAnswerHeaders;
      const refused = answered && isCrossOrigin(entry) && !isAllowed(entry);
      const cutOff = !answered && !UNRELATED.test(entry.failure ?? "") && entry.origin !== null;
      if (!refused && !cutOff) return [];
      const { index: step, origin, address } = entry;
      return [{ step, origin, path: address.path, headersSeen: refused }];
    });
}

/** Requests that something in the browser stopped. */
export function blockedRequests(entries: readonly RoledEntry[]): HarFacts["blockedRequests"] {
  return entries
    .filter((entry) => matters(entry) && isBlocked(entry))
    .map((entry) => ({ step: entry.index, host: entry.address.host }));
}

/**
 * WorkOS's refusals, by their code. A missing refresh token counts only after a sign-in: before one
 * it is the ordinary answer to "is somebody signed in?".
 */
export function apiErrors(entries: readonly RoledEntry[]): HarFacts["apiErrors"] {
  const firstCallback = entries.findIndex((entry) => entry.role === "callback");
  return entries.flatMap((entry, position): HarFacts["apiErrors"] => {
    if (entry.role !== "authenticate" || entry.status < 400) return [];
    const missing = entry.missingRefreshToken && position > firstCallback;
    if (entry.errorCode === null && !missing) return [];
    const { index: step, status } = entry;
    return [{ step, status, code: entry.errorCode ?? "other", missingRefreshToken: missing }];
  });
}

/** Answers that set a session cookie and may be kept by a cache. */
export function cachedSessions(entries: readonly RoledEntry[]): HarFacts["cachedSessions"] {
  return entries.flatMap((entry): HarFacts["cachedSessions"] => {
    if (!entry.cookiesSet.some((cookie) => isSessionCookie(cookie.name))) return [];
    const { index: step, address, ageSeconds, cacheControl } = entry;
    if ((ageSeconds ?? 0) > 0)
      return [{ step, host: address.host, why: `is ${ageSeconds ?? 0} seconds old` }];
    if (!/\bpublic\b|\bs-maxage=[1-9]/i.test(cacheControl ?? "")) return [];
    return [
      { step, host: address.host, why: `says Cache-Control: ${(cacheControl ?? "").slice(0, 80)}` },
    ];
  });
}

/** Whether a code verifier was sent that belongs to none of the challenges seen before. */
export function hasVerifierMismatch(entries: readonly RoledEntry[]): boolean {
  return entries.some((entry, position) => {
    if (entry.role !== "authenticate" || entry.verifierMark === null) return false;
    const challenges = entries
      .slice(0, position)
      .filter((earlier) => earlier.role === "authorize")
      .flatMap((earlier) => earlier.query["code_challenge"] ?? []);
    return challenges.length > 0 && !challenges.includes(entry.verifierMark);
  });
}

const MIN_SAMPLES = 3;

/**
 * How far the recording device's clock is from the servers': the middle of all comparisons of a
 * request's own time with the Date of its answer. Answers from caches carry old dates and are left out.
 */
export function clockOffset(
  entries: readonly Pick<
    RoledEntry,
    "startedAt" | "endedAt" | "serverDate" | "ageSeconds" | "status"
  >[],
): number | null {
  const offsets = entries
    .flatMap(({ startedAt, endedAt, serverDate, ageSeconds, status }) =>
      startedAt === null ||
      endedAt === null ||
      serverDate === null ||
      ageSeconds !== null ||
      status === 304
        ? []
        : [(startedAt + endedAt) / 2 - (serverDate + 500)],
    )
    .sort((a, b) => a - b);
  if (offsets.length < MIN_SAMPLES) return null;
  return Math.round(offsets[Math.floor(offsets.length / 2)] ?? 0);
}
