import { MINUTE, NOW, personEvidence, seen, soundBrowser, soundFacts } from "../fixtures";
import {
  API,
  APP,
  AUTH,
  authorizeUrl,
  callbackUrl,
  clientOnlySignIn,
  exchange,
  serverCallback,
  serverLoop,
  SESSION_COOKIE,
  toCallback,
} from "../recordedSignIns";
import { absent, browser, failing, looping, noRow } from "./people";
import type { Scenario } from "./types";
import { collected, recorded } from "./types";

const sound = soundFacts();
const httpApp = "http://app.example.com";

/** Broken recordings and people that were not looked at while the rules were written. */
export const heldOutOthers: readonly Scenario[] = [
  recorded(
    "a loop on http with a Secure cookie",
    "cookie-secure-over-http",
    Array.from({ length: 3 }, () => [
      ...toCallback(httpApp),
      serverCallback(SESSION_COOKIE, {
        url: callbackUrl(undefined, `${httpApp}/callback`),
        location: `${httpApp}/`,
      }),
    ]).flat(),
  ),
  recorded("a session cookie below /callback", "cookie-path-too-narrow", [
    ...serverLoop("wos-session=v; Path=/callback; HttpOnly; Secure; SameSite=Lax", 3),
  ]),
  recorded(
    "a loop with a broken __Host- name",
    "cookie-prefix-rule-broken",
    serverLoop("__Host-wos-session=v; Path=/; Secure; Domain=app.example.com", 3),
  ),
  recorded(
    "a loop that the recording cannot explain",
    "cookie-not-set",
    serverLoop(SESSION_COOKIE, 4),
  ),
  recorded("a container's address after the callback", "redirect-to-internal-host", [
    ...toCallback(),
    serverCallback(SESSION_COOKIE, { location: "https://localhost:3000/" }),
    { url: "https://localhost:3000/", error: "net::ERR_CONNECTION_REFUSED" },
  ]),
  recorded("SSO is demanded", "sso-required", [
    ...clientOnlySignIn().slice(0, 6),
    exchange(AUTH, { status: 400, body: '{"error":"sso_required","email":"ada@example.com"}' }),
  ]),
  recorded("a token that would be too large", "token-too-large", [
    ...clientOnlySignIn().slice(0, 6),
    exchange(AUTH, { status: 400, body: '{"error":"token_too_big"}' }),
  ]),
  recorded("WorkOS answers another origin", "cors-origin-missing", [
    ...clientOnlySignIn(API).slice(0, 6),
    exchange(API, { answer: { "access-control-allow-origin": "http://localhost:5173" } }),
    { url: `${APP}/` },
  ]),
  recorded("the app is on another path than its callback", "callback-path-mismatch", [
    ...clientOnlySignIn().slice(0, 6),
    { url: `${APP}/` },
    { url: `${APP}/pricing` },
  ]),
  recorded("state=null", "state-null", [
    { url: authorizeUrl(API, { state: "null" }), location: "https://example.authkit.app/" },
    { url: callbackUrl("code=01X&state=null"), status: 500 },
  ]),
  collected(
    "a code that expired",
    "one-time-code-refused",
    personEvidence(failing("magic_auth", "one_time_code_expired")),
  ),
  collected("a phone that was lost", "mfa-unfinished", personEvidence(failing("mfa", null, 2))),
  collected("sign-up is closed", "sign-up-refused", [
    seen("errorMessage", { text: "?error=sign_up_not_allowed&error_description=…" }),
  ]),
  collected(
    "too many tries",
    "rate-limited",
    personEvidence(failing("magic_auth", "too_many_requests", 1)),
  ),
  collected(
    "Safari with WorkOS's cookie",
    "third-party-cookie-blocked",
    personEvidence(looping("third-party-cookie-blocked")),
  ),
  collected(
    "a phone whose clock is an hour off, in a loop",
    "clock-skew",
    personEvidence({ ...looping("cookie-not-set"), ...browser({ clockOffsetMs: 60 * MINUTE }) }),
  ),
  collected(
    "the app is opened over http in the office network",
    "insecure-context",
    personEvidence(
      browser({ secureContext: false, cryptoSubtle: false, localStorageWritable: true }),
    ),
  ),
  collected(
    "a spinner that never ends",
    "convex-loading-never-ends",
    personEvidence(
      browser({
        app: {
          authkitUser: true,
          convexAuthenticated: false,
          convexWasAuthenticated: false,
          convexLoadingMs: 40_000,
        },
      }),
    ),
  ),
  collected("deleted at WorkOS, alive in Convex", "deleted-user-resurrected", [
    ...personEvidence({ ...absent, sessions: { sessions: [] } }),
  ]),
  collected("an operator whose address is not verified", "operator-email-unverified", [
    seen("operatorEntry", { email: "op@example.com", reason: "unverifiedEmail" }),
  ]),
  collected("sign-out brings the same person back", "local-only-sign-out", [
    ...personEvidence(),
    seen("signOuts", { signOuts: [{ at: NOW - 5000, revoked: false, nextSignInAt: NOW - 1000 }] }),
  ]),
  collected("they never got as far as WorkOS", "no-attempt-seen", [
    ...personEvidence({ signIns: { ...sound.signIns, attempts: [] }, sessions: { sessions: [] } }),
  ]),
  collected("a new address, never signed up, a blocker in the way", "request-blocked", [
    ...personEvidence({ ...absent, ...noRow, sessions: { sessions: [] } }).filter(
      ({ kind }) => kind !== "workosUser",
    ),
    seen("selfCheck", {
      ...soundBrowser("app.example.com"),
      app: null,
      blockedRequests: [{ host: "auth.example.com", reason: "blocked" }],
    }),
  ]),
];
