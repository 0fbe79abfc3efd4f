// @vitest-environment node
import { describe, expect, it } from "vitest";
import { NOW } from "../../../../tests/diagnostics/fixtures";
import type { RecordingOptions, Visit } from "../../../../tests/diagnostics/har";
import { harText, streamOf } from "../../../../tests/diagnostics/har";
import {
  allowing,
  API,
  APP,
  AUTH,
  authorizeUrl,
  CALLBACK,
  CHALLENGE,
  callbackUrl,
  clientOnlySignIn,
  exchange,
  preflight,
  refresh,
  serverCallback,
  serverLoop,
  SESSION_COOKIE,
  toCallback,
  VERIFIER_COOKIE,
} from "../../../../tests/diagnostics/recordedSignIns";
import type { HarFacts } from "../../../../convex/gatehouse/diagnostics/harFacts";
import { readHar } from "./readHar";

const read = (visits: readonly Visit[], how?: RecordingOptions): Promise<HarFacts> =>
  readHar(streamOf(harText(visits, how)), { now: NOW });

describe("the sign-in request", () => {
  it("is told with its parameters, its secrets as marks", async () => {
    const { authorizes, steps } = await read(clientOnlySignIn());
    expect(authorizes).toEqual([
      {
        step: 1,
        clientId: expect.stringMatching(/^client_/),
        redirectUri: CALLBACK,
        hasSelector: true,
        fetched: false,
        errorPage: null,
      },
    ]);
    const state = steps[1]?.query["state"];
    expect(state).toMatch(/^value \d+$/);
    expect(steps.find((step) => step.role === "callback")?.query["state"]).toBe(state);
  });

  it.each([
    ["on WorkOS's host", "https://error.workos.com/sso/redirect-uri-invalid"],
    ["of a stand-in", "http://127.0.0.1:4100/error/sso/redirect-uri-invalid"],
  ])("ends on an error page %s", async (_name, location) => {
    const { authorizes } = await read([{ url: authorizeUrl(API), location }, { url: location }]);
    expect(authorizes[0]?.errorPage).toBe(new URL(location).pathname);
  });

  it("hides what is secret in a path", async () => {
    const { steps } = await read([
      { url: `${APP}/users/ada@example.com/invite` },
      { url: `${APP}/magic/eyJabc` },
      { url: `${APP}/reset/${"k".repeat(40)}/now` },
    ]);
    expect(steps.map((step) => step.address.path)).toEqual([
      "/users/‹hidden›/invite",
      "/magic/‹hidden›",
      "/reset/‹hidden›/now",
    ]);
  });

  it("is fetched, or lacks a selector", async () => {
    const { authorizes } = await read([
      { url: authorizeUrl(API, { selector: "" }), from: APP, error: "net::ERR_FAILED" },
    ]);
    expect(authorizes).toMatchObject([{ fetched: true, hasSelector: false }]);
  });
});

describe("the callback", () => {
  it.each([
    ["as sent", callbackUrl(), "matches"],
    ["of another sign-in", callbackUrl("code=x&state=other"), "differs"],
    ["not there", callbackUrl("code=x"), "missing"],
    ["null", callbackUrl("code=x&state=null"), "null"],
  ])("has its state %s", async (_name, url, state) => {
    const { callbacks } = await read([{ url: authorizeUrl(API) }, { url }]);
    expect(callbacks).toMatchObject([{ hasCode: true, state }]);
  });

  it.each([
    ["neither sent nor returned", [{ url: authorizeUrl(API, { state: null }) }], "matches"],
    ["when the recording began too late", [], "unknown"],
    [
      "when the sign-in began at WorkOS",
      [{ url: "https://example.authkit.app/invite" }],
      "missing",
    ],
  ])("has no state: %s", async (_name, before, state) => {
    const { callbacks } = await read([...before, { url: callbackUrl("code=x") }]);
    expect(callbacks).toMatchObject([{ state }]);
  });

  it.each([
    [
      "to authorize",
      { url: callbackUrl(), location: authorizeUrl(API), set: [VERIFIER_COOKIE] },
      true,
    ],
    ["to a login page", { url: callbackUrl(), location: "/login" }, true],
    ["into the app", { url: callbackUrl(), location: "/" }, false],
    [
      "to a login page with a session",
      { url: callbackUrl(), location: "/login", set: [SESSION_COOKIE] },
      false,
    ],
  ])("sends people %s", async (_name, callback, sentBackToSignIn) => {
    const { callbacks } = await read([{ url: authorizeUrl(API) }, callback]);
    expect(callbacks).toMatchObject([{ sentBackToSignIn }]);
  });

  it("leads to an internal host, or carries an error", async () => {
    const { callbacks } = await read([
      { url: callbackUrl(), location: "https://0.0.0.0:3000/" },
      { url: callbackUrl("error=access_denied&state=x") },
    ]);
    expect(callbacks).toMatchObject([
      { internalHost: "0.0.0.0:3000", hasCode: true },
      { internalHost: null, hasCode: false, error: "access_denied" },
    ]);
  });

  it.each([
    ["exchanged", [{ url: callbackUrl() }, exchange(AUTH)], true],
    ["ignored", [{ url: callbackUrl() }, { url: `${APP}/` }], false],
    ["taken by a server", [serverCallback(), { url: `${APP}/` }], null],
  ])("has its code %s", async (_name, visits, exchanged) => {
    const { callbacks } = await read([{ url: authorizeUrl(AUTH) }, ...visits]);
    expect(callbacks).toMatchObject([{ exchanged }]);
  });
});

describe("a loop", () => {
  it("is told with its rounds and turning point", async () => {
    const { loop } = await read(serverLoop(SESSION_COOKIE, 4));
    expect(loop).toMatchObject({ startsAt: 1, rounds: 4 });
    expect(loop?.addresses).toContain(CALLBACK);
  });

  it("inside the app is one, too", async () => {
    const round: Visit[] = [
      { url: `${APP}/`, location: "/login" },
      { url: `${APP}/login`, location: "/" },
    ];
    const { loop } = await read(Array.from({ length: 6 }, () => round).flat());
    expect(loop).toMatchObject({ startsAt: 0, rounds: 6, addresses: [`${APP}/`, `${APP}/login`] });
  });

  it.each([
    ["one sign-in", serverLoop(SESSION_COOKIE, 1)],
    ["two sign-ins", serverLoop(SESSION_COOKIE, 2)],
    [
      "three starts without a return",
      Array.from({ length: 3 }, () => ({ url: authorizeUrl(API) })),
    ],
  ])("is not %s", async (_name, visits) => {
    expect((await read(visits)).loop).toBeNull();
  });
});

describe("cookies that do not come back", () => {
  it.each([
    [`wos-session=${"x".repeat(4100)}; Path=/; Secure`, "session-cookie-too-large"],
    ["wos-session=v; Path=/; Domain=example.org", "cookie-domain-mismatch"],
    ["wos-session=v; Path=/; SameSite=None", "cookie-samesite-none-insecure"],
    ["__Host-wos-session=v; Secure", "cookie-prefix-rule-broken"],
    ["wos-session=v; Path=/callback; Secure", "cookie-path-too-narrow"],
    [SESSION_COOKIE, null],
  ])("%.40s → %s", async (set, reason) => {
    const { lostCookies } = await read([...toCallback(), serverCallback(set), { url: `${APP}/` }]);
    expect(lostCookies).toMatchObject([{ reason, host: "app.example.com" }]);
  });

  it("over http, and Strict from another site", async () => {
    const http = await read([
      {
        url: "http://app.example.com/callback?code=x&state=y",
        location: "/",
        set: [SESSION_COOKIE],
      },
      { url: "http://app.example.com/" },
    ]);
    expect(http.lostCookies).toMatchObject([{ reason: "cookie-secure-over-http" }]);
    const strict = VERIFIER_COOKIE.replace("Lax", "Strict");
    const [start, ...rest] = toCallback();
    const visits = [{ ...start, url: `${APP}/`, set: [strict] }, ...rest, { url: callbackUrl() }];
    expect((await read(visits)).lostCookies).toMatchObject([{ reason: "cookie-samesite-blocks" }]);
  });

  it("of a third party", async () => {
    const refused = refresh(API, { cookie: "", status: 400 });
    const visits = [{ url: callbackUrl() }, exchange(API), refused];
    expect((await read(visits)).lostCookies).toMatchObject([
      { name: "refresh", reason: "third-party-cookie-blocked", host: "api.workos.com" },
    ]);
  });

  it("with the request itself, not with its preflight", async () => {
    const refused = refresh(API, { cookie: "", status: 400 });
    expect((await read([exchange(API), preflight(API), refused])).lostCookies).toHaveLength(1);
  });

  it.each([
    ["came back", [serverCallback(), { url: `${APP}/`, cookie: "wos-session=v" }]],
    ["had no request to go with", [serverCallback()]],
    ["are not missed", [exchange(API), refresh(API, { cookie: "" })]],
    ["were removed", [serverCallback("wos-session=; Max-Age=0"), { url: `${APP}/` }]],
    ["belong to a bot filter", [serverCallback("__cf_bm=v; Path=/; HttpOnly"), { url: `${APP}/` }]],
    ["only preflights followed", [exchange(AUTH), preflight(AUTH)]],
  ])("are not those that %s", async (_name, visits) => {
    expect((await read(visits)).lostCookies).toEqual([]);
  });

  it("twice in one request", async () => {
    const { doubledCookies } = await read([
      { url: `${APP}/`, cookie: "wos-session=a; wos-session=b; x=1; x=2" },
    ]);
    expect(doubledCookies).toEqual([{ step: 0, name: "wos-session", host: "app.example.com" }]);
  });
});

describe("requests that fail", () => {
  it.each([
    ["a preflight without permission", preflight(API, {}), true],
    [
      "an answer for another origin",
      exchange(API, { answer: allowing("https://other.example") }),
      true,
    ],
    ["an answer cut off", exchange(API, { error: "net::ERR_FAILED" }), false],
  ])("for CORS: %s", async (_name, visit, headersSeen) => {
    expect((await read([visit])).corsFailures).toMatchObject([{ origin: APP, headersSeen }]);
  });

  it.each([
    ["the page was left", exchange(API, { error: "net::ERR_ABORTED" })],
    ["there is no network", exchange(API, { error: "net::ERR_INTERNET_DISCONNECTED" })],
    ["a blocker did it", exchange(API, { error: "net::ERR_BLOCKED_BY_CLIENT" })],
    ["it is allowed", exchange(API)],
  ])("not for CORS: %s", async (_name, visit) => {
    expect((await read([visit])).corsFailures).toEqual([]);
  });

  it("because something blocks them", async () => {
    const blocked = exchange(API, { error: "net::ERR_BLOCKED_BY_CLIENT" });
    const advert = {
      url: "https://ads.example/x.js",
      from: APP,
      error: "net::ERR_BLOCKED_BY_CLIENT",
    };
    expect((await read([blocked, advert])).blockedRequests).toEqual([
      { step: 0, host: "api.workos.com" },
    ]);
  });

  it.each([
    ['{"error":"invalid_grant"}', [{ code: "invalid_grant" }]],
    [
      '{"code":"organization_membership_not_found"}',
      [{ code: "organization_membership_not_found" }],
    ],
    ['{"error":"something_new"}', [{ code: "other" }]],
    ["<html>", []],
  ])("with %s", async (body, expected) => {
    expect((await read([refresh(API, { status: 400, body })])).apiErrors).toMatchObject(expected);
  });

  it("for a missing refresh token, which only counts after a sign-in", async () => {
    const body = '{"error":"invalid_request","error_description":"Missing refresh token."}';
    const missing = refresh(API, { status: 400, body });
    const before = await read([missing, { url: callbackUrl() }]);
    expect(before.apiErrors.map((error) => error.missingRefreshToken)).toEqual([false]);
    const after = await read([{ url: callbackUrl() }, exchange(API), missing]);
    expect(after.apiErrors.map((error) => error.missingRefreshToken)).toEqual([true]);
  });
});

describe("further signs", () => {
  it("Convex's refusal on the WebSocket", async () => {
    const data =
      '{"type":"AuthError","error":"No auth provider found matching the given token","baseVersion":0}';
    const { convexErrors } = await read([
      { url: "https://a-b-1.convex.cloud/api/sync", webSocket: [{ type: "receive", data }] },
    ]);
    expect(convexErrors).toEqual(["No auth provider found matching the given token"]);
  });

  it.each([
    [{ age: "12" }, "is 12 seconds old"],
    [{ "cache-control": "public, max-age=60" }, "says Cache-Control: public, max-age=60"],
  ])("a session in a cached answer %j", async (answer, why) => {
    const { cachedSessions } = await read([{ url: `${APP}/`, set: [SESSION_COOKIE], answer }]);
    expect(cachedSessions).toMatchObject([{ why }]);
  });

  it("a verifier posted as a form", async () => {
    const post = "grant_type=authorization_code&code_verifier=of-another-sign-in";
    const visits = [{ url: authorizeUrl(API, { challenge: CHALLENGE }) }, exchange(API, { post })];
    expect(await read(visits)).toMatchObject({ verifierMismatch: true });
  });

  it.each([
    ["its own", CHALLENGE, false],
    ["another", "anotherChallenge", true],
  ])("the verifier belongs to %s sign-in", async (_name, challenge, verifierMismatch) => {
    const visits = [
      { url: authorizeUrl(API, { challenge }) },
      { url: callbackUrl() },
      exchange(API),
    ];
    expect(await read(visits)).toMatchObject({ verifierMismatch });
  });

  it.each([0, 15 * 60_000, -3 * 60_000])("a clock that is %i ms off", async (skewMs) => {
    const { clockOffsetMs } = await read(clientOnlySignIn(), { skewMs });
    expect(Math.abs((clockOffsetMs ?? NaN) - skewMs)).toBeLessThan(1500);
  });

  it("no word on the clock from two answers", async () => {
    expect((await read([{ url: APP }, { url: APP }])).clockOffsetMs).toBeNull();
  });
});
