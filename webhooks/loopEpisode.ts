/** One completed sign-in, as the loop detector needs it. */
export interface SignInPoint {
  userId: string;
  /** Epoch milliseconds. */
  at: number;
  ip?: string;
  userAgent?: string;
  /** WorkOS's `auth_method`. */
  method: string;
  /** The same session counts once, however often its event is delivered. */
  sessionId?: string;
}

/** Codes of the diagnostics catalogue that the rhythm of sign-ins can point to. */
export type LoopCause = "cookie-not-set" | "third-party-cookie-blocked";

/** One login loop: a device that signed in again and again. */
export interface LoopEpisode {
  userId: string;
  startedAt: number;
  endedAt: number;
  count: number;
  medianGapMs: number;
  ip: string | null;
  userAgent: string | null;
  probableCause: LoopCause;
  /** A later sign-in of the same device lasted. False also when the person gave up. */
  resolved: boolean;
}
