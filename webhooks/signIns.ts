import type { SessionFacts, WorkosEvent } from "./decode";
import type { EventReason } from "./reasons";

/** A completed or failed sign-in, as one event tells of it. */
export interface SignIn {
  /** Epoch ms. */
  at: number;
  outcome: "succeeded" | "failed";
  method: string;
  userId: string | null;
  email: string | null;
  sessionId: string | null;
  /** When the session ends by itself; epoch ms. */
  expiresAt: number | null;
  organizationId: string | null;
  ipAddress: string | null;
  userAgent: string | null;
  errorCode: string | null;
  errorMessage: string | null;
}

/** The end of a session, before it would have ended by itself. */
export interface SessionEnd {
  sessionId: string;
  /** Epoch ms. */
  endedAt: number;
}

/** Sessions that begin without anyone signing in. */
const NOT_SIGN_INS: ReadonlyMap<string | null, EventReason> = new Map([
  ["impersonation", "impersonation"],
  ["migrated_session", "migrated-session"],
]);

/** Sessions say `magic_code` where authentication events say `magic_auth`. */
const SAME_METHOD = new Map([["magic_code", "magic_auth"]]);

const FAILURE = /^authentication\.(.+)_(failed|timed_out)$/;

/** One name per way of signing in. */
export function normalizeMethod(method: string | null): string {
  return method === null ? "unknown" : (SAME_METHOD.get(method) ?? method);
}

/** Why a session does not count as a sign-in, or null when it does. */
export function sessionExemption(session: SessionFacts): EventReason | null {
  return session.impersonated ? "impersonation" : (NOT_SIGN_INS.get(session.authMethod) ?? null);
}

/**
 * The sign-in an event tells of, or null. Completed sign-ins are `session.created`, because
 * `authentication.*_succeeded` is one step of possibly several (a second factor may follow);
 * failures are `authentication.*_failed` and a timed-out single sign-on.
 */
export function signInOf(event: WorkosEvent): SignIn | null {
  if (event.facts.kind === "session") return completedSignIn(event, event.facts);
  const [, method = null, ending = null] = FAILURE.exec(event.type) ?? [];
  if (event.facts.kind !== "authentication" || method === null) return null;
  const { email, ipAddress, userAgent, errorCode, errorMessage } = event.facts;
  return {
    at: event.occurredAt,
    outcome: "failed",
    method: normalizeMethod(method),
    userId: event.userId,
    sessionId: null,
    expiresAt: null,
    organizationId: null,
    ...{ email, ipAddress, userAgent, errorMessage },
    errorCode: errorCode ?? ending,
  };
}

function completedSignIn(event: WorkosEvent, session: SessionFacts): SignIn | null {
  if (event.type !== "session.created" || sessionExemption(session) !== null) return null;
  const { sessionId, expiresAt, organizationId, ipAddress, userAgent } = session;
  return {
    at: session.startedAt ?? event.occurredAt,
    outcome: "succeeded",
    method: normalizeMethod(session.authMethod),
    userId: event.userId,
    email: null,
    ...{ sessionId, expiresAt, organizationId, ipAddress, userAgent },
    errorCode: null,
    errorMessage: null,
  };
}

/** The end a `session.revoked` tells of, or null; only of sessions whose beginning was a sign-in. */
export function sessionEndOf(event: WorkosEvent): SessionEnd | null {
  if (event.type !== "session.revoked" || event.facts.kind !== "session") return null;
  const { sessionId, endedAt } = event.facts;
  if (sessionId === null || sessionExemption(event.facts) !== null) return null;
  return { sessionId, endedAt: endedAt ?? event.occurredAt };
}
