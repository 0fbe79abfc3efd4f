import type { EnvironmentRecord } from "../../../convex/diagnostics/judge/types";
import {
  clientOnly,
  cookie,
  development,
  environmentEvidence,
  MINUTE,
  NOW,
  personEvidence,
  production,
  seen,
  soundBrowser,
  soundFacts,
  withCookie,
} from "../fixtures";
import {
  API,
  APP,
  clientOnlySignIn,
  exchange,
  refresh,
  serverSignIn,
  toCallback,
} from "../recordedSignIns";
import { registered } from "./environments";
import type { Scenario } from "./types";
import { collected, recorded } from "./types";

const sound = soundFacts();
const ownPreview: EnvironmentRecord = {
  ...production,
  name: "Preview",
  appUrl: "https://pr-8.preview.example.com",
  redirectUri: "https://pr-8.preview.example.com/callback",
};
const standIn: EnvironmentRecord = {
  ...development,
  clientId: "client_local",
  apiHost: "127.0.0.1:4100",
};
const server = [seen("setCookies", sound.setCookies), seen("cookiePassword", { length: 32 })];

/** Setups with nothing wrong. */
export const healthy: readonly Scenario[] = [
  collected("production", null, environmentEvidence()),
  collected("production with a server", null, [...environmentEvidence(), ...server], withCookie()),
  collected(
    "development",
    null,
    environmentEvidence({}, development).filter(({ kind }) => kind !== "bundle"),
    clientOnly(development),
  ),
  collected(
    "a preview under the company's own wildcard",
    null,
    environmentEvidence(
      registered(production.redirectUri, "https://*.preview.example.com/callback"),
      ownPreview,
    ).map((one) =>
      one.kind === "corsOrigins" ? seen("corsOrigins", { origins: [ownPreview.appUrl] }) : one,
    ),
    clientOnly(ownPreview),
  ),
  collected(
    "a stand-in on one machine",
    null,
    [
      seen("redirectUris", { uris: [{ uri: "http://localhost:5173/callback", isDefault: true }] }),
      seen("corsOrigins", { origins: ["http://localhost:5173"] }),
      seen("providers", {
        providers: [
          { type: "customJwt", issuer: "http://127.0.0.1:4100/user_management/client_local" },
        ],
      }),
      seen("selfCheck", { ...soundBrowser("localhost"), refreshTokenInLocalStorage: true }),
    ],
    clientOnly(standIn),
  ),
  collected("a person who signs in every day", null, personEvidence()),
  collected(
    "a person who mistyped the password once and came in",
    null,
    personEvidence({
      signIns: {
        ...sound.signIns,
        attempts: [
          {
            at: NOW - 9 * MINUTE,
            succeeded: false,
            method: "password",
            errorCode: "invalid_credentials",
          },
          { at: NOW - 8 * MINUTE, succeeded: true, method: "password", errorCode: null },
        ],
      },
    }),
  ),
  collected("a sound browser", null, [seen("selfCheck", soundBrowser("app.example.com"))]),
  recorded("a sign-in of an app without a server", null, clientOnlySignIn()),
  recorded("a sign-in of an app with a server", null, serverSignIn()),
  recorded("a page that is only read", null, [{ url: `${APP}/` }, { url: `${APP}/about` }]),
  recorded("a recording without cookies", null, serverSignIn(), { sanitized: true }),
  recorded("a sign-in with the lists of a bot filter's cookies", null, [
    ...toCallback().slice(1),
    ...clientOnlySignIn().slice(5, 7),
    exchange("https://auth.example.com", {
      set: ["__cf_bm=v; Path=/; HttpOnly; Secure; SameSite=None"],
    }),
    refresh("https://auth.example.com", { cookie: "" }),
  ]),
];

/** As above, not looked at while the rules were written. */
export const heldOutHealthy: readonly Scenario[] = [
  collected("a clock that is half a minute off", null, [
    ...environmentEvidence({
      clockOffset: { whose: "this server", comparedWith: "WorkOS's Date header", offsetMs: 31_000 },
    }),
  ]),
  collected("an environment without webhooks traffic at night", null, [
    ...environmentEvidence({
      inboxHealth: {
        ...sound.inboxHealth,
        lastReceivedAt: NOW - 9 * 60 * MINUTE,
        latestEventAt: NOW - 9 * 60 * MINUTE,
        receivedLastDay: 5,
      },
    }),
  ]),
  collected(
    "three cookies of a server, one removed",
    null,
    [
      ...environmentEvidence(),
      seen("setCookies", {
        ...sound.setCookies,
        cookies: [
          ...sound.setCookies.cookies,
          cookie("wos-auth-verifier-0a1b2c3d=; Path=/; Max-Age=0"),
          cookie("locale=de; Path=/; SameSite=Lax"),
        ],
      }),
    ],
    withCookie(),
  ),
  collected("a person who is signed out", null, [
    ...personEvidence({
      sessions: {
        sessions: [{ id: "s", status: "expired", createdAt: NOW - 9e8, endedAt: NOW - 8e8 }],
      },
    }),
  ]),
  collected("a loop that was cured", null, [
    ...personEvidence({
      signIns: {
        ...sound.signIns,
        loops: [
          {
            startedAt: NOW - 300 * MINUTE,
            endedAt: NOW - 299 * MINUTE,
            count: 9,
            medianGapMs: 2000,
            probableCause: "cookie-not-set",
            resolved: true,
          },
        ],
      },
    }),
  ]),
  recorded("two sign-ins after each other", null, [...serverSignIn(), ...serverSignIn()]),
  recorded("a first visit, somebody else's cookie in between", null, [
    refresh(API, {
      cookie: "",
      status: 400,
      body: '{"error":"invalid_request","error_description":"Missing refresh token."}',
    }),
    { url: `${APP}/`, set: ["visitor=1; Path=/; SameSite=Lax"] },
    ...clientOnlySignIn(),
  ]),
];
