import { describe, expect, it } from "vitest";
import { createHarness } from "../testing/harness";
import { type FailureKind, METHOD_NAMES, type MethodName, SIGN_IN_METHODS } from "./methods";

const CLIENT = { ip_address: "203.0.113.9", user_agent: "Mozilla/5.0" };
const NO_SSO = { organization_id: null, connection_id: null, session_id: null };

function withUser(email_verified = true) {
  const harness = createHarness();
  const ada = harness.model.users.create({ email: "ada@example.com", email_verified });
  return { ...harness, ada };
}

describe("a success", () => {
  it.each(METHOD_NAMES)("by %s emits its event and no user.updated", (method) => {
    const { model, ada, eventTypes } = withUser();
    model.signIns.succeed(ada, method, CLIENT);
    const { event } = SIGN_IN_METHODS[method];
    const succeeded = model.tables.events.all().at(-1);
    expect(succeeded?.event).toBe(`authentication.${event}_succeeded`);
    expect(succeeded?.data).toEqual({
      type: event,
      status: "succeeded",
      ...CLIENT,
      user_id: ada.id,
      email: ada.email,
      ...(method === "sso" && { sso: NO_SSO }),
    });
    expect(eventTypes()).not.toContain("user.updated");
  });

  it("is written to last_sign_in_at", () => {
    const { model, ada, clock } = withUser();
    clock.advance(1_000);
    const { last_sign_in_at } = model.signIns.succeed(ada, "passkey", CLIENT);
    expect(last_sign_in_at).toBe(new Date(clock.now()).toISOString());
    expect(model.tables.users.get(ada.id)?.last_sign_in_at).toBe(last_sign_in_at);
  });

  it("by code mails one first, and verifies the address the first time only", () => {
    const { model, ada, eventTypes } = withUser(false);
    const verified = model.signIns.succeed(ada, "magic_auth", CLIENT);
    expect(verified.email_verified).toBe(true);
    model.signIns.succeed(verified, "magic_auth", CLIENT);
    expect(eventTypes().slice(1)).toEqual([
      "magic_auth.created",
      "authentication.magic_auth_succeeded",
      "user.updated",
      "magic_auth.created",
      "authentication.magic_auth_succeeded",
    ]);
  });

  it.each([
    ["password", false],
    ["passkey", false],
    ["google", true],
    ["github", true],
    ["sso", true],
  ] as const)("by %s proves the address: %s", (method, proven) => {
    const { model, ada } = withUser(false);
    expect(model.signIns.succeed(ada, method, CLIENT).email_verified).toBe(proven);
  });
});

describe("a failure", () => {
  it.each<[MethodName, FailureKind, string, string]>([
    ["password", "wrong", "authentication.password_failed", "invalid_credentials"],
    ["google", "denied", "authentication.oauth_failed", "access_denied"],
    ["github", "wrong", "authentication.oauth_failed", "oauth_failed"],
    ["magic_auth", "expired", "authentication.magic_auth_failed", "one_time_code_expired"],
    ["passkey", "wrong", "authentication.passkey_failed", "invalid_passkey"],
    ["sso", "wrong", "authentication.sso_failed", "profile_not_found"],
    ["sso", "expired", "authentication.sso_timed_out", "sso_timed_out"],
  ])("by %s (%s) emits %s", (method, kind, type, code) => {
    const { model, ada } = withUser();
    const error = model.signIns.fail(ada, method, kind, CLIENT);
    expect(error.code).toBe(code);
    expect(model.tables.events.all().at(-1)).toMatchObject({
      event: type,
      data: {
        type: SIGN_IN_METHODS[method].event,
        status: type.endsWith("timed_out") ? "timed_out" : "failed",
        ...CLIENT,
        user_id: ada.id,
        email: ada.email,
        error,
      },
    });
  });

  it("of somebody unknown has no user", () => {
    const { model } = withUser();
    model.signIns.fail({ id: null, email: "who@example.com" }, "password", "wrong", CLIENT);
    const { user_id, email } = model.tables.events.all().at(-1)?.data ?? {};
    expect([user_id, email]).toEqual([null, "who@example.com"]);
  });

  it("leaves last_sign_in_at alone", () => {
    const { model, ada } = withUser();
    model.signIns.fail(ada, "password", "wrong", CLIENT);
    expect(model.tables.users.get(ada.id)).toEqual(ada);
  });
});

describe("codes", () => {
  const grant = {
    userId: "user_01",
    method: "password",
    codeChallenge: null,
    hostedSession: "",
  } as const;

  it("work once", () => {
    const { model } = createHarness();
    const code = model.signIns.issueCode(grant);
    expect(model.signIns.takeCode(code)).toMatchObject(grant);
    expect(model.signIns.takeCode(code)).toBeUndefined();
  });

  it("work for ten minutes", () => {
    const { model, clock } = createHarness();
    const [early, late] = [model.signIns.issueCode(grant), model.signIns.issueCode(grant)];
    clock.advance(599_999);
    expect(model.signIns.takeCode(early)).toBeDefined();
    clock.advance(1);
    expect(model.signIns.takeCode(late)).toBeUndefined();
  });
});

describe("AuthKit's own session", () => {
  it("ends with the session that came from it", () => {
    const { model, ada } = withUser();
    const hosted = model.signIns.openHostedSession({ userId: ada.id, method: "google" });
    model.signIns.linkSession("session_01", hosted);
    expect(model.signIns.hostedSession(hosted)).toEqual({ userId: ada.id, method: "google" });
    model.signIns.closeHostedSessionOf("session_02");
    expect(model.signIns.hostedSession(hosted)).toBeDefined();
    model.signIns.closeHostedSessionOf("session_01");
    expect(model.signIns.hostedSession(hosted)).toBeUndefined();
  });

  it("ends with its user", () => {
    const { model, ada } = withUser();
    const hosted = model.signIns.openHostedSession({ userId: ada.id, method: "google" });
    model.users.remove(ada);
    expect(model.signIns.hostedSession(hosted)).toBeUndefined();
  });
});
