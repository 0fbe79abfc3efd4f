import type { EnvironmentRecord } from "../../../convex/diagnostics/judge/types";
import {
  CLIENT,
  clientOnly,
  cookie,
  development,
  environmentEvidence,
  GOOD_COOKIE,
  MINUTE,
  NOW,
  OTHER_CLIENT,
  production,
  seen,
  soundFacts,
  withCookie,
} from "../fixtures";
import {
  bundle,
  endpoint,
  errorPage,
  gaps,
  inbox,
  noRow,
  registered,
  runtime,
  token,
  without,
} from "./environments";
import type { Scenario } from "./types";
import { collected } from "./types";

const sound = soundFacts();
const deepPreview: EnvironmentRecord = {
  ...production,
  name: "Preview",
  appUrl: "https://a.b.preview.example.com",
  redirectUri: "https://a.b.preview.example.com/callback",
};
const otherPort: EnvironmentRecord = {
  ...development,
  appUrl: "http://localhost:3000",
  redirectUri: "http://localhost:3000/callback",
};
const underAuth: EnvironmentRecord = {
  ...production,
  redirectUri: "https://app.example.com/auth/callback",
};

/** Broken environments that were not looked at while the rules were written. */
export const heldOutEnvironments: readonly Scenario[] = [
  collected(
    "a wildcard is expected to cover two levels",
    "redirect-uri-not-registered",
    environmentEvidence(
      {
        ...registered("https://*.preview.example.com/callback"),
        ...errorPage("redirect-uri-invalid", deepPreview),
      },
      deepPreview,
    ),
    clientOnly(deepPreview),
  ),
  collected(
    "the dev server moved to another port",
    "redirect-uri-not-registered",
    environmentEvidence(
      {
        ...registered("http://localhost:5173/callback"),
        ...errorPage("redirect-uri-invalid", otherPort),
        corsOrigins: { origins: ["http://localhost:5173"] },
      },
      otherPort,
    ),
    clientOnly(otherPort),
  ),
  collected(
    "the callback became a capital letter",
    "redirect-uri-not-registered",
    environmentEvidence({
      ...runtime("https://app.example.com/Callback"),
      ...errorPage("redirect-uri-invalid"),
    }),
  ),
  collected(
    "the list cannot be read, the probe tells",
    "redirect-uri-not-registered",
    without(["redirectUris"], "WorkOS answered 404.", errorPage("redirect-uri-invalid")),
  ),
  collected(
    "the router handles another path",
    "callback-path-mismatch",
    environmentEvidence(
      {
        ...registered(underAuth.redirectUri),
        runtimeRedirectUri: { redirectUri: underAuth.redirectUri, handledPath: "/callback" },
      },
      underAuth,
    ),
    clientOnly(underAuth),
  ),
  collected(
    "a static host that answers /callback with a text file",
    "callback-not-served",
    environmentEvidence({ callbackProbe: { ...sound.callbackProbe, contentType: "text/plain" } }),
  ),
  collected(
    "production was built with localhost as its callback",
    "production-differs-from-local",
    environmentEvidence({
      ...runtime("http://localhost:5173/callback"),
      ...errorPage("redirect-uri-invalid"),
    }),
  ),
  collected(
    "the CORS list holds a path",
    "cors-origin-missing",
    environmentEvidence({ corsOrigins: { origins: ["https://app.example.com/callback"] } }),
  ),
  collected(
    "sign-out has no homepage",
    "sign-out-address-missing",
    environmentEvidence({
      signOutProbe: {
        status: 302,
        location: "https://error.workos.com/user_management/app-homepage-url-not-found",
      },
    }),
  ),
  collected(
    "the hosting platform has no client ID",
    "client-id-missing",
    environmentEvidence({
      ...bundle({ clientIds: [] }),
      environmentVariables: {
        side: "hosting",
        variables: [
          { name: "VITE_WORKOS_CLIENT_ID", length: null, value: null, prefix: null },
          { name: "VITE_CONVEX_URL", length: 40, value: null, prefix: null },
        ],
      },
    }),
  ),
  collected(
    "Convex got the client ID of staging by hand",
    "environments-mixed",
    environmentEvidence({
      environmentVariables: {
        side: "convex",
        variables: [
          { name: "WORKOS_CLIENT_ID", length: 31, value: OTHER_CLIENT, prefix: "client_" },
        ],
      },
      providers: {
        providers: [
          { type: "customJwt", issuer: `https://auth.example.com/user_management/${OTHER_CLIENT}` },
        ],
      },
      jwks: { ...sound.jwks, keyIds: ["key_of_staging"] },
      ...gaps({ signedInWithoutRow: noRow(9) }),
    }),
  ),
  collected(
    "PKCE is demanded and not sent",
    "code-challenge-missing",
    environmentEvidence(errorPage("code_challenge_missing")),
  ),
  collected(
    "auth.config.ts lost its providers",
    "convex-provider-mismatch",
    environmentEvidence({
      providers: { providers: [] },
      ...gaps({ signedInWithoutRow: noRow(2) }),
    }),
  ),
  collected(
    "only the provider with the application ID, and it is another client's",
    "convex-provider-mismatch",
    environmentEvidence({
      ...token({ issuer: "https://auth.example.com", audience: [CLIENT] }),
      providers: {
        providers: [{ type: "customJwt", issuer: "auth.example.com", applicationID: OTHER_CLIENT }],
      },
    }),
  ),
  collected(
    "the key list comes as text/plain",
    "jwks-unreachable",
    environmentEvidence({ jwks: { ...sound.jwks, contentType: "text/plain" } }),
  ),
  collected(
    "user.deleted was never subscribed",
    "webhook-events-not-subscribed",
    environmentEvidence(endpoint({ events: ["user.created", "user.updated"] })),
  ),
  collected(
    "a firewall drops WorkOS's deliveries",
    "webhooks-silent",
    environmentEvidence(
      inbox({
        lastReceivedAt: NOW - 26 * 60 * MINUTE,
        receivedLastDay: 0,
        latestEventAt: NOW - MINUTE,
      }),
    ),
  ),
  collected(
    "a hand-written verifier expects seconds",
    "webhook-timestamp-refused",
    environmentEvidence(
      inbox({ receivedLastDay: 0, rejected: [{ reason: "timestamp", count: 31 }] }),
    ),
  ),
  collected(
    "a strict validator and a new field",
    "webhook-decoding-strict",
    environmentEvidence(
      inbox({ failedTypes: ["user.updated", "user.created"], receivedLastDay: 60 }),
    ),
  ),
  collected(
    "the team had users before it had a webhook",
    "users-predate-webhook",
    environmentEvidence(gaps({ usersInConvex: 200 })),
  ),
  collected(
    "both paths insert rows",
    "user-row-duplicated",
    environmentEvidence(gaps({ duplicatedIds: ["user_07", "user_12"], usersInConvex: 1202 })),
  ),
  collected(
    "a cookie for another domain",
    "cookie-domain-mismatch",
    [
      ...environmentEvidence(),
      seen("setCookies", {
        ...sound.setCookies,
        cookies: [cookie(`${GOOD_COOKIE}; Domain=app.example.net`)],
      }),
    ],
    withCookie(),
  ),
  collected(
    "writer and reader disagree about the name",
    "cookie-name-mismatch",
    [
      ...environmentEvidence(),
      seen("setCookies", {
        ...sound.setCookies,
        cookies: [cookie(GOOD_COOKIE), cookie("wos_session=; Path=/; Secure")],
      }),
    ],
    withCookie(),
  ),
  collected(
    "a CDN marks the session public",
    "auth-response-cached",
    [
      ...environmentEvidence(),
      seen("setCookies", { ...sound.setCookies, cacheControl: "public, s-maxage=300" }),
    ],
    withCookie(),
  ),
];
