import { BOTH_MODES } from "./types";
import type { Cause } from "./types";

const NEXTJS = "https://github.com/workos/authkit-nextjs";

/** Causes that lie in the address WorkOS sends people back to. */
export const redirectCauses = {
  "redirect-uri-not-registered": {
    title: "Invalid redirect URI",
    whatThePersonSees:
      "A WorkOS error page that says to make sure the app uses the correct redirect URI. The browser never comes back to the app.",
    cause:
      "The callback address your app sends is not, letter for letter, on WorkOS's list of redirect URIs. This list is not the CORS list: adding a redirect URI does not cure a CORS error, and the other way round.",
    howItIsProven:
      "WorkOS's list of redirect URIs is read and compared with the address the app uses; a probe of the sign-in address, or a recording of the failed sign-in, ends on error.workos.com/sso/redirect-uri-invalid.",
    remedy: [
      "Open Redirects in the WorkOS dashboard, in the environment that {clientId} belongs to.",
      "Add exactly {redirectUri}, with the same scheme, host, port, path and trailing slash.",
      "Sign in again. The change takes effect at once; nothing needs to be redeployed.",
    ],
    deepLink: { workos: "redirects" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [
      "https://github.com/workos/next-authkit-example/issues/6",
      "https://github.com/workos/python-authkit-example/issues/6",
      "https://github.com/get-convex/chef/issues/911",
    ],
    certainty: "proven",
  },
  "redirect-uri-preview-not-covered": {
    title: "A preview deployment's address is not covered",
    whatThePersonSees:
      "Sign-in works on the main site and ends on WorkOS's redirect error page on every preview deployment.",
    cause:
      "Each preview gets a new host name. WorkOS refuses a wildcard directly under shared hosting domains such as netlify.app or vercel.app, so one entry cannot cover them.",
    howItIsProven:
      "The app's address is under a shared hosting domain, and no entry of WorkOS's list matches it by WorkOS's own wildcard rules.",
    remedy: [
      "Give previews a domain of your own, for example *.preview.example.com, and register https://*.preview.example.com{callbackPath} at WorkOS.",
      "Or add {redirectUri} under Redirects in the WorkOS dashboard, for this one preview.",
    ],
    deepLink: { workos: "redirects" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [`${NEXTJS}/issues/103`, `${NEXTJS}/issues/78`, `${NEXTJS}/pull/82`],
    certainty: "proven",
  },
  "redirect-uri-wildcard-refused": {
    title: "A wildcard on the redirect list that can never match",
    whatThePersonSees:
      "Nothing, until somebody signs in from an address that only this entry covers.",
    cause:
      "WorkOS allows one *, only in the leftmost part of the host, for one level, never directly under a public suffix such as netlify.app, and never with http in production.",
    howItIsProven: "Each entry of WorkOS's list is checked against these rules.",
    remedy: [
      "Open Redirects in the WorkOS dashboard and replace {registeredUri} by an entry that follows the rules, for example https://*.preview.example.com/callback.",
    ],
    deepLink: { workos: "redirects" },
    severity: "advisory",
    authModes: BOTH_MODES,
    sources: ["WorkOS documentation, sso/redirect-uris: wildcard rules"],
    certainty: "likely",
  },
  "redirect-uri-literal-wildcard": {
    title: "The app sends the * itself",
    whatThePersonSees: "WorkOS's redirect error page, with %2A somewhere in the address.",
    cause:
      "A wildcard may stand on WorkOS's list, but the app must send a real address. Here the pattern itself was put into the app's settings.",
    howItIsProven: "The callback address the app sends contains * or %2A.",
    remedy: [
      "Set the redirect URI of this deployment to its real address instead of {redirectUri}.",
      "Leave the wildcard entry on WorkOS's list as it is.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [`${NEXTJS}/issues/24`],
    certainty: "proven",
  },
  "redirect-uri-loopback-mismatch": {
    title: "localhost and 127.0.0.1 are two different addresses",
    whatThePersonSees:
      "On the developer's machine sign-in works under one of http://localhost and http://127.0.0.1, and ends on WorkOS's redirect error page under the other.",
    cause: "WorkOS compares addresses as text. Only one of the two spellings is on its list.",
    howItIsProven: "WorkOS's list holds the same address with the other spelling of the host.",
    remedy: [
      "Add {redirectUri} to WorkOS's list as well, or always open the app under the registered spelling, {registeredUri}.",
    ],
    deepLink: { workos: "redirects" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["https://github.com/MCPJam/inspector/issues/694"],
    certainty: "proven",
  },
  "redirect-uri-http-in-production": {
    title: "A callback without https in production",
    whatThePersonSees: "WorkOS's redirect error page on the production site.",
    cause:
      "In a production environment WorkOS accepts only https addresses; the one exception is http://127.0.0.1. Behind a proxy that ends TLS, an app often builds its own address with http.",
    howItIsProven: "The callback address starts with http:// while the environment is production.",
    remedy: [
      "Set the app's redirect URI to the https form of {redirectUri}.",
      "If the app stands behind a proxy or load balancer, set its public https address in the app's settings, or let it trust the header X-Forwarded-Proto, which says how the browser came.",
      "Open Redirects in the WorkOS dashboard and add the https address if it is missing.",
    ],
    deepLink: { workos: "redirects" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [
      "WorkOS documentation, sso/redirect-uris",
      "https://github.com/workos/authkit-remix/pull/78",
    ],
    certainty: "proven",
  },
  "redirect-uri-empty": {
    title: "The redirect URI setting is there, but empty",
    whatThePersonSees: "An error 500, or a sign-in that ends on an empty or wrong address.",
    cause:
      "The variable exists with nothing in it. An empty value counts as a value and hides the default.",
    howItIsProven: "The environment variable is present and has length 0.",
    remedy: [
      "Set {variable} to {redirectUri}, or remove the variable altogether.",
      "Deploy again.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [`${NEXTJS}/issues/107`],
    certainty: "proven",
  },
  "redirect-uri-not-punycode": {
    title: "A host with special letters must be registered in its xn-- form (punycode)",
    whatThePersonSees: "WorkOS's redirect error page, although the address looks registered.",
    cause:
      "Browsers send a host such as bücher.example in its xn-- form. WorkOS compares text, so its list must hold that form.",
    howItIsProven:
      "The address on WorkOS's list or in the app changes when a browser parses its host.",
    remedy: [
      "Open Redirects in the WorkOS dashboard and add {redirectUri}, the form that browsers send.",
    ],
    deepLink: { workos: "redirects" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["WorkOS documentation, sso/redirect-uris", "URL Standard, host parsing"],
    certainty: "proven",
  },
} as const satisfies Record<string, Cause>;
