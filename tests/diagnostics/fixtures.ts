import type {
  AvailableEvidence,
  EvidenceFacts,
  EvidenceKind,
} from "../../convex/gatehouse/diagnostics/evidence";
import { evidence } from "../../convex/gatehouse/diagnostics/evidence";
import type { SelfCheckFacts } from "../../convex/gatehouse/diagnostics/selfCheckFacts";
import type { SetCookieFacts } from "../../convex/gatehouse/diagnostics/setCookie";
import { parseSetCookie } from "../../convex/gatehouse/diagnostics/setCookie";
import type {
  EnvironmentRecord,
  JudgeContext,
} from "../../convex/gatehouse/diagnostics/judge/types";

/** The present of all fixtures: 2026-11-23 12:00 UTC. */
export const NOW = Date.UTC(2026, 10, 23, 12);
export const MINUTE = 60_000;

export const CLIENT = "client_01HZX3PRODUCTION0000000000";
export const OTHER_CLIENT = "client_01HZX3STAGING000000000000";

/** A client-only app on its own domain with a custom authentication domain. */
export const production: EnvironmentRecord = {
  name: "Production",
  kind: "production",
  appUrl: "https://app.example.com",
  redirectUri: "https://app.example.com/callback",
  clientId: CLIENT,
  apiHost: "auth.example.com",
  convexUrl: "https://happy-otter-123.convex.cloud",
  webhookUrl: "https://happy-otter-123.convex.site/workos/webhook",
  environmentId: "environment_01HZX3",
};

/** The same app on a developer's machine. */
export const development: EnvironmentRecord = {
  ...production,
  name: "Development",
  kind: "staging",
  appUrl: "http://localhost:5173",
  redirectUri: "http://localhost:5173/callback",
  clientId: OTHER_CLIENT,
  apiHost: "api.workos.com",
  convexUrl: "https://quick-fox-9.convex.cloud",
  webhookUrl: "https://quick-fox-9.convex.site/workos/webhook",
};

export const clientOnly = (environment = production): JudgeContext => ({
  authMode: "client-only",
  environment,
  now: NOW,
});

export const withCookie = (environment = production): JudgeContext => ({
  authMode: "cookie",
  environment,
  now: NOW,
});

/** Evidence of a kind, collected now. */
export function seen<Kind extends EvidenceKind>(
  kind: Kind,
  facts: EvidenceFacts[Kind],
  at = NOW,
): AvailableEvidence<Kind> {
  return evidence(kind, facts, { source: `fixture: ${kind}`, at }) as AvailableEvidence<Kind>;
}

/** A Set-Cookie line as facts. */
export function cookie(line: string): SetCookieFacts {
  const facts = parseSetCookie(line);
  if (facts === null) throw new Error(`The fixture "${line.slice(0, 40)}" is no Set-Cookie line.`);
  return facts;
}

export const GOOD_COOKIE =
  "wos-session=sealed; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=34560000";

export const issuerOf = (environment: EnvironmentRecord): string =>
  `https://${environment.apiHost}/user_management/${environment.clientId}`;

const jwksOf = (environment: EnvironmentRecord): string =>
  `https://api.workos.com/sso/jwks/${environment.clientId}`;

/** The facts of a sound setup, kind by kind. */
export function soundFacts(environment: EnvironmentRecord = production) {
  const { clientId, redirectUri, appUrl, apiHost } = environment;
  const facts = {
    redirectUris: { uris: [{ uri: redirectUri, isDefault: true }] },
    runtimeRedirectUri: { redirectUri, handledPath: new URL(redirectUri).pathname },
    authorizeProbe: {
      clientId,
      redirectUri,
      hasSelector: true,
      status: 302,
      location: "https://example.authkit.app/",
    },
    corsOrigins: { origins: [new URL(appUrl).origin] },
    jwks: {
      url: jwksOf(environment),
      status: 200,
      contentType: "application/json; charset=utf-8",
      keyIds: ["sso_oidc_key_pair_01A"],
    },
    tokenClaims: {
      algorithm: "RS256",
      keyId: "sso_oidc_key_pair_01A",
      issuer: issuerOf(environment),
      audience: [clientId],
      clientId,
      issuedAt: NOW - MINUTE,
      expiresAt: NOW + 4 * MINUTE,
      claimNames: ["iss", "aud", "sub", "sid", "exp", "iat"],
      signature: "valid",
    },
    providers: {
      providers: [
        {
          type: "customJwt",
          issuer: `https://${apiHost}/`,
          applicationID: clientId,
          jwks: jwksOf(environment),
        },
        { type: "customJwt", issuer: issuerOf(environment), jwks: jwksOf(environment) },
      ],
    },
    callbackProbe: { url: redirectUri, status: 200, contentType: "text/html", location: null },
    bundle: {
      url: appUrl,
      scripts: 3,
      clientIds: [clientId],
      convexUrls: [environment.convexUrl],
      apiHosts: apiHost === "api.workos.com" ? [] : [apiHost],
      redirectUris: [],
      devMode: null,
    },
    setCookies: {
      host: new URL(appUrl).host,
      https: appUrl.startsWith("https:"),
      cookies: [cookie(GOOD_COOKIE)],
      cacheControl: "no-store",
      ageSeconds: null,
    },
    cookiePassword: { length: 44 },
    webhookEndpoints: {
      endpoints: [
        {
          id: "we_01",
          url: environment.webhookUrl,
          enabled: true,
          events: ["user.created", "user.updated", "user.deleted", "session.created"],
          secretFits: true,
        },
      ],
    },
    inboxHealth: {
      secretConfigured: true,
      lastReceivedAt: NOW - MINUTE,
      missedEventAt: null,
      since: NOW - 36 * 60 * MINUTE,
      received: 100,
      receivedIsCapped: true,
      rejected: [],
      failedTypes: [],
    },
    provisioningGaps: {
      signedInWithoutRow: [],
      rowsWithoutEmail: 0,
      rowsPendingTooLong: 0,
      duplicatedIds: [],
      resurrectedIds: [],
      comparedAt: NOW - 8 * 60 * MINUTE,
      usersAtWorkos: 1200,
      usersInConvex: 1200,
    },
    userRow: {
      workosId: "user_01ADA",
      email: "ada@example.com",
      status: "active",
      rows: 1,
      createdAt: NOW - 90 * 24 * 60 * MINUTE,
      deletedAt: null,
    },
    workosUser: {
      workosId: "user_01ADA",
      email: "ada@example.com",
      emailVerified: true,
      lastSignInAt: NOW - 60 * MINUTE,
      organizationIds: ["org_01"],
    },
    sessions: {
      sessions: [
        { id: "session_01", status: "active", createdAt: NOW - 60 * MINUTE, endedAt: null },
      ],
    },
    signIns: {
      email: "ada@example.com",
      since: NOW - 30 * 24 * 60 * MINUTE,
      attempts: [{ at: NOW - 60 * MINUTE, succeeded: true, method: "oauth", errorCode: null }],
      loops: [],
    },
    selfCheck: soundBrowser(new URL(appUrl).hostname),
    errorMessage: { text: "" },
    clockOffset: { whose: "this server", comparedWith: "WorkOS's Date header", offsetMs: 400 },
    environmentVariables: {
      side: "convex",
      variables: [
        { name: "WORKOS_CLIENT_ID", length: clientId.length, value: clientId, prefix: null },
        {
          name: "WORKOS_API_KEY",
          length: 60,
          value: null,
          prefix: environment.kind === "production" ? "sk_live_" : "sk_test_",
        },
      ],
    },
    apiKeyProbe: { status: 200 },
    dashboardChecklist: {
      signInEndpoint: `${appUrl}/login`,
      homepageUrl: appUrl,
      signOutRedirects: appUrl,
      signOutAsksAgain: true,
    },
    operatorEntry: { email: "ada@example.com", reason: null },
  } satisfies Omit<EvidenceFacts, "har">;
  return facts;
}

/** A browser with nothing wrong. */
export function soundBrowser(hostname: string): SelfCheckFacts {
  return {
    hostname,
    browser: "Chrome 142",
    cookiesEnabled: true,
    localStorageWritable: true,
    sessionStorageWritable: true,
    thirdPartyCookies: true,
    secureContext: true,
    cryptoSubtle: true,
    clockOffsetMs: 120,
    sessionHints: 1,
    verifiers: 0,
    refreshTokenInLocalStorage: false,
    rememberedOrganizationId: null,
    blockedRequests: [],
    app: {
      authkitUser: true,
      convexAuthenticated: true,
      convexWasAuthenticated: true,
      convexLoadingMs: 0,
    },
  };
}

type SoundKind = keyof ReturnType<typeof soundFacts>;

/**
 * All evidence of an environment check, sound except for what is replaced.
 * @param changes facts to replace, kind by kind.
 * @param environment whose facts.
 */
export function environmentEvidence(
  changes: Partial<EvidenceFacts> = {},
  environment: EnvironmentRecord = production,
): AvailableEvidence[] {
  const kinds: SoundKind[] = [
    ...(["redirectUris", "runtimeRedirectUri", "authorizeProbe", "corsOrigins", "jwks"] as const),
    ...(["tokenClaims", "providers", "callbackProbe", "bundle", "webhookEndpoints"] as const),
    ...(["inboxHealth", "provisioningGaps", "clockOffset", "environmentVariables"] as const),
    ...(["apiKeyProbe", "dashboardChecklist"] as const),
  ];
  return collect(kinds, changes, environment);
}

/** All evidence about one person, sound except for what is replaced. */
export function personEvidence(
  changes: Partial<EvidenceFacts> = {},
  environment: EnvironmentRecord = production,
): AvailableEvidence[] {
  return collect(["userRow", "workosUser", "sessions", "signIns"], changes, environment);
}

function collect(
  kinds: readonly SoundKind[],
  changes: Partial<EvidenceFacts>,
  environment: EnvironmentRecord,
): AvailableEvidence[] {
  const facts: Partial<EvidenceFacts> = soundFacts(environment);
  const extra = Object.keys(changes) as EvidenceKind[];
  return [...new Set<EvidenceKind>([...kinds, ...extra])].flatMap((kind) => {
    const value = changes[kind] ?? facts[kind];
    return value === undefined ? [] : [seen(kind, value)];
  });
}
