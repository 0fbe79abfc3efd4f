import type { HarFacts, HarStep } from "../../../../convex/gatehouse/diagnostics/harFacts";
import { isSessionCookie } from "../../../../convex/gatehouse/diagnostics/judge/cookies";
import { authorizes, callbacks, loopOf } from "./chain";
import { doubledCookies, lostCookies } from "./cookieJourney";
import type { SafeEntry } from "./entry";
import {
  apiErrors,
  blockedRequests,
  cachedSessions,
  clockOffset,
  corsFailures,
  hasVerifierMismatch,
} from "./failures";
import type { RoledEntry } from "./roles";
import { withRoles } from "./roles";

const MAX_STEPS = 2000;

/** Pages, redirects and everything that talks to WorkOS or Convex; pictures and scripts are left out. */
const isStep = (entry: RoledEntry): boolean =>
  entry.role !== "app" ||
  (!entry.isFetch && (entry.isPage || entry.redirectTo !== null)) ||
  entry.cookiesSet.some((cookie) => isSessionCookie(cookie.name));

const stepOf = (entry: RoledEntry): HarStep => ({
  index: entry.index,
  at: entry.startedAt,
  method: entry.method,
  role: entry.role,
  address: entry.address,
  query: entry.query,
  status: entry.status,
  redirectTo: entry.redirectTo,
  fetched: entry.isFetch,
  cookiesSent: entry.cookiesSent,
  cookiesSet: entry.cookiesSet,
});

/**
 * Says what a recording shows of a sign-in.
 * @param entries safe entries, in order.
 * @param reading how the reading went: entries in all, why it stopped early, the present time.
 */
export function harFacts(
  entries: readonly SafeEntry[],
  reading: { entries: number; incomplete: string | null; now: number },
): HarFacts {
  const roled = withRoles(entries).filter(isStep).slice(0, MAX_STEPS);
  const cookiesRecorded = entries.some((entry) => entry.recordsCookies);
  return {
    entries: reading.entries,
    incomplete: reading.incomplete,
    cookiesRecorded,
    steps: roled.map(stepOf),
    authorizes: authorizes(roled),
    callbacks: callbacks(roled),
    loop: loopOf(roled),
    lostCookies: cookiesRecorded ? lostCookies(roled, reading.now) : [],
    doubledCookies: doubledCookies(roled),
    corsFailures: corsFailures(roled),
    blockedRequests: blockedRequests(roled),
    apiErrors: apiErrors(roled),
    convexErrors: [...new Set(entries.flatMap((entry) => entry.convexErrors))].slice(0, 5),
    cachedSessions: cachedSessions(roled),
    verifierMismatch: hasVerifierMismatch(roled),
    clockOffsetMs: clockOffset(entries),
  };
}
