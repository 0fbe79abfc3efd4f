import {
  isObject,
  jsonDepth,
  MAX_JSON_DEPTH,
  member,
  textMember,
  timeMember,
  type JsonObject,
} from "./json";
import { isUserEvent } from "./eventTypes";
import { decodeUser, type WorkosUser } from "./user";

export const DECODE_REASONS = Object.freeze({
  "not-json": "The body is not JSON.",
  "too-deep": `The body nests deeper than ${MAX_JSON_DEPTH} levels, which no WorkOS event does.`,
  "not-an-event": 'The body is not an event: it needs "id", "event" and "data".',
  "time-malformed": 'The event\'s "created_at" is not an ISO 8601 time.',
  "user-id-missing": "The event is about a user, but its data has no id.",
} as const);

export type DecodeReason = keyof typeof DECODE_REASONS;

export interface SessionFacts {
  kind: "session";
  sessionId: string | null;
  authMethod: string | null;
  organizationId: string | null;
  impersonated: boolean;
  startedAt: number | null;
  expiresAt: number | null;
  endedAt: number | null;
  ipAddress: string | null;
  userAgent: string | null;
}

interface AuthenticationFacts {
  kind: "authentication";
  email: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  ipAddress: string | null;
  userAgent: string | null;
}

type EventFacts =
  { kind: "user"; user: WorkosUser } | SessionFacts | AuthenticationFacts | { kind: "other" };

/** A WorkOS event: the envelope, who it is about, and what of its data Gatehouse understands. */
export interface WorkosEvent {
  id: string;
  type: string;
  /** Epoch ms. */
  occurredAt: number;
  userId: string | null;
  facts: EventFacts;
}

export type DecodeResult = { ok: true; event: WorkosEvent } | { ok: false; reason: DecodeReason };

/**
 * Decodes an event from its JSON text. Lenient: unknown fields and types never fail, a trimmed
 * `user.deleted` needs only the user's id. Never throws.
 */
export function decodeEvent(text: string): DecodeResult {
  if (jsonDepth(text) > MAX_JSON_DEPTH) return { ok: false, reason: "too-deep" };
  const value = parse(text);
  if (value === undefined) return { ok: false, reason: "not-json" };
  if (!isObject(value)) return { ok: false, reason: "not-an-event" };
  return decodeEnvelope(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decodeEnvelope(value: JsonObject): DecodeResult {
  const id = textMember(value, "id");
  const type = textMember(value, "event");
  const data = member(value, "data");
  if (typeof id !== "string" || typeof type !== "string" || !isObject(data)) {
    return { ok: false, reason: "not-an-event" };
  }
  const occurredAt = timeMember(value, "created_at");
  if (typeof occurredAt !== "number") return { ok: false, reason: "time-malformed" };
  const facts = decodeFacts(type, data);
  if (facts === null) return { ok: false, reason: "user-id-missing" };
  const userId = facts.kind === "user" ? facts.user.id : (textMember(data, "user_id") ?? null);
  return { ok: true, event: { id, type, occurredAt, userId, facts } };
}

function decodeFacts(type: string, data: JsonObject): EventFacts | null {
  if (isUserEvent(type)) {
    const user = decodeUser(data);
    return user === null ? null : { kind: "user", user };
  }
  if (type.startsWith("session.")) return decodeSession(data);
  if (type.startsWith("authentication.")) return decodeAuthentication(data);
  return { kind: "other" };
}

/** What a session object of WorkOS says, in an event or in a list. */
export function decodeSession(data: JsonObject): SessionFacts {
  return {
    kind: "session",
    sessionId: textMember(data, "id") ?? null,
    authMethod: textMember(data, "auth_method") ?? null,
    organizationId: textMember(data, "organization_id") ?? null,
    impersonated: isObject(member(data, "impersonator")),
    startedAt: timeMember(data, "created_at") ?? null,
    expiresAt: timeMember(data, "expires_at") ?? null,
    endedAt: timeMember(data, "ended_at") ?? null,
    ipAddress: textMember(data, "ip_address") ?? null,
    userAgent: textMember(data, "user_agent") ?? null,
  };
}

function decodeAuthentication(data: JsonObject): AuthenticationFacts {
  const error = member(data, "error");
  const problem = isObject(error) ? error : {};
  return {
    kind: "authentication",
    email: textMember(data, "email") ?? null,
    errorCode: textMember(problem, "code") ?? null,
    errorMessage: textMember(problem, "message") ?? null,
    ipAddress: textMember(data, "ip_address") ?? null,
    userAgent: textMember(data, "user_agent") ?? null,
  };
}
