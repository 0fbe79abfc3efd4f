import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ADA, ADA_SESSION, eventText, PASSWORD_FAILURE } from "./events.fixture";
import { maskPayload } from "./mask";

const masked = (type: string, data: object) =>
  (JSON.parse(maskPayload(eventText(type, data))) as { data: Record<string, unknown> }).data;

const leavesOf = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null
    ? Object.values(value).flatMap((item) => leavesOf(item))
    : [value];

describe("maskPayload", () => {
  it("covers a person and leaves what an operator works with", () => {
    expect(masked("user.created", { ...ADA, metadata: { team: "Engines" } })).toEqual({
      object: "user",
      id: ADA.id,
      email: "a•••@example.com",
      email_verified: true,
      name: null,
      first_name: "A•••",
      last_name: "L•••",
      profile_picture_url: "h•••",
      locale: "en-GB",
      external_id: null,
      metadata: { team: "•••" },
      last_sign_in_at: null,
      created_at: ADA.created_at,
      updated_at: ADA.updated_at,
    });
  });

  it.each([
    { metadata: { tax_id: "DE123", status: "pregnant", locale: "de" } },
    { metadata: { account: { id: "private", created_at: "2001-02-03" } } },
    { metadata: { pin: 9912, vip: true, list: ["private", 9912] } },
    { profile: { raw_attributes: { employee_id: "private" } } },
    { custom_attributes: { state: "private" } },
  ])("covers what the app or a provider put in, whatever they call it: %j", (data) => {
    expect(new Set(leavesOf(masked("user.created", data)))).toEqual(new Set(["•••"]));
  });

  it("leaves the names of what it covers, and that there is nothing", () => {
    const metadata = { tax_id: null, status: "" };
    expect(masked("user.created", { metadata })).toEqual({ metadata });
  });

  it("covers addresses of machines and of impersonators", () => {
    const data = { ...ADA_SESSION, impersonator: { email: "ops@example.com", reason: "ticket 7" } };
    expect(masked("session.created", data)).toMatchObject({
      ip_address: "2•••",
      user_agent: "M•••",
      auth_method: "magic_code",
      impersonator: { email: "o•••@example.com", reason: "t•••" },
    });
  });

  it("leaves the code of a failure, not its words", () => {
    expect(masked("authentication.password_failed", PASSWORD_FAILURE)).toMatchObject({
      error: { code: "invalid_credentials", message: "W•••" },
    });
  });

  it("covers an address even where an id belongs", () => {
    expect(masked("user.created", { id: "user_1", external_id: "ada@example.com" })).toMatchObject({
      external_id: "a•••@example.com",
    });
  });

  it("covers fields nobody has heard of, at any depth", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (secret) => {
        fc.pre(!secret.includes("@"));
        expect(maskPayload(eventText("x.y", { new_field: [{ deep: secret }] }))).not.toContain(
          JSON.stringify(secret).slice(2, -1),
        );
      }),
    );
  });

  it("covers what is not JSON", () => {
    expect(maskPayload("ada was here")).toBe("a•••");
    expect(maskPayload("")).toBe("");
  });
});
