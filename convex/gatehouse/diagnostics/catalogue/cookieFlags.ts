import { COOKIE } from "./types";
import type { Cause } from "./types";

const NEXTJS = "https://github.com/workos/authkit-nextjs";

/** Causes that lie in how a server's session cookie is made. */
export const cookieFlagCauses = {
  "session-cookie-too-large": {
    title: "The session cookie is too large and the browser drops it",
    whatThePersonSees:
      "An endless loop between app and WorkOS. Often only people with many roles, permissions or flags are hit.",
    cause:
      "Browsers drop a cookie above 4,096 bytes without a word. AuthKit does not split it. Many permissions, feature flags or a rich JWT template make it grow.",
    howItIsProven:
      "The Set-Cookie line of {cookieName} is measured: name, value and attributes together pass 4,096 bytes.",
    remedy: [
      "Open the JWT template in the WorkOS dashboard (it decides what stands in tokens) and take long values out: 3,072 bytes are the most, and less is better.",
      "Reduce the permissions and feature flags that go into the token.",
      "Sign in again and paste the Set-Cookie line under Diagnostics → Evidence: it shows the size.",
    ],
    deepLink: { workos: "jwtTemplate" },
    severity: "blocking",
    authModes: COOKIE,
    sources: [
      `${NEXTJS}/issues/404`,
      `${NEXTJS}/pull/325`,
      "https://github.com/unkeyed/unkey/pull/7226",
    ],
    certainty: "proven",
  },
  "cookie-domain-mismatch": {
    title: "The cookie is made for another domain",
    whatThePersonSees: "A sign-in loop, or signed in on one subdomain and signed out on the next.",
    cause:
      "The Domain of the cookie is not the host that sets it, nor a parent of it. Browsers drop such a cookie.",
    howItIsProven: "The Domain attribute in Set-Cookie is compared with the host that sent it.",
    remedy: [
      "Set WORKOS_COOKIE_DOMAIN to {host} or to its parent domain, or remove it to bind the cookie to the host itself.",
      "Deploy and sign in again.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: COOKIE,
    sources: ["https://github.com/workos/authkit-tanstack-start/issues/114", `${NEXTJS}/pull/218`],
    certainty: "proven",
  },
  "cookie-samesite-none-insecure": {
    title: "SameSite=None without Secure",
    whatThePersonSees: "A sign-in loop, or signed out on every page.",
    cause: "Browsers drop a cookie that says SameSite=None but not Secure.",
    howItIsProven: "Both attributes are read from the Set-Cookie line of {cookieName}.",
    remedy: [
      "Set WORKOS_COOKIE_SAMESITE to lax on the app's server and deploy, unless the app runs inside another site's frame.",
      "If None is needed, serve the app over https, so that Secure is added.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: COOKIE,
    sources: [`${NEXTJS}/pull/74`, "RFC 6265bis"],
    certainty: "proven",
  },
  "cookie-samesite-blocks": {
    title: "SameSite=Strict keeps the cookie away when people come back from WorkOS",
    whatThePersonSees: "The first page after signing in treats the person as signed out.",
    cause:
      "Coming back from WorkOS is a jump from another site. A Strict cookie is not sent on such a jump.",
    howItIsProven:
      "The cookie is Strict, and the recording shows the return from WorkOS without it.",
    remedy: ["Set WORKOS_COOKIE_SAMESITE to lax, deploy and sign in again."],
    deepLink: null,
    severity: "blocking",
    authModes: COOKIE,
    sources: [`${NEXTJS}/pull/74`, "RFC 6265bis"],
    certainty: "proven",
  },
  "cookie-secure-over-http": {
    title: "A Secure cookie on a page without https",
    whatThePersonSees: "A sign-in loop on an http address, often behind a load balancer.",
    cause: "Browsers drop a Secure cookie that arrives over plain http.",
    howItIsProven: "The Set-Cookie line says Secure and the connection was http.",
    remedy: [
      "Serve the app over https, and redirect http to https before anything else.",
      "If the app stands behind a load balancer, let it trust the header X-Forwarded-Proto, which says how the browser came.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: COOKIE,
    sources: ["https://github.com/workos/authkit-remix/pull/78", "RFC 6265bis"],
    certainty: "proven",
  },
  "cookie-prefix-rule-broken": {
    title: "The cookie's name promises more than its attributes keep",
    whatThePersonSees: "A sign-in loop.",
    cause:
      "A name starting with __Host- needs Secure, Path=/ and no Domain; __Secure- needs Secure. Otherwise browsers drop the cookie.",
    howItIsProven: "Name and attributes are read from the Set-Cookie line.",
    remedy: [
      "Set WORKOS_COOKIE_NAME to a name without this beginning, such as wos-session; or set the cookie with Secure, and for __Host- with Path=/ and without Domain. Then deploy.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: COOKIE,
    sources: ["RFC 6265bis"],
    certainty: "proven",
  },
  "cookie-path-too-narrow": {
    title: "The cookie is only valid below one path",
    whatThePersonSees: "Signed in on one page, signed out on all others, or a loop.",
    cause: "The cookie's Path covers the callback but not the rest of the app.",
    howItIsProven:
      "The Path in Set-Cookie does not contain the pages the recording opens afterwards.",
    remedy: ["In the app's code set the session cookie with Path=/, deploy and sign in again."],
    deepLink: null,
    severity: "blocking",
    authModes: COOKIE,
    sources: ["RFC 6265bis"],
    certainty: "proven",
  },
  "cookie-name-mismatch": {
    title: "One part of the app writes a cookie that another part looks for under another name",
    whatThePersonSees: "A sign-in loop although the cookie is there.",
    cause: "For example wos_session is written and wos-session is read.",
    howItIsProven: "Both names are seen in the app's responses or in the browser.",
    remedy: [
      "Set WORKOS_COOKIE_NAME to the same name everywhere, {cookieName} by default, and deploy.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: COOKIE,
    sources: [
      "https://github.com/workos/authkit-tanstack-start/issues/6",
      "https://github.com/mastra-ai/mastra/pull/18035",
    ],
    certainty: "likely",
  },
  "cookie-on-two-domains": {
    title: "The same cookie exists twice, for the host and for its parent domain",
    whatThePersonSees: "People stay in a loop or in an old session until they clear their cookies.",
    cause:
      "After a change of the cookie domain old cookies remain, and the app reads the wrong one.",
    howItIsProven: "One request carries {cookieName} twice.",
    remedy: [
      "Ask the person to clear the cookies of {host}.",
      "For everybody: use a new WORKOS_COOKIE_NAME, which leaves the old cookies behind.",
    ],
    reply:
      "An old cookie in your browser stands in the way. Please clear the cookies of {host} and sign in again.",
    deepLink: null,
    severity: "blocking",
    authModes: COOKIE,
    sources: ["https://github.com/clerk/javascript/issues/1436"],
    certainty: "proven",
  },
} as const satisfies Record<string, Cause>;
