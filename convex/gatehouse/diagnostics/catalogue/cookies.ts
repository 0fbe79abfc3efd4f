import { BOTH_MODES, CLIENT_ONLY, COOKIE } from "./types";
import type { Cause } from "./types";

const NEXTJS = "https://github.com/workos/authkit-nextjs";

/** Causes that lie in what the browser stores, and in what seals a cookie. */
export const cookieCauses = {
  "cookie-not-set": {
    title: "Cookie not set / auth loop",
    whatThePersonSees: "The person signs in again and again, or is signed out on the next page.",
    cause:
      "The browser does not hand the session back to the app. Why depends on how the app keeps it. With a server cookie: too large, wrong attributes, wrong or differing WORKOS_COOKIE_PASSWORD. In an app without a server (authkit-react) there is no such cookie, and WORKOS_COOKIE_PASSWORD does nothing at all: look at third-party cookies, the CORS list, and whether Convex accepts the token.",
    howItIsProven:
      "Repeated sign-ins of the same person and device within seconds are seen in the events or in a recording, without evidence yet of which of the reasons it is.",
    remedy: [
      "Send the person the self-check link, or ask for a recording (HAR file) of the sign-in and drop it under Diagnostics → Evidence: it shows which cookie is lost and why.",
      "Press “Run all checks” under Diagnostics: they look at cookies, the CORS list, WorkOS's signing keys and what Convex accepts.",
    ],
    reply:
      "We can see that your sign-in goes round in circles. Please open {checkUrl} in the browser you use for our app. The page looks at that browser and tells us why, without any of your data.",
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [
      "source code of @workos-inc/authkit-js and @workos-inc/authkit-nextjs",
      "the original guide, corrected",
    ],
    certainty: "likely",
  },
  "third-party-cookie-blocked": {
    title: "The browser blocks WorkOS's cookie as a third-party cookie",
    whatThePersonSees:
      "Sign-in works, but every reload signs the person out. Safari, Firefox and private windows are hit first.",
    cause:
      "Outside localhost authkit-js keeps the session in a cookie of the API host. While that host is api.workos.com, it is a stranger to your site, and browsers drop its cookies.",
    howItIsProven:
      "The app uses api.workos.com on a public site without devMode; the refresh request is answered “Missing refresh token.”, or the recording shows the cookie set and never sent. The self-check tries whether the browser keeps another site's cookie.",
    remedy: [
      "In the WorkOS dashboard open Domains and set up a custom authentication domain under your own domain, for example auth.example.com.",
      "On the hosting platform set VITE_WORKOS_API_HOSTNAME to {apiHostname}, pass it to AuthKitProvider as apiHostname, build and deploy again.",
      "Only as a stopgap: devMode keeps the token in localStorage instead, where any injected script can read it.",
    ],
    deepLink: { workos: "authentication" },
    severity: "blocking",
    authModes: CLIENT_ONLY,
    sources: [
      "https://github.com/workos/authkit-js/issues/37",
      "https://github.com/workos/authkit-react/issues/44",
      "https://github.com/workos/authkit-react/issues/40",
      "https://github.com/workos/authkit-js/issues/92",
    ],
    certainty: "proven",
  },
  "api-hostname-missing-at-build": {
    title: "The custom authentication domain is missing from the deployed app",
    whatThePersonSees:
      "Every navigation or reload signs the person out, only on the deployed site.",
    cause:
      "The app should use {apiHostname}, but the variable was not there when the site was built, or lacks the VITE_ prefix, so the app talks to api.workos.com.",
    howItIsProven: "The deployed JavaScript does not contain the configured host.",
    remedy: [
      "Set VITE_WORKOS_API_HOSTNAME to {apiHostname} in the build settings of the hosting platform.",
      "Build and deploy again.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: CLIENT_ONLY,
    sources: ["https://github.com/MCPJam/inspector/pull/3894"],
    certainty: "proven",
  },
  "refresh-token-in-local-storage": {
    title: "The refresh token lies in localStorage on a public site",
    whatThePersonSees:
      "Nothing: sign-in works. A script injected into the page could steal the session.",
    cause: "devMode is fixed to true, which is meant for localhost only.",
    howItIsProven:
      "The deployed code sets devMode to true, or a self-check opened on the app's own address found a refresh token in localStorage on a host that is not localhost.",
    remedy: [
      "In the WorkOS dashboard open Domains, set up a custom authentication domain, and pass it to AuthKitProvider as apiHostname.",
      "Remove devMode from AuthKitProvider, build and deploy again.",
    ],
    deepLink: { workos: "authentication" },
    severity: "advisory",
    authModes: CLIENT_ONLY,
    sources: ["OpenSync changelog", "source code of @workos-inc/authkit-js"],
    certainty: "proven",
  },
  "token-too-large": {
    title: "WorkOS refuses to make the token: it would be too large",
    whatThePersonSees: "Sign-in fails with token_too_big.",
    cause: "The JWT template renders to more than 3,072 bytes for this person.",
    howItIsProven: "WorkOS answered token_too_big.",
    remedy: [
      "Open the JWT template in the WorkOS dashboard (it decides what stands in tokens) and leave out metadata and long lists.",
    ],
    deepLink: { workos: "jwtTemplate" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["WorkOS OpenAPI document: error token_too_big"],
    certainty: "proven",
  },
  "cookie-password-invalid": {
    title: "The cookie password is missing or too short",
    whatThePersonSees: "An error 500 on sign-in, or everybody is signed out at once.",
    cause:
      "Apps with a server seal the session cookie with WORKOS_COOKIE_PASSWORD, which needs at least 32 characters. It has no meaning in an app without a server (authkit-react).",
    howItIsProven:
      "The host reports the variable's length: missing or below 32. The password itself is never sent.",
    remedy: [
      "Make a password by running: openssl rand -base64 32",
      "Set it as WORKOS_COOKIE_PASSWORD on the server that runs the app, and deploy again.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: COOKIE,
    sources: [
      "source code of @workos-inc/authkit-nextjs and @workos/authkit-session",
      "https://github.com/opencoredev/openchat/pull/139",
    ],
    certainty: "proven",
  },
  "cookie-password-changed": {
    title: "The cookie password changed or differs between servers",
    whatThePersonSees:
      "Everybody is signed out after a deploy, or people are signed out at random.",
    cause:
      "A cookie sealed with one password cannot be opened with another. Either the password was replaced, or two instances run with different ones.",
    howItIsProven: "The app reports invalid_session_cookie although the browser sent the cookie.",
    remedy: [
      "Give every instance of the app the same WORKOS_COOKIE_PASSWORD.",
      "After a change on purpose: people sign in once more and all is well.",
    ],
    deepLink: null,
    severity: "degrading",
    authModes: COOKIE,
    sources: ["source code of @workos-inc/node: reason invalid_session_cookie"],
    certainty: "likely",
  },
  "several-session-hints": {
    title: "Several session hints in one browser",
    whatThePersonSees: "The app believes somebody is signed in, then finds nobody is.",
    cause: "An old authkit-js left more than one workos-has-session cookie for several client IDs.",
    howItIsProven:
      "A self-check opened on the app's own address counts more than one cookie of this name; the console's own page cannot see the app's cookies.",
    remedy: [
      "Update @workos-inc/authkit-react (or authkit-js) in the app, build and deploy.",
      "Ask the person to clear the cookies of {host}.",
    ],
    reply:
      "An old version of our app left something behind in your browser. Please clear the cookies of {host} and sign in again.",
    deepLink: null,
    severity: "degrading",
    authModes: CLIENT_ONLY,
    sources: ["https://github.com/workos/authkit-js/pull/137"],
    certainty: "proven",
  },
  "sign-in-state-lost": {
    title: "The browser lost the thread of this sign-in",
    whatThePersonSees:
      "“OAuth state mismatch” or “Sign-in session could not be verified. Please try signing in again.”",
    cause:
      "The proof that this browser began the sign-in is gone: it took more than ten minutes, was finished in another tab or browser, or several sign-ins ran side by side, often because links were prefetched.",
    howItIsProven:
      "The app reports missing_pkce_cookie or oauth_state_mismatch, or the recording shows a state coming back that was not sent.",
    remedy: [
      "Ask the person to close other tabs and sign in once more, within ten minutes and in one browser.",
      "If many are affected, switch off prefetching for sign-in links in the app's code, and update @workos-inc/authkit-nextjs to a version after 3.0.0.",
    ],
    reply:
      "Your browser lost track of the sign-in, often because it took long or because several tabs were open. Please close the other tabs and sign in once more, in one window and within ten minutes.",
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["https://github.com/agentclash/agentclash/pull/1062", `${NEXTJS}/pull/482`],
    certainty: "proven",
  },
  "auth-response-cached": {
    title: "A cache keeps pages that set a session",
    whatThePersonSees:
      "Somebody sees another person's session, or an old one. Treat this as urgent.",
    cause: "A CDN or proxy stores an answer that contains Set-Cookie and hands it to others.",
    howItIsProven: "An answer with Set-Cookie is marked public, or arrives with an Age above 0.",
    remedy: [
      "Empty the cache of the CDN (the service that delivers your pages) at once.",
      "Let the app send the headers Cache-Control: no-store and Vary: Cookie with every page that signed-in people see.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [`${NEXTJS}/pull/332`],
    certainty: "proven",
  },
  "browser-storage-blocked": {
    title: "This browser does not let the app store anything",
    whatThePersonSees: "Sign-in never completes in this browser; others work.",
    cause: "Cookies or site data are switched off, or the app runs inside another site's frame.",
    howItIsProven: "The self-check tried to write cookies, localStorage and sessionStorage.",
    remedy: [
      "Ask the person to allow cookies and site data for {host}, and not to open the app inside a frame.",
    ],
    reply:
      "Your browser does not let our site store anything, so it cannot remember that you signed in. Please allow cookies and site data for {host}, and sign in again.",
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["source code of @workos-inc/authkit-js: code verifier in sessionStorage"],
    certainty: "proven",
  },
  "insecure-context": {
    title: "The page is not served securely, so the browser offers no cryptography",
    whatThePersonSees: "“Sign in” does nothing, or an error about crypto.subtle.",
    cause: "PKCE needs crypto.subtle, which browsers offer only on https and on localhost.",
    howItIsProven: "The self-check reports a page that is not a secure context.",
    remedy: ["Open the app over https (or on http://localhost while developing)."],
    reply:
      "The page was opened without https. Please open it with https:// in front of the address and sign in again.",
    deepLink: null,
    severity: "blocking",
    authModes: CLIENT_ONLY,
    sources: ["Web Cryptography API: secure contexts", "source code of @workos-inc/authkit-js"],
    certainty: "proven",
  },
} as const satisfies Record<string, Cause>;
