import type { Scenario } from "./types";
import { LOOPBACK, recorded, WORKOS_DOMAIN } from "./types";

const MINUTE_MS = 60_000;

/** A session cookie with these attributes. */
const session = (attributes: string, value = "v0123456789") => ({
  sessionCookie: `wos-session=${value}; ${attributes}`,
});

/** Sign-ins that fail. */
export const recordings: readonly Scenario[] = [
  recorded(
    "a session cookie of 5,000 bytes",
    "session-cookie-too-large",
    session("Path=/; HttpOnly", "x".repeat(5000)),
    LOOPBACK,
  ),
  recorded(
    "a session cookie for another domain",
    "cookie-domain-mismatch",
    session("Path=/; Domain=other.test"),
  ),
  recorded(
    "SameSite=None without Secure",
    "cookie-samesite-none-insecure",
    session("Path=/; SameSite=None"),
  ),
  recorded("SameSite=Strict", "cookie-samesite-blocks", {
    ...session("Path=/; SameSite=Strict"),
    hostedPage: true,
  }),
  recorded("an old cookie on the parent domain", "cookie-on-two-domains", {
    oldCookie: "wos-session=old0123456789; Path=/; Domain=example.test",
  }),
  recorded("a guarded callback", "callback-behind-guard", { guardedCallback: true }),
  recorded("a callback that nobody serves", "callback-not-served", { callbackStatus: 404 }),
  recorded("a session that a cache may keep", "auth-response-cached", {
    callbackHeaders: { "cache-control": "public, max-age=600" },
  }),
  recorded("WorkOS's redirect error page", "redirect-uri-not-registered", {
    errorPage: "redirect-uri-invalid",
  }),
  recorded("WorkOS's client error page", "client-id-invalid", { errorPage: "client-id-invalid" }),
  recorded("a hand-written sign-in address", "connection-selector-missing", { noSelector: true }),
  recorded("the person pressed cancel", "access-denied", {
    returnsError: "access_denied",
    callbackStatus: 200,
  }),
  recorded("a state that another tab overwrote", "sign-in-state-lost", {
    returnsState: "of-another-tab",
    callbackStatus: 500,
  }),
  recorded(
    "an invitation opened without a sign-in endpoint",
    "sign-in-endpoint-missing",
    { invited: true, inBrowser: "ok", refusesCode: "invalid_grant" },
    WORKOS_DOMAIN,
  ),
  recorded("an origin that WorkOS does not allow", "cors-origin-missing", {
    inBrowser: "ok",
    allowsOrigin: null,
  }),
  recorded(
    "WorkOS's cookie lost as a third party's",
    "third-party-cookie-blocked",
    { inBrowser: "cookie" },
    LOOPBACK,
  ),
  recorded("a sign-in address that is fetched", "authorize-fetched", {
    inBrowser: "fetches-authorize",
    allowsOrigin: null,
  }),
  recorded("an ad blocker", "request-blocked", {
    inBrowser: "ok",
    blocks: "/user_management/authenticate",
  }),
  recorded("three tabs that refresh at once", "refresh-token-race", {
    inBrowser: "refreshes-twice",
  }),
  recorded("Convex refuses the token", "convex-provider-mismatch", {
    inBrowser: "convex",
    convexError: "No auth provider found matching the given token",
  }),
  recorded("a laptop that is ten minutes slow", "clock-skew", { serverAheadMs: 10 * MINUTE_MS }),
];

/** As above, not looked at while the rules were written. */
export const heldOutRecordings: readonly Scenario[] = [
  recorded(
    "a loop on http with a Secure cookie",
    "cookie-secure-over-http",
    session("Path=/; Secure; SameSite=Lax"),
  ),
  recorded(
    "a session cookie below /callback",
    "cookie-path-too-narrow",
    session("Path=/callback; SameSite=Lax"),
  ),
  recorded(
    "a loop with a broken __Host- name",
    "cookie-prefix-rule-broken",
    { sessionCookie: "__Host-wos-session=v0123456789; Path=/app; Secure" },
    LOOPBACK,
  ),
  recorded("a loop that the recording cannot explain", "cookie-not-set", { readsOtherName: true }),
  recorded("an app that goes round inside itself", "cookie-not-set", { innerLoop: true }),
  recorded("a redirect to the container's address", "redirect-to-internal-host", {
    afterCallback: "http://0.0.0.0:9/dashboard",
  }),
  recorded("single sign-on is demanded", "sso-required", {
    inBrowser: "ok",
    refusesCode: "sso_required",
  }),
  recorded("a token that would be too large", "token-too-large", {
    inBrowser: "ok",
    refusesCode: "token_too_big",
  }),
  recorded("WorkOS answers another origin", "cors-origin-missing", {
    inBrowser: "ok",
    allowsOrigin: "http://localhost:5173",
  }),
  recorded("a code that nobody exchanges", "callback-path-mismatch", {
    inBrowser: "ignores-code",
  }),
  recorded("state=null", "state-null", { sendsState: "null", callbackStatus: 500 }),
  recorded("a session that a CDN has kept", "auth-response-cached", {
    callbackHeaders: { age: "40" },
  }),
  recorded("a sign-in that asks for a challenge", "code-challenge-missing", {
    errorPage: "code_challenge_missing",
  }),
];

/** Sign-ins with nothing wrong. */
export const soundRecordings: readonly Scenario[] = [
  recorded("an app with a server", null, {}),
  recorded("an app with a server, on this machine", null, {}, LOOPBACK),
  recorded("an app with a server and a hosted page", null, { hostedPage: true }),
  recorded("an app in the browser", null, { inBrowser: "ok" }),
  recorded("an app in the browser, on this machine", null, { inBrowser: "ok" }, LOOPBACK),
  recorded("a session that other sites may use", null, {
    hostedPage: true,
    ...session("Path=/; HttpOnly; SameSite=Lax; Domain=example.test"),
  }),
];
