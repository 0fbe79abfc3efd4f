import { unavailable } from "../../../convex/diagnostics/evidence";
import type { EvidenceFacts, EvidenceKind } from "../../../convex/diagnostics/evidence";
import type { EnvironmentRecord } from "../../../convex/diagnostics/judge/types";
import {
  CLIENT,
  clientOnly,
  cookie,
  development,
  environmentEvidence,
  GOOD_COOKIE,
  issuerOf,
  MINUTE,
  NOW,
  OTHER_CLIENT,
  production,
  seen,
  soundFacts,
  withCookie,
} from "../fixtures";
import type { Scenario } from "./types";
import { collected } from "./types";

const sound = soundFacts();
const ERROR = "https://error.workos.com/sso";

/** What the authorize endpoint answers when something is wrong. */
export const errorPage = (page: string, environment = production) => ({
  authorizeProbe: { ...soundFacts(environment).authorizeProbe, location: `${ERROR}/${page}` },
});

export const registered = (...uris: string[]) => ({
  redirectUris: { uris: uris.map((uri, index) => ({ uri, isDefault: index === 0 })) },
});

export const runtime = (redirectUri: string) => ({
  runtimeRedirectUri: { redirectUri, handledPath: null },
});

export const bundle = (facts: Partial<EvidenceFacts["bundle"]>, environment = production) => ({
  bundle: { ...soundFacts(environment).bundle, ...facts },
});

export const inbox = (facts: Partial<EvidenceFacts["inboxHealth"]>) => ({
  inboxHealth: { ...sound.inboxHealth, ...facts },
});

export const gaps = (facts: Partial<EvidenceFacts["provisioningGaps"]>) => ({
  provisioningGaps: { ...sound.provisioningGaps, ...facts },
});

export const token = (facts: Partial<EvidenceFacts["tokenClaims"]>) => ({
  tokenClaims: { ...sound.tokenClaims, ...facts },
});

export const endpoint = (change: object) => ({
  webhookEndpoints: {
    endpoints: sound.webhookEndpoints.endpoints.map((one) => ({ ...one, ...change })),
  },
});

/** All evidence, but some kinds could not be read. */
export const without = (
  kinds: readonly EvidenceKind[],
  reason: string,
  changes: Partial<EvidenceFacts> = {},
) => [
  ...environmentEvidence(changes).filter(({ kind }) => !kinds.includes(kind)),
  ...kinds.map((kind) => unavailable(kind, reason, { source: "WorkOS", at: NOW })),
];

const WORKOS_LISTS = ["redirectUris", "corsOrigins", "webhookEndpoints"] as const;

export const noRow = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    workosId: `user_${index}`,
    email: `person${index}@example.com`,
    lastSignInAt: NOW - index * MINUTE,
  }));

const preview = (host: string): EnvironmentRecord => ({
  ...production,
  name: "Preview",
  kind: "staging",
  appUrl: `https://${host}`,
  redirectUri: `https://${host}/callback`,
});
const netlify = preview("deploy-preview-12--shop.netlify.app");
const vercel = preview("shop-git-new-header-team.vercel.app");
const plainDomain: EnvironmentRecord = { ...production, apiHost: "api.workos.com" };
const moved: EnvironmentRecord = {
  ...production,
  appUrl: "https://www.example.com",
  redirectUri: "https://www.example.com/callback",
};
const idn: EnvironmentRecord = {
  ...production,
  appUrl: "https://xn--bcher-kva.example",
  redirectUri: "https://xn--bcher-kva.example/callback",
};
const plainIssuer = "https://api.workos.com/";

const redirects: Scenario[] = [
  collected(
    "the app moved to www, the list did not",
    "redirect-uri-not-registered",
    environmentEvidence(
      { ...registered(production.redirectUri), ...errorPage("redirect-uri-invalid", moved) },
      moved,
    ),
    clientOnly(moved),
  ),
  collected(
    "a slash too many on the list",
    "redirect-uri-not-registered",
    environmentEvidence({
      ...registered(`${production.redirectUri}/`),
      ...errorPage("redirect-uri-invalid"),
    }),
  ),
  collected(
    "a Netlify preview under a wildcard",
    "redirect-uri-preview-not-covered",
    environmentEvidence(
      {
        ...registered("https://deploy-preview-*.netlify.app/callback"),
        ...errorPage("redirect-uri-invalid", netlify),
      },
      netlify,
    ),
    clientOnly(netlify),
  ),
  collected(
    "a Vercel preview that nobody registered",
    "redirect-uri-preview-not-covered",
    environmentEvidence(
      { ...registered(production.redirectUri), ...errorPage("redirect-uri-invalid", vercel) },
      vercel,
    ),
    clientOnly(vercel),
  ),
  collected(
    "the pattern in the app's own settings",
    "redirect-uri-literal-wildcard",
    environmentEvidence({
      ...runtime("https://*.example.com/callback"),
      ...registered("https://*.example.com/callback"),
      ...errorPage("redirect-uri-invalid"),
    }),
  ),
  collected(
    "127.0.0.1 registered, localhost opened",
    "redirect-uri-loopback-mismatch",
    environmentEvidence(
      {
        ...registered("http://127.0.0.1:5173/callback"),
        ...errorPage("redirect-uri-invalid", development),
      },
      development,
    ),
    clientOnly(development),
  ),
  collected(
    "TLS ends at the proxy, the app sends http",
    "redirect-uri-http-in-production",
    [
      ...environmentEvidence({
        ...runtime("http://app.example.com/callback"),
        ...errorPage("redirect-uri-invalid"),
      }),
      seen("setCookies", { ...sound.setCookies, https: false }),
    ],
    withCookie(),
  ),
  collected(
    "an empty variable",
    "redirect-uri-empty",
    environmentEvidence({
      ...runtime(""),
      environmentVariables: {
        side: "hosting",
        variables: [{ name: "WORKOS_REDIRECT_URI", length: 0, value: "", prefix: null }],
      },
    }),
    withCookie(),
  ),
  collected(
    "a container's own address after the callback",
    "redirect-to-internal-host",
    environmentEvidence({
      callbackProbe: {
        ...sound.callbackProbe,
        status: 302,
        location: "https://0.0.0.0:3000/dashboard",
      },
    }),
    withCookie(),
  ),
  collected(
    "special letters on the list",
    "redirect-uri-not-punycode",
    environmentEvidence(
      {
        ...registered("https://bücher.example/callback"),
        ...errorPage("redirect-uri-invalid", idn),
      },
      idn,
    ),
    clientOnly(idn),
  ),
  collected(
    "no rewrite rule",
    "callback-not-served",
    environmentEvidence({ callbackProbe: { ...sound.callbackProbe, status: 404 } }),
  ),
  collected(
    "no sign-in endpoint in the dashboard",
    "sign-in-endpoint-missing",
    environmentEvidence({
      dashboardChecklist: { signInEndpoint: null, homepageUrl: production.appUrl },
    }),
  ),
];

const clients: Scenario[] = [
  collected(
    "production built with staging's client ID",
    "production-differs-from-local",
    environmentEvidence({
      ...bundle({ clientIds: [OTHER_CLIENT] }),
      ...token({
        clientId: OTHER_CLIENT,
        audience: [OTHER_CLIENT],
        issuer: `https://api.workos.com/user_management/${OTHER_CLIENT}`,
        keyId: "key_of_staging",
      }),
    }),
  ),
  collected(
    "production built without a Convex URL",
    "production-differs-from-local",
    environmentEvidence(bundle({ convexUrls: [] })),
  ),
  collected(
    "a Connect application's ID",
    "client-id-invalid",
    environmentEvidence({
      ...errorPage("client-id-invalid"),
      jwks: { ...sound.jwks, status: 404, keyIds: [] },
    }),
  ),
  collected(
    "a test key in production",
    "environments-mixed",
    environmentEvidence({
      environmentVariables: {
        side: "convex",
        variables: [{ name: "WORKOS_API_KEY", length: 60, value: null, prefix: "sk_test_" }],
      },
      ...gaps({ rowsPendingTooLong: 12 }),
      ...registered("http://localhost:5173/callback"),
    }),
  ),
  collected(
    "a revoked API key: nothing of WorkOS can be read",
    "api-key-refused",
    without(WORKOS_LISTS, "WorkOS answered 401.", {
      apiKeyProbe: { status: 401 },
      ...gaps({ rowsPendingTooLong: 3, rowsWithoutEmail: 3 }),
    }),
  ),
  collected(
    "no API key",
    "api-key-missing",
    without(WORKOS_LISTS, "There is no API key.", {
      environmentVariables: {
        side: "convex",
        variables: [{ name: "WORKOS_API_KEY", length: null, value: null, prefix: null }],
      },
      ...gaps({ rowsPendingTooLong: 3 }),
    }).filter(({ kind }) => kind !== "apiKeyProbe"),
  ),
  collected(
    "a hand-written sign-in address",
    "connection-selector-missing",
    environmentEvidence({
      authorizeProbe: {
        ...sound.authorizeProbe,
        hasSelector: false,
        location: `${ERROR}/invalid-connection-selector`,
      },
    }),
  ),
  collected(
    "the origin is not on the CORS list",
    "cors-origin-missing",
    environmentEvidence({ corsOrigins: { origins: ["http://localhost:5173"] } }),
  ),
  collected(
    "no custom domain and no devMode",
    "third-party-cookie-blocked",
    environmentEvidence({}, plainDomain),
    clientOnly(plainDomain),
  ),
  collected(
    "the API host was not there at build time",
    "api-hostname-missing-at-build",
    environmentEvidence(bundle({ apiHosts: [] })),
  ),
];

const convex: Scenario[] = [
  collected(
    "Convex holds staging's client ID",
    "convex-provider-mismatch",
    environmentEvidence({
      providers: {
        providers: [
          { type: "customJwt", issuer: "https://auth.example.com/", applicationID: OTHER_CLIENT },
          { type: "customJwt", issuer: `https://auth.example.com/user_management/${OTHER_CLIENT}` },
        ],
      },
      ...gaps({ signedInWithoutRow: noRow(4) }),
    }),
  ),
  collected(
    "an older environment whose tokens have no audience",
    "token-without-audience",
    environmentEvidence({
      ...token({ issuer: plainIssuer, audience: [], clientId: null }),
      providers: { providers: [{ type: "customJwt", issuer: plainIssuer, applicationID: CLIENT }] },
    }),
  ),
  collected(
    "the custom domain was switched on yesterday",
    "custom-domain-issuer-missing",
    environmentEvidence({ providers: soundFacts(plainDomain).providers }),
  ),
  collected(
    "keys of another client",
    "signing-key-unknown",
    environmentEvidence({ jwks: { ...sound.jwks, keyIds: ["key_of_staging"] } }),
  ),
  collected(
    "a key list that is not there",
    "jwks-unreachable",
    environmentEvidence({
      jwks: { ...sound.jwks, status: 404, contentType: "text/html", keyIds: [] },
    }),
  ),
  collected(
    "auth.config.ts without its variable",
    "auth-config-variable-missing",
    without(["providers"], "Convex refused the push.", {
      environmentVariables: {
        side: "convex",
        variables: [{ name: "WORKOS_CLIENT_ID", length: null, value: null, prefix: null }],
      },
      ...gaps({ signedInWithoutRow: noRow(2) }),
    }),
  ),
  collected(
    "the app never calls ensureUser",
    "user-not-created",
    environmentEvidence(gaps({ signedInWithoutRow: noRow(12), usersInConvex: 1188 })),
  ),
  collected(
    "nobody fetches profiles",
    "profile-claims-missing",
    environmentEvidence(gaps({ rowsWithoutEmail: 340 })),
  ),
  collected(
    "a server clock that is four minutes slow",
    "clock-skew",
    environmentEvidence({
      clockOffset: {
        whose: "this server",
        comparedWith: "WorkOS's Date header",
        offsetMs: -4 * MINUTE,
      },
      ...inbox({ receivedLastDay: 0, rejected: [{ reason: "timestamp", count: 70 }] }),
    }),
  ),
];

const webhooks: Scenario[] = [
  collected(
    "a new deployment without an endpoint",
    "webhook-endpoint-missing",
    environmentEvidence({
      webhookEndpoints: { endpoints: [] },
      ...inbox({ lastReceivedAt: null, receivedLastDay: 0 }),
      ...gaps({ usersInConvex: 3 }),
    }),
  ),
  collected(
    "the endpoint points to .convex.cloud",
    "webhook-url-wrong-host",
    environmentEvidence({
      ...endpoint({ url: "https://happy-otter-123.convex.cloud/workos/webhook" }),
      ...inbox({ lastReceivedAt: null, receivedLastDay: 0 }),
    }),
  ),
  collected(
    "somebody disabled the endpoint last week",
    "webhook-endpoint-disabled",
    environmentEvidence({
      ...endpoint({ enabled: false }),
      ...inbox({ lastReceivedAt: NOW - 7 * 24 * 60 * MINUTE, receivedLastDay: 0 }),
      ...gaps({ usersInConvex: 1150 }),
    }),
  ),
  collected(
    "the secret of another endpoint",
    "webhook-secret-mismatch",
    environmentEvidence(
      inbox({
        lastReceivedAt: NOW - 24 * 60 * MINUTE,
        receivedLastDay: 0,
        rejected: [{ reason: "signature", count: 220 }],
      }),
    ),
  ),
  collected(
    "no secret",
    "webhook-secret-unset",
    environmentEvidence(
      inbox({ secretConfigured: false, lastReceivedAt: null, receivedLastDay: 0 }),
    ),
  ),
];

const server: Scenario[] = [
  collected(
    "a cookie password of 16 characters",
    "cookie-password-invalid",
    [...environmentEvidence(), seen("cookiePassword", { length: 16 })],
    withCookie(),
  ),
  collected(
    "a session cookie full of permissions",
    "session-cookie-too-large",
    [
      ...environmentEvidence(),
      seen("setCookies", {
        ...sound.setCookies,
        cookies: [cookie(GOOD_COOKIE.replace("sealed", "x".repeat(4300)))],
      }),
    ],
    withCookie(),
  ),
  collected(
    "the callback is guarded",
    "callback-behind-guard",
    environmentEvidence({
      callbackProbe: {
        ...sound.callbackProbe,
        status: 307,
        location: "https://api.workos.com/user_management/authorize?client_id=x",
      },
      ...token({ issuer: issuerOf(production) }),
    }),
    withCookie(),
  ),
];

/** Broken environments, as the environment checks would see them. */
export const brokenEnvironments: readonly Scenario[] = [
  ...redirects,
  ...clients,
  ...convex,
  ...webhooks,
  ...server,
];
