import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSecretSegment } from "./secretSegment";

describe("a part of a path", () => {
  it.each([
    "Z1uX3RbwcIl5fIGJJJCXXisdI",
    "5f2b8c1d9e3a4f60",
    "550e8400-e29b-41d4-a716-446655440000",
    "AbCdEfGhIjKlMnOpQrSt",
    "1234567890123456",
    "a".repeat(33),
  ])("%s may be a secret", (segment) => {
    expect(isSecretSegment(segment)).toBe(true);
  });

  it.each([
    ...["", "callback", "user_management", "app-homepage-url-not-found", "code_challenge_missing"],
    ...["client_01JQ8X5Z6Y7W8V9T0S1R2Q3P4N", "sign-in-with-workos-v2", "2026-11-28-release-notes"],
    ...["Z1uX3Rbw", "AuthenticateCallback.aspx", "…"],
  ])("%s is none", (segment) => {
    expect(isSecretSegment(segment)).toBe(false);
  });

  it("is one when it is random (property)", () => {
    const random = fc
      .uint8Array({ minLength: 12, maxLength: 24 })
      .map((bytes) => Buffer.from(bytes).toString("base64url"))
      .filter((text) => /\d[A-Za-z]/.test(text) && /[a-z][A-Z]{2}/.test(text));
    fc.assert(
      fc.property(random, (text) => {
        expect(isSecretSegment(text)).toBe(true);
      }),
    );
  });
});
