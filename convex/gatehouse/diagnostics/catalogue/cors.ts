import { BOTH_MODES, CLIENT_ONLY } from "./types";
import type { Cause } from "./types";

/** Causes that make the browser refuse a request. */
export const corsCauses = {
  "cors-origin-missing": {
    title: "The app's origin is not on WorkOS's CORS list",
    whatThePersonSees:
      "Sign-in completes at WorkOS, then the app shows people as signed out, or starts again. The browser's console says “blocked by CORS policy”.",
    cause:
      "An app without a server exchanges the code from the browser, and WorkOS answers only origins on its CORS list. That list is separate from the redirect URIs: adding the callback address there, as is often advised, does not help.",
    howItIsProven:
      "WorkOS's CORS list is read and does not contain the app's origin, or a recording shows the browser refusing WorkOS's answer.",
    remedy: [
      "In the WorkOS dashboard open Authentication → Sessions → Cross-Origin Resource Sharing (CORS) → Manage.",
      "Add {origin}: scheme, host and port, no path, no slash at the end.",
    ],
    deepLink: { workos: "cors" },
    severity: "blocking",
    authModes: CLIENT_ONLY,
    sources: [
      "https://github.com/waynesutton/opensync/pull/23",
      "source code of @workos-inc/authkit-js",
    ],
    certainty: "proven",
  },
  "authorize-fetched": {
    title: "The sign-in address is fetched instead of opened",
    whatThePersonSees:
      "Nothing happens on “Sign in”; the browser's console shows a CORS error for /user_management/authorize.",
    cause:
      "The hosted sign-in page must be opened like a link. A framework link (<Link>) or a background request tried to fetch it, which no CORS setting can allow.",
    howItIsProven: "The request for the sign-in address was a fetch, not a navigation.",
    remedy: [
      "In the app's code use a plain <a href> or window.location.assign for sign-in and sign-out links.",
      "Switch off prefetching for these links, and deploy.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [
      "https://github.com/workos/authkit/issues/11",
      "https://github.com/workos/authkit/issues/13",
      "https://github.com/workos/template-convex-nextjs-authkit/pull/9",
    ],
    certainty: "proven",
  },
  "request-blocked": {
    title: "Something in the browser blocks the sign-in requests",
    whatThePersonSees:
      "Only this person is affected; with another browser or a private window it works.",
    cause:
      "An ad blocker, a privacy extension or a company's proxy stops requests to WorkOS or Convex.",
    howItIsProven:
      "A recording shows that a client-side blocker stopped the request. In the self-check it is only likely: the request failed there, while the host answers this server.",
    remedy: [
      "Ask the person to switch off blockers for {host}, or to try a private window without extensions.",
      "On a company network, ask its administrator to allow the blocked host: {origin}.",
    ],
    reply:
      "Something in your browser stops our sign-in, most likely an ad blocker or a privacy extension. Please try a private window without extensions, or allow {host}, and sign in again.",
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["Chromium source: net::ERR_BLOCKED_BY_CLIENT"],
    certainty: "proven",
  },
} as const satisfies Record<string, Cause>;
