import {
  API,
  APP,
  AUTH,
  authorizeUrl,
  callbackUrl,
  clientOnlySignIn,
  exchange,
  preflight,
  refresh,
  serverCallback,
  serverLoop,
  serverSignIn,
  SESSION_COOKIE,
  toCallback,
} from "../recordedSignIns";
import type { Visit } from "../har";
import type { Scenario } from "./types";
import { recorded } from "./types";

const errorPage = (page: string, url = authorizeUrl(API)): Visit[] => [
  { url: `${APP}/` },
  { url, location: `https://error.workos.com/sso/${page}` },
  { url: `https://error.workos.com/sso/${page}` },
];

const untilExchange = (api: string): Visit[] => clientOnlySignIn(api).slice(0, 6);

/** Recordings of sign-ins that fail. */
export const brokenRecordings: readonly Scenario[] = [
  recorded(
    "WorkOS's redirect error page",
    "redirect-uri-not-registered",
    errorPage("redirect-uri-invalid"),
  ),
  recorded("WorkOS's client error page", "client-id-invalid", errorPage("client-id-invalid")),
  recorded(
    "a sign-in address without provider",
    "connection-selector-missing",
    errorPage("invalid-connection-selector", authorizeUrl(API, { selector: "" })),
  ),
  recorded("a preflight that WorkOS does not answer for this origin", "cors-origin-missing", [
    ...untilExchange(AUTH),
    preflight(AUTH, {}),
    exchange(AUTH, { error: "net::ERR_FAILED" }),
    { url: `${APP}/` },
  ]),
  recorded("WorkOS's cookie lost as a third party's", "third-party-cookie-blocked", [
    ...untilExchange(API),
    preflight(API),
    exchange(API),
    { url: `${APP}/dashboard` },
    refresh(API, {
      cookie: "",
      status: 400,
      body: '{"error":"invalid_request","error_description":"Missing refresh token."}',
    }),
  ]),
  recorded(
    "a loop with a session cookie of 5,000 bytes",
    "session-cookie-too-large",
    serverLoop(`wos-session=${"x".repeat(5000)}; Path=/; HttpOnly; Secure; SameSite=Lax`, 4),
  ),
  recorded(
    "a loop with a cookie for another domain",
    "cookie-domain-mismatch",
    serverLoop(`${SESSION_COOKIE}; Domain=example.org`, 4),
  ),
  recorded(
    "a loop with SameSite=None and no Secure",
    "cookie-samesite-none-insecure",
    serverLoop("wos-session=v; Path=/; HttpOnly; SameSite=None", 3),
  ),
  recorded(
    "a loop at a guarded callback",
    "callback-behind-guard",
    Array.from({ length: 4 }, () => [
      ...toCallback().slice(1),
      { url: callbackUrl(), location: authorizeUrl(API), cookie: "wos-auth-verifier-0a1b2c3d=v" },
    ]).flat(),
  ),
  recorded("a state that another tab overwrote", "sign-in-state-lost", [
    ...toCallback(),
    {
      url: callbackUrl("code=01X&state=from-another-tab"),
      status: 500,
      cookie: "wos-auth-verifier-0a1b2c3d=v",
    },
  ]),
  recorded("an invitation opened without a sign-in endpoint", "sign-in-endpoint-missing", [
    { url: "https://example.authkit.app/invite?invitation_token=SECRETSTATE" },
    { url: "https://example.authkit.app/sign-up", method: "POST" },
    { url: callbackUrl("code=01X") },
    exchange(AUTH, { status: 400, body: '{"error":"invalid_grant"}' }),
  ]),
  recorded("an ad blocker", "request-blocked", [
    ...untilExchange(AUTH),
    exchange(AUTH, { error: "net::ERR_BLOCKED_BY_CLIENT" }),
  ]),
  recorded("two tabs that refresh at once", "refresh-token-race", [
    ...clientOnlySignIn(),
    refresh(AUTH, { status: 400, body: '{"error":"invalid_grant"}' }),
    refresh(AUTH, { status: 400, body: '{"error":"invalid_grant"}' }),
  ]),
  recorded("Convex refuses the token", "convex-provider-mismatch", [
    ...clientOnlySignIn(),
    {
      url: "https://happy-otter-123.convex.cloud/api/sync",
      from: APP,
      status: 101,
      webSocket: [
        {
          type: "receive",
          data: '{"type":"AuthError","error":"No auth provider found matching the given token"}',
        },
      ],
    },
  ]),
  recorded("a callback that nobody serves", "callback-not-served", [
    ...untilExchange(AUTH).slice(0, 5),
    { url: callbackUrl(), status: 404 },
  ]),
  recorded("a sign-in link that is fetched", "authorize-fetched", [
    { url: `${APP}/` },
    { url: authorizeUrl(API), from: APP, error: "net::ERR_FAILED" },
    { url: authorizeUrl(API), from: APP, error: "net::ERR_FAILED" },
  ]),
  recorded("a laptop that is ten minutes fast", "clock-skew", clientOnlySignIn(), {
    skewMs: 10 * 60_000,
  }),
  recorded("an old cookie on the parent domain", "cookie-on-two-domains", [
    ...Array.from({ length: 3 }, () => [
      ...toCallback(),
      serverCallback(),
      { url: `${APP}/`, cookie: "wos-session=old; wos-session=new", location: authorizeUrl(API) },
    ]).flat(),
  ]),
  recorded("the person pressed cancel", "access-denied", [
    ...untilExchange(AUTH).slice(0, 5),
    { url: callbackUrl("error=access_denied&error_description=x&state=SECRETSTATE") },
  ]),
  recorded("a CDN that keeps the session", "auth-response-cached", [
    ...serverSignIn(),
    { url: `${APP}/`, cookie: "wos-session=v", set: [SESSION_COOKIE], answer: { age: "40" } },
  ]),
];
