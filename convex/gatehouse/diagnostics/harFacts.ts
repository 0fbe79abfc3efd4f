import type { CauseCode } from "./catalogue";
import type { SetCookieFacts } from "./setCookie";

/** What part a request plays in a sign-in. */
export type HarRole =
  | "authorize"
  | "hosted-page"
  | "error-page"
  | "callback"
  | "authenticate"
  | "sign-out"
  | "convex"
  | "app";

/** An address without anything secret: no user info, no query, no fragment, long path parts hidden. */
export interface SafeAddress {
  scheme: string;
  host: string;
  path: string;
}

/** One request of a recording that matters for the sign-in, secrets already taken out. */
export interface HarStep {
  /** Position in the recording, from 0. */
  index: number;
  /** When it began, by the clock of the recording device; null when the recording does not say. */
  at: number | null;
  method: string;
  role: HarRole;
  address: SafeAddress;
  /** Query parameters: harmless values as they are, others as marks that only show equality. */
  query: Readonly<Record<string, string>>;
  /** 0 when there was no answer. */
  status: number;
  redirectTo: SafeAddress | null;
  /** A fetch by script instead of a navigation. */
  fetched: boolean;
  cookiesSent: string[];
  cookiesSet: SetCookieFacts[];
}

/** A sign-in request as the app made it. */
export interface HarAuthorize {
  step: number;
  clientId: string | null;
  redirectUri: string | null;
  hasSelector: boolean;
  fetched: boolean;
  /** The path of WorkOS's error page it ended on. */
  errorPage: string | null;
}

/** A visit to the callback address. */
export interface HarCallback {
  step: number;
  address: SafeAddress;
  hasCode: boolean;
  /** `unknown`: no sign-in request was recorded before. */
  state: "matches" | "differs" | "missing" | "null" | "unknown";
  /** The `error` parameter. */
  error: string | null;
  status: number;
  /** The callback answered by starting the next sign-in. */
  sentBackToSignIn: boolean;
  /** The callback answered with a redirect to a host only the server knows. */
  internalHost: string | null;
  /** Whether the browser exchanged the code afterwards; null when a server does that unseen. */
  exchanged: boolean | null;
}

/** A cookie that was set and did not come back, with the reason when it can be told. */
export interface HarLostCookie {
  step: number;
  name: string;
  host: string;
  reason: CauseCode | null;
  sentence: string;
}

/** A round of requests that repeats. */
export interface HarLoop {
  /** The first step of the first round. */
  startsAt: number;
  rounds: number;
  /** The step that sends the person round again. */
  turningPoint: number;
  addresses: string[];
}

/** Everything a HAR recording says about a sign-in, without secrets. */
export interface HarFacts {
  entries: number;
  /** The reader stopped early, at a limit or because the file is damaged. */
  incomplete: string | null;
  /** False when the browser left cookies out of the recording, so that nothing can be said of them. */
  cookiesRecorded: boolean;
  steps: HarStep[];
  authorizes: HarAuthorize[];
  callbacks: HarCallback[];
  loop: HarLoop | null;
  lostCookies: HarLostCookie[];
  doubledCookies: { step: number; name: string; host: string }[];
  /** `headersSeen`: WorkOS answered and did not allow the origin, so it is certain. */
  corsFailures: { step: number; origin: string | null; path: string; headersSeen: boolean }[];
  blockedRequests: { step: number; host: string }[];
  apiErrors: { step: number; status: number; code: string; missingRefreshToken: boolean }[];
  convexErrors: string[];
  cachedSessions: { step: number; host: string; why: string }[];
  /** The code verifier that was sent does not belong to the challenge. */
  verifierMismatch: boolean;
  /** The recording device's clock minus the servers', in milliseconds. */
  clockOffsetMs: number | null;
}
