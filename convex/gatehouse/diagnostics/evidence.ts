import type { ClientConfig } from "./clientConfig";
import type { HarFacts } from "./harFacts";
import type { ConvexProvider } from "./providers";
import type { SetCookieFacts } from "./setCookie";
import type { SelfCheckFacts } from "./selfCheckFacts";

/** Facts of each kind of evidence. Secrets never appear: names, lengths and flags do. */
export interface EvidenceFacts {
  /** WorkOS's list of redirect URIs. */
  redirectUris: { uris: { uri: string; isDefault: boolean }[] };
  /** The callback address the app really uses; null when it sends none. */
  runtimeRedirectUri: { redirectUri: string | null; handledPath: string | null };
  /** What the authorize endpoint answers, read but not followed. */
  authorizeProbe: {
    clientId: string;
    redirectUri: string;
    hasSelector: boolean;
    status: number;
    location: string | null;
  };
  /** WorkOS's CORS list. */
  corsOrigins: { origins: string[] };
  /** What the JWKS address answers. */
  jwks: { url: string; status: number; contentType: string | null; keyIds: string[] };
  /** A token's header and claims: names of all, values of those that are no secrets. */
  tokenClaims: {
    algorithm: string | null;
    keyId: string | null;
    issuer: string | null;
    audience: string[];
    clientId: string | null;
    issuedAt: number | null;
    expiresAt: number | null;
    claimNames: string[];
    signature: "valid" | "invalid" | "unchecked";
  };
  /** The providers of the deployed auth.config.ts. */
  providers: { providers: ConvexProvider[] };
  /** What the app answers at its callback address when called without a code. */
  callbackProbe: {
    url: string;
    status: number;
    contentType: string | null;
    location: string | null;
  };
  /** What the deployed scripts contain. */
  bundle: ClientConfig & { url: string; scripts: number };
  /** The Set-Cookie lines of one answer of the app. */
  setCookies: {
    host: string;
    https: boolean;
    cookies: SetCookieFacts[];
    cacheControl: string | null;
    ageSeconds: number | null;
  };
  /** The length of WORKOS_COOKIE_PASSWORD; null when it is not set. */
  cookiePassword: { length: number | null };
  /** WorkOS's list of webhook endpoints, without secrets. */
  webhookEndpoints: {
    endpoints: {
      id: string;
      url: string;
      enabled: boolean;
      events: string[];
      /** Whether the deployment has the endpoint's signing secret; null when it was not compared. */
      secretFits: boolean | null;
    }[];
  };
  /** How deliveries have gone. */
  inboxHealth: {
    secretConfigured: boolean;
    lastReceivedAt: number | null;
    /**
     * The oldest event at WorkOS that is newer than the last delivery; null when there is none, or
     * when WorkOS was not asked.
     */
    missedEventAt: number | null;
    /** Since when deliveries and refusals are counted. */
    since: number;
    /** Deliveries taken in since then: at least so many, when `receivedIsCapped`. */
    received: number;
    receivedIsCapped: boolean;
    rejected: { reason: "signature" | "timestamp" | "other"; count: number }[];
    failedTypes: string[];
  };
  /** Where WorkOS's users and Convex's rows differ. */
  provisioningGaps: {
    signedInWithoutRow: { workosId: string; email: string | null; lastSignInAt: number }[];
    rowsWithoutEmail: number;
    rowsPendingTooLong: number;
    duplicatedIds: string[];
    /** Active rows whose users WorkOS's last complete listing did not have. */
    resurrectedIds: string[];
    /** When all users were last compared with WorkOS; null when they never were. */
    comparedAt: number | null;
    /** The users that comparison found at WorkOS, and how many of them have a row by now. */
    usersAtWorkos: number | null;
    usersInConvex: number | null;
  };
  /** The person's row in Convex. */
  userRow: {
    workosId: string | null;
    email: string | null;
    status: "pending" | "active" | "deleted" | null;
    rows: number;
    createdAt: number | null;
    deletedAt: number | null;
  };
  /** The person at WorkOS. */
  workosUser: {
    workosId: string | null;
    email: string | null;
    emailVerified: boolean | null;
    lastSignInAt: number | null;
    organizationIds: string[];
  };
  /** The person's sessions at WorkOS. */
  sessions: {
    sessions: {
      id: string;
      status: "active" | "expired" | "revoked";
      createdAt: number;
      endedAt: number | null;
    }[];
  };
  /** The person's sign-ins and failures, and loops among them. */
  signIns: {
    email: string | null;
    since: number;
    attempts: { at: number; succeeded: boolean; method: string; errorCode: string | null }[];
    loops: {
      startedAt: number;
      endedAt: number;
      count: number;
      medianGapMs: number;
      probableCause: string;
      resolved: boolean;
    }[];
  };
  /** What the person's own browser reports. */
  selfCheck: SelfCheckFacts;
  /** A recording of the sign-in. */
  har: HarFacts;
  /** An error text somebody pasted, secrets taken out. */
  errorMessage: { text: string };
  /** How far a clock is ahead (positive) of another. */
  clockOffset: { whose: string; comparedWith: string; offsetMs: number };
  /** Names and lengths of environment variables; values only of those that are no secrets. */
  environmentVariables: {
    side: "convex" | "hosting" | "server";
    variables: {
      name: string;
      length: number | null;
      value: string | null;
      prefix: string | null;
    }[];
  };
  /** WorkOS's answer to a harmless read with the API key. */
  apiKeyProbe: { status: number };
  /**
   * What has no API, as an operator read or tried it: settings of the dashboard (null means "not
   * set"), and whether "Sign in" asks who somebody is after a sign-out. Absent: nothing was noted.
   */
  dashboardChecklist: {
    signInEndpoint: string | null;
    homepageUrl: string | null;
    signOutRedirects?: string;
    signOutAsksAgain?: boolean;
  };
  /** Why the console itself does not let somebody in; null when it does. */
  operatorEntry: {
    email: string | null;
    reason: "pendingProfile" | "unverifiedEmail" | "notListed" | "removed" | null;
  };
}

export type EvidenceKind = keyof EvidenceFacts;

interface Provenance<Kind> {
  kind: Kind;
  /** When it was collected, epoch milliseconds. */
  at: number;
  /** Where it comes from, in words: "WorkOS's list of redirect URIs". */
  source: string;
}

/** Evidence that was obtained. */
export type AvailableEvidence<Kind extends EvidenceKind = EvidenceKind> = {
  [K in Kind]: Provenance<K> & { facts: EvidenceFacts[K] };
}[Kind];

/** Evidence that could not be obtained, and why: a legal answer, never a guess. */
export type UnavailableEvidence = Provenance<EvidenceKind> & { unavailable: string };

/** One piece of evidence. */
export type Evidence = AvailableEvidence | UnavailableEvidence;

/** Whether evidence was obtained. */
export function isAvailable(evidence: Evidence): evidence is AvailableEvidence {
  return "facts" in evidence;
}

/**
 * Evidence of a kind, as a collector hands it over.
 * @param kind the kind.
 * @param facts what was found, without secrets.
 * @param from where and when.
 */
export function evidence<Kind extends EvidenceKind>(
  kind: Kind,
  facts: EvidenceFacts[Kind],
  from: { source: string; at: number },
): Provenance<Kind> & { facts: EvidenceFacts[Kind] } {
  return { kind, facts, at: from.at, source: from.source };
}

/** Evidence that could not be obtained, with the reason in words. */
export function unavailable(
  kind: EvidenceKind,
  reason: string,
  from: { source: string; at: number },
): UnavailableEvidence {
  return { kind, unavailable: reason, at: from.at, source: from.source };
}
