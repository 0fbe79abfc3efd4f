import { describe, expect, it } from "vitest";
import { explainRefusal } from "./authRefusal";

describe("explainRefusal", () => {
  it.each([
    ["No auth provider found matching the given token", /WORKOS_CLIENT_ID is missing or belongs/],
    [
      "No auth provider found matching the given token (no providers configured). Check convex/auth.config.ts.",
      /WORKOS_CLIENT_ID is missing or belongs/,
    ],
    ["Token expired 12 seconds ago", /clock/],
    ["Could not validate token: signature error", /public keys/],
    ["JWKS fetch HTTP 404", /public keys/],
    ["Could not decode token. The JWT's 'kid' …", /public keys/],
    ["brand new words", /does not say why/],
    [null, /does not say why/],
  ])("explains %j", (reason, cause) => {
    const refusal = explainRefusal(reason);
    expect(refusal.cause).toMatch(cause);
    expect(refusal.remedy).not.toBe("");
  });
});
