import { describe, expect, it } from "vitest";
import { decodeEvent, type WorkosEvent } from "./decode";
import { effectOf } from "./effect";
import { ADA, ADA_SESSION, eventText, PASSWORD_FAILURE } from "./events.fixture";
import { normalizeMethod, sessionEndOf, signInOf } from "./signIns";

function event(type: string, data: object): WorkosEvent {
  const result = decodeEvent(eventText(type, data));
  if (!result.ok) throw new Error(result.reason);
  return result.event;
}

const session = (fields: object) => event("session.created", { ...ADA_SESSION, ...fields });

describe("signInOf", () => {
  it("takes a new session for a completed sign-in, at the session's own time", () => {
    expect(signInOf(session({ organization_id: "org_1" }))).toEqual({
      at: Date.UTC(2026, 10, 2, 10),
      outcome: "succeeded",
      method: "magic_auth",
      userId: ADA.id,
      email: null,
      sessionId: ADA_SESSION.id,
      expiresAt: Date.UTC(2026, 11, 1, 9),
      organizationId: "org_1",
      ipAddress: "203.0.113.7",
      userAgent: "Mozilla/5.0",
      errorCode: null,
      errorMessage: null,
    });
  });

  it("takes a failure with its code", () => {
    expect(signInOf(event("authentication.password_failed", PASSWORD_FAILURE))).toMatchObject({
      outcome: "failed",
      method: "password",
      userId: ADA.id,
      email: ADA.email,
      errorCode: "invalid_credentials",
    });
  });

  it.each([
    ["authentication.sso_timed_out", "sso", "timed_out"],
    ["authentication.email_verification_failed", "email_verification", "failed"],
    ["authentication.hologram_failed", "hologram", "failed"],
  ])("names a %s without an error by its ending", (type, method, errorCode) => {
    const facts = { user_id: null, email: null };
    expect(signInOf(event(type, facts))).toMatchObject({ outcome: "failed", method, errorCode });
  });

  const none: [string, WorkosEvent][] = [
    ["one step of a sign-in", event("authentication.password_succeeded", PASSWORD_FAILURE)],
    ["an sso start", event("authentication.sso_started", { type: "sso" })],
    ["an ended session", event("session.revoked", ADA_SESSION)],
    ["an impersonation by method", session({ auth_method: "impersonation" })],
    ["an impersonation by its impersonator", session({ impersonator: { email: "a@b.c" } })],
    ["a migrated session", session({ auth_method: "migrated_session" })],
    ["a user", event("user.created", ADA)],
  ];
  it.each(none)("does not count %s", (_, of) => {
    expect(signInOf(of)).toBeNull();
  });
});

const revoked = (fields: object) => event("session.revoked", { ...ADA_SESSION, ...fields });

describe("sessionEndOf", () => {
  const endedAt = Date.UTC(2026, 10, 2, 12);
  it.each<[string, object, number]>([
    ["the session's own time", { ended_at: "2026-11-02T12:00:00.000Z" }, endedAt],
    ["the event's time when the session has none", {}, Date.UTC(2026, 10, 1, 9, 0, 1)],
  ])("takes %s", (_, fields, expected) => {
    expect(sessionEndOf(revoked(fields))).toEqual({ sessionId: ADA_SESSION.id, endedAt: expected });
  });

  it.each<[string, WorkosEvent]>([
    ["a beginning", session({})],
    ["an impersonation", revoked({ impersonator: { email: "a@b.c" } })],
    ["a session without an id", revoked({ id: null })],
    ["something else", event("user.created", ADA)],
  ])("is nothing for %s", (_, of) => {
    expect(sessionEndOf(of)).toBeNull();
  });
});

describe("normalizeMethod", () => {
  it.each([
    ["magic_code", "magic_auth"],
    ["magic_auth", "magic_auth"],
    ["oauth", "oauth"],
    [null, "unknown"],
  ])("%s is %s", (method, expected) => {
    expect(normalizeMethod(method)).toBe(expected);
  });
});

describe("effectOf", () => {
  it.each([
    [session({ auth_method: "impersonation" }), "impersonation"],
    [session({ auth_method: "migrated_session" }), "migrated-session"],
    [revoked({ auth_method: "impersonation" }), "impersonation"],
    [event("authentication.password_succeeded", PASSWORD_FAILURE), "no-effect"],
    [event("organization.created", { id: "org_1" }), "no-effect"],
    [event("teapot.boiled", {}), "unknown-type"],
  ])("has nothing to do for $type (%s)", (of, reason) => {
    expect(effectOf(of)).toEqual({ change: null, signIn: null, sessionEnd: null, reason });
  });

  it("changes the user and records a sign-in for a session", () => {
    const { change, signIn, reason } = effectOf(session({}));
    expect(change).toMatchObject({ userId: ADA.id, lastSignInAt: signIn?.at, profile: {} });
    expect(reason).toBeNull();
  });

  it("records a failure without touching a user", () => {
    const effect = effectOf(event("authentication.password_failed", PASSWORD_FAILURE));
    expect(effect).toMatchObject({ change: null, reason: null, signIn: { outcome: "failed" } });
  });

  it("only changes the user for a user event", () => {
    const effect = effectOf(event("user.deleted", { id: ADA.id }));
    expect(effect.signIn).toBeNull();
    expect(effect.change?.deletedAt).toBe(Date.UTC(2026, 10, 1, 9, 0, 1));
  });
});
