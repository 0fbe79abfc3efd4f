import { BOTH_MODES, CLIENT_ONLY, COOKIE } from "./types";
import type { Cause } from "./types";

const NEXTJS = "https://github.com/workos/authkit-nextjs";

/** Causes that lie in what happens at the callback address and at sign-out. */
export const callbackCauses = {
  "redirect-to-internal-host": {
    title: "People are sent to an address only the server knows",
    whatThePersonSees:
      "After signing in, the browser tries to open an address such as 0.0.0.0:3000 and fails.",
    cause:
      "Behind a proxy or in a container, the app builds its address from the host it hears internally instead of its public one.",
    howItIsProven:
      "The callback, or the answer to it, points to a private or internal host although the app lives on a public one.",
    remedy: [
      "In the app's settings set the redirect URI, and the base URL if there is one, to its public address with the host {host}.",
      "Deploy again and check that the callback answers with a public address.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [`${NEXTJS}/issues/37`, `${NEXTJS}/pull/35`],
    certainty: "proven",
  },
  "callback-not-served": {
    title: "The app does not answer at its callback address",
    whatThePersonSees: "A “not found” page right after signing in.",
    cause:
      "A single-page app has one HTML file. The hosting must answer every path, also the callback path, with that file; here it does not.",
    howItIsProven: "Opening {redirectUri} gives an error or something that is not a page.",
    remedy: [
      "Add a rewrite rule to the hosting: every path answers with /index.html and status 200. On Netlify: a file _redirects with the line “/* /index.html 200”.",
      "Deploy, then open {redirectUri} and check that the app appears.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["OpenSync changelog: rewrite rule for /callback"],
    certainty: "proven",
  },
  "callback-path-mismatch": {
    title: "People come back to a page that does not finish the sign-in",
    whatThePersonSees:
      "After signing in the app opens with ?code=… in the address and still shows people as signed out.",
    cause:
      "authkit-js finishes a sign-in only on the exact path of its redirect URI. WorkOS sends people to another path.",
    howItIsProven:
      "The path of the redirect URI differs from the path the app handles, or a recording shows a code arriving on another path and never being exchanged.",
    remedy: [
      "Make the two equal: the app's redirect URI, the route of its callback page and the entry on WorkOS's list should all end in {callbackPath}.",
    ],
    deepLink: { workos: "redirects" },
    severity: "blocking",
    authModes: CLIENT_ONLY,
    sources: ["source code of @workos-inc/authkit-js"],
    certainty: "proven",
  },
  "sign-in-endpoint-missing": {
    title: "WorkOS does not know where sign-in starts in your app",
    whatThePersonSees:
      "“Couldn't exchange code” or “Missing required auth parameter” after an invitation, a password reset, an impersonation or a bookmarked sign-in page. Ordinary sign-ins work.",
    cause:
      "Such sign-ins start at WorkOS, not in the app. Without a sign-in endpoint (Initiate login URL) WorkOS sends a code that the app never asked for, and the app rightly refuses it.",
    howItIsProven:
      "The callback was called with a code but without the state the app always adds. WorkOS has no API that reads this setting, so the dashboard must be looked at.",
    remedy: [
      "In the WorkOS dashboard open Applications → your app → Redirects.",
      "Set the sign-in endpoint to the address in your app that starts a sign-in, for example https://{host}/login.",
      "Open the invitation or the reset link again.",
    ],
    deepLink: { workos: "applications" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: [
      "https://github.com/workos/authkit-js/issues/116",
      `${NEXTJS}/issues/400`,
      "https://github.com/workos/authkit/issues/40",
    ],
    certainty: "likely",
  },
  "sign-out-address-missing": {
    title: "Sign-out has nowhere to go",
    whatThePersonSees: "Signing out ends on a WorkOS page app-homepage-url-not-found.",
    cause:
      "WorkOS sends people to the address in return_to if it is registered, otherwise to the app's homepage URL. Neither is set, or return_to is relative and is ignored.",
    howItIsProven:
      "A recorded sign-out ends on app-homepage-url-not-found, or an operator saw in the dashboard that no address is set. WorkOS has no API that reads it, and a sign-out cannot be tried without ending somebody's session.",
    remedy: [
      "In the WorkOS dashboard open Applications → your app → Redirects, and set the app homepage URL.",
      "If the app says where to go after a sign-out (return_to), let it send a whole https address, and add that address to the sign-out redirects on the same page.",
    ],
    deepLink: { workos: "applications" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: ["https://github.com/workos/authkit-remix/issues/62"],
    certainty: "proven",
  },
  "local-only-sign-out": {
    title: "Sign-out does not end the session at WorkOS",
    whatThePersonSees:
      "After signing out, “Sign in” brings the same person back at once without asking for anything.",
    cause:
      "The app forgets its own session but leaves the session on the hosted sign-in page alive.",
    howItIsProven:
      "An operator tried it and noted the outcome, or a recording shows a sign-out that did not call WorkOS's logout address and a next sign-in that asked nothing. No event of WorkOS tells it.",
    remedy: [
      "In the app's code call AuthKit's signOut(), which goes through WorkOS's logout address with the session ID, instead of only clearing the app's own state.",
      "Deploy, sign out of the app and press “Sign in”: WorkOS should ask who you are.",
    ],
    deepLink: null,
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: ["https://github.com/workos/authkit-js/issues/109"],
    certainty: "likely",
  },
  "state-null": {
    title: "The callback receives the word null as its state",
    whatThePersonSees: "An error page at the callback, often about JSON.",
    cause: "An old authkit-nextjs reads the text “null” in the state parameter as JSON and fails.",
    howItIsProven: "The callback address contains state=null.",
    remedy: [
      "In the app's folder run: npm install @workos-inc/authkit-nextjs@latest. Then deploy.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: COOKIE,
    sources: [`${NEXTJS}/issues/96`],
    certainty: "proven",
  },
} as const satisfies Record<string, Cause>;
