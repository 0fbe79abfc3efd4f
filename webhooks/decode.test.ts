import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DECODE_REASONS, decodeEvent, type DecodeReason, type WorkosEvent } from "./decode";
import { ADA, ADA_SESSION, eventText, PASSWORD_FAILURE } from "./events.fixture";

function decoded(text: string): WorkosEvent {
  const result = decodeEvent(text);
  if (!result.ok) throw new Error(result.reason);
  return result.event;
}

const userOf = (data: object, type = "user.updated") => {
  const { facts } = decoded(eventText(type, data));
  if (facts.kind !== "user") throw new Error(facts.kind);
  return facts.user;
};

describe("decodeEvent, users", () => {
  it("decodes a full user", () => {
    expect(decoded(eventText("user.created", ADA))).toEqual({
      id: "event_01A",
      type: "user.created",
      occurredAt: Date.UTC(2026, 10, 1, 9, 0, 1),
      userId: ADA.id,
      facts: {
        kind: "user",
        user: {
          id: ADA.id,
          profile: {
            email: "ada@example.com",
            emailVerified: true,
            name: "Ada Lovelace",
            firstName: "Ada",
            lastName: "Lovelace",
            avatarUrl: "https://example.com/ada.png",
            locale: "en-GB",
            externalId: null,
          },
          createdAt: Date.UTC(2026, 10, 1, 9),
          updatedAt: Date.UTC(2026, 10, 1, 9),
          lastSignInAt: null,
        },
      },
    });
  });

  it("decodes the camelCase the Events API's SDK hands out to the same event", () => {
    const camel = (key: string) =>
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const data = Object.fromEntries(Object.entries(ADA).map(([key, value]) => [camel(key), value]));
    const { createdAt = "", ...rest } = {
      id: "event_01A",
      event: "user.created",
      data,
      createdAt: "2026-11-01T09:00:01.000Z",
    };
    expect(decoded(JSON.stringify({ ...rest, createdAt }))).toEqual(
      decoded(eventText("user.created", ADA)),
    );
  });

  it("needs only the id of a deleted user", () => {
    const event = decoded(eventText("user.deleted", { id: ADA.id }));
    expect(event.facts).toEqual({
      kind: "user",
      user: { id: ADA.id, profile: {}, createdAt: null, updatedAt: null, lastSignInAt: null },
    });
  });

  it("tells what WorkOS says is empty from what it does not say", () => {
    expect(userOf({ id: ADA.id, locale: null }).profile).toEqual({ locale: null });
    expect(userOf({ id: ADA.id, email: null }).profile).toEqual({ email: null });
  });

  it.each([
    [{ name: "Countess", first_name: "Ada", last_name: null }, "Countess"],
    [{ name: null, first_name: "Ada", last_name: null }, "Ada"],
    [{ first_name: null, last_name: "Lovelace" }, "Lovelace"],
    [{ first_name: null, last_name: null }, null],
    [{ name: null }, undefined],
    [{}, undefined],
  ])("names %j %s", (names, expected) => {
    expect(userOf({ id: ADA.id, ...names }).profile.name).toBe(expected);
  });

  it("spells e-mail addresses one way", () => {
    expect(userOf({ ...ADA, email: "Ada@Example.COM" }).profile.email).toBe("ada@example.com");
  });

  it("drops unknown fields and odd types without failing", () => {
    const data = { ...ADA, email_verified: "yes", locale: 7, favourite_colour: "blue" };
    const { profile } = userOf(data);
    expect(profile).not.toHaveProperty("emailVerified");
    expect(profile).not.toHaveProperty("locale");
    expect(JSON.stringify(profile)).not.toContain("blue");
  });

  it("takes no harm from prototype keys", () => {
    const text = eventText("user.updated", ADA).replace(
      '"object":"user"',
      '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}',
    );
    expect(decoded(text).userId).toBe(ADA.id);
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("decodeEvent, sessions and authentications", () => {
  it("decodes a session", () => {
    const event = decoded(eventText("session.created", ADA_SESSION));
    expect(event.userId).toBe(ADA.id);
    expect(event.facts).toEqual({
      kind: "session",
      sessionId: "session_01ADA",
      authMethod: "magic_code",
      organizationId: null,
      impersonated: false,
      startedAt: Date.UTC(2026, 10, 2, 10),
      expiresAt: Date.UTC(2026, 11, 1, 9),
      endedAt: null,
      ipAddress: "203.0.113.7",
      userAgent: "Mozilla/5.0",
    });
  });

  it("sees an impersonator", () => {
    const data = { ...ADA_SESSION, impersonator: { email: "ops@example.com", reason: null } };
    expect(decoded(eventText("session.created", data)).facts).toMatchObject({ impersonated: true });
  });

  it("decodes a failure", () => {
    const event = decoded(eventText("authentication.password_failed", PASSWORD_FAILURE));
    expect(event.facts).toEqual({
      kind: "authentication",
      email: ADA.email,
      errorCode: "invalid_credentials",
      errorMessage: "Wrong password.",
      ipAddress: "203.0.113.7",
      userAgent: "Mozilla/5.0",
    });
  });

  it("decodes a failure of nobody in particular, without an error object", () => {
    const data = { type: "sso", status: "failed", user_id: null, email: null };
    const event = decoded(eventText("authentication.sso_failed", data));
    expect(event.userId).toBeNull();
    expect(event.facts).toMatchObject({ email: null, errorCode: null, errorMessage: null });
  });

  it("keeps types it has never heard of", () => {
    const event = decoded(eventText("user.teleported", { user_id: ADA.id, where: "Mars" }));
    expect(event).toMatchObject({ userId: ADA.id, facts: { kind: "other" } });
  });
});

describe("decodeEvent, bad input", () => {
  const table: [string, string, DecodeReason][] = [
    ["nothing", "", "not-json"],
    ["half a body", eventText("user.created", ADA).slice(0, 40), "not-json"],
    ["an array", "[]", "not-an-event"],
    ["null", "null", "not-an-event"],
    ["no id", '{"event":"user.created","data":{}}', "not-an-event"],
    ["no type", '{"id":"event_1","data":{}}', "not-an-event"],
    ["data that is text", '{"id":"event_1","event":"user.created","data":"a"}', "not-an-event"],
    ["no time", '{"id":"event_1","event":"user.created","data":{"id":"user_1"}}', "time-malformed"],
    ["an odd time", eventText("user.created", ADA, { createdAt: "soon" }), "time-malformed"],
    ["a user without id", eventText("user.deleted", {}), "user-id-missing"],
    ["a bomb", "[".repeat(500_000), "too-deep"],
    [
      "a deep user",
      eventText("user.created", {
        id: "a",
        b: JSON.parse(`${"[".repeat(40)}${"]".repeat(40)}`) as object,
      }),
      "too-deep",
    ],
  ];
  it.each(table)("%s: says why", (_, text, reason) => {
    expect(decodeEvent(text)).toEqual({ ok: false, reason });
    expect(DECODE_REASONS[reason]).toMatch(/\.$/);
  });

  it("never throws, whatever the JSON", () => {
    fc.assert(fc.property(fc.json(), (text) => void decodeEvent(text)));
    fc.assert(
      fc.property(
        fc.constantFrom("user.updated", "session.created", "authentication.x_failed"),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (type, data) => {
          expect(() => decodeEvent(eventText(type, data))).not.toThrow();
        },
      ),
    );
  });
});
