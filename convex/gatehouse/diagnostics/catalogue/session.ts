import { BOTH_MODES, CLIENT_ONLY, COOKIE } from "./types";
import type { Cause } from "./types";

const NEXTJS = "https://github.com/workos/authkit-nextjs";

/** Causes that lie in the life of a session after the callback. */
export const sessionCauses = {
  "callback-behind-guard": {
    title: "The callback page itself asks people to sign in",
    whatThePersonSees: "An endless loop right after signing in.",
    cause:
      "The route that should finish the sign-in is protected like any other page, so it sends people back to WorkOS before it can read the code.",
    howItIsProven: "The callback, called with a code, answers with a redirect to the sign-in page.",
    remedy: [
      "In the app's middleware file exempt {callbackPath} from the protection: add it to unauthenticatedPaths, or leave it out of matcher.",
      "Deploy and sign in again.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [`${NEXTJS}/issues/40`, `${NEXTJS}/pull/49`],
    certainty: "proven",
  },
  "route-outside-middleware": {
    title: "A page uses the session where the middleware does not run",
    whatThePersonSees: "An error page saying “withAuth on a route not covered by middleware”.",
    cause:
      "The middleware's matcher does not include the page, or the hosting runs it differently.",
    howItIsProven: "The error text says so.",
    remedy: [
      "In the app's middleware file add the page's path to matcher, so that AuthKit runs for it, and deploy.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: COOKIE,
    sources: [
      `${NEXTJS}/issues/299`,
      `${NEXTJS}/issues/274`,
      `${NEXTJS}/issues/351`,
      `${NEXTJS}/issues/229`,
    ],
    certainty: "proven",
  },
  "refresh-token-race": {
    title: "Two requests renewed the session at the same moment",
    whatThePersonSees: "People are signed out at random, more often with several tabs open.",
    cause:
      "A refresh token works once. When two tabs or two server requests use the same one, or the new one is not stored, the loser is signed out.",
    howItIsProven:
      "Several invalid_grant answers (“Refresh token already exchanged”) come in a burst for one person.",
    remedy: [
      "Update the app's AuthKit package and deploy: newer versions let only one tab or request renew the session.",
      "If the app renews sessions with code of its own, let one request at a time do it, and store the new token before answering.",
    ],
    deepLink: null,
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: [
      `${NEXTJS}/issues/28`,
      "https://github.com/workos/authkit-remix/issues/7",
      "https://github.com/workos/workos-node/issues/1202",
      "https://github.com/workos/workos-node/issues/1184",
      "https://github.com/swarajbachu/zuse/pull/275",
    ],
    certainty: "likely",
  },
  "refresh-lock-timeout": {
    title: "Stuck on loading after the computer slept",
    whatThePersonSees:
      "The app shows its loading state for ever after waking the computer; a reload helps.",
    cause:
      "Tabs share a lock named WORKOS_REFRESH_SESSION. A sleeping tab held it longer than ten seconds.",
    howItIsProven: "The error text names AcquisitionTimeoutError or the lock.",
    remedy: ["Update @workos-inc/authkit-react (or authkit-js) in the app, build and deploy."],
    reply: "Please reload the page; that is all it needs. We are working on a lasting cure.",
    deepLink: null,
    severity: "degrading",
    authModes: CLIENT_ONLY,
    sources: ["https://github.com/workos/authkit-js/pull/117"],
    certainty: "proven",
  },
  "organization-stale": {
    title: "The browser remembers an organization the person no longer belongs to",
    whatThePersonSees: "One person is signed out at every refresh; a private window works.",
    cause:
      "The last organization is kept in the browser and sent with every refresh. The membership is gone, so WorkOS refuses.",
    howItIsProven:
      "WorkOS answers organization_membership_not_found, or the remembered organization is not among the person's memberships.",
    remedy: [
      "Ask the person to clear the site data of {host}, or to sign out and in again.",
      "If they should still be a member of {organizationId}, add the membership again in the WorkOS dashboard.",
    ],
    reply:
      "Your browser remembers an organization that you no longer belong to. Please sign out, clear the site data of {host}, and sign in again. If you should still be a member, tell us.",
    deepLink: { workos: "users" },
    severity: "blocking",
    authModes: CLIENT_ONLY,
    sources: ["https://github.com/workos/authkit/issues/48"],
    certainty: "proven",
  },
  "clock-skew": {
    title: "A clock is wrong",
    whatThePersonSees:
      "Tokens are “expired” or “not yet valid” the moment they arrive; sign-in loops.",
    cause:
      "Tokens are valid for five minutes, and Convex allows five seconds of difference. A device or server whose clock is off by more refuses good tokens.",
    howItIsProven:
      "The clock is compared with the Date of an answer, or with the time in a fresh token.",
    remedy: [
      "Switch on automatic date and time on the device, or time synchronisation (NTP) on the server.",
      "Sign in again.",
    ],
    reply:
      "The clock of your device seems to be wrong, and sign-ins are only valid for a few minutes. Please switch on automatic date and time in your device's settings, and sign in again.",
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [
      "source code of convex-backend: 5 s leeway",
      "https://github.com/clerk/javascript/issues/1418",
    ],
    certainty: "proven",
  },
} as const satisfies Record<string, Cause>;
