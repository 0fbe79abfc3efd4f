import { describe, expect, it } from "vitest";
import { ANONYMOUS, createAuthenticator, isExpired } from "./credentials";
import { AuthError } from "./error";
import { createTestIssuer } from "./testing";

const KEY = "gatehouse|0123abcd";
const IDENTITY = {
  issuer: "https://issuer.test",
  subject: "u",
  tokenIdentifier: "https://issuer.test|u",
};
const authenticator = createAuthenticator(KEY, (token) =>
  token.split(".").length === 3
    ? Promise.resolve(IDENTITY)
    : Promise.reject(new AuthError("InvalidAuthHeader", "bad token")),
);

function actingAs(identity: object): string {
  return Buffer.from(JSON.stringify(identity)).toString("base64");
}

describe("Authorization header", () => {
  it("is anonymous when absent", async () => {
    expect(await authenticator.header(undefined)).toBe(ANONYMOUS);
  });

  it("takes a user's token, whatever the scheme's case", async () => {
    const token = await (await createTestIssuer()).sign({ exp: 2_000_000_000 });
    expect(await authenticator.header(`bearer ${token}`)).toEqual({
      caller: "public",
      identity: IDENTITY,
      token,
      expiresAt: 2_000_000_005_000,
    });
  });

  it("takes the admin key", async () => {
    expect(await authenticator.header(`Convex ${KEY}`)).toEqual({
      caller: "admin",
      identity: null,
    });
  });

  it.each([
    ["a whole identity", { ...IDENTITY, name: "Ada" }, { ...IDENTITY, name: "Ada" }],
    [
      "an identity with gaps",
      { name: "Ada" },
      {
        name: "Ada",
        issuer: "https://convex.test",
        subject: "operator",
        tokenIdentifier: "https://convex.test|operator",
      },
    ],
  ])("lets the admin key act as %s", async (_name, given, expected) => {
    const credentials = await authenticator.header(`Convex ${KEY}:${actingAs(given)}`);
    expect(credentials).toEqual({ caller: "admin", identity: expected });
  });

  it.each([
    ["a wrong key", "Convex gatehouse|ffff", "BadAdminKey"],
    ["a longer key", `Convex ${KEY}0`, "BadAdminKey"],
    ["an empty key", "Convex", "BadAdminKey"],
    ["a wrong key with an identity", `Convex nope:${actingAs(IDENTITY)}`, "BadAdminKey"],
    ["a bad token", "Bearer nonsense", "InvalidAuthHeader"],
    ["another scheme", "Basic dXNlcjpwYXNz", "InvalidAuthHeader"],
  ])("refuses %s", async (_name, header, code) => {
    await expect(authenticator.header(header)).rejects.toMatchObject({ name: "AuthError", code });
  });

  it("accepts an admin key that contains a colon", async () => {
    const withColon = createAuthenticator("a|b:c", () => Promise.reject(new Error("unused")));
    expect(await withColon.header("Convex a|b:c")).toEqual({ caller: "admin", identity: null });
  });
});

describe("isExpired", () => {
  it.each([
    [ANONYMOUS, Infinity, false],
    [{ ...ANONYMOUS, expiresAt: 1000 }, 999, false],
    [{ ...ANONYMOUS, expiresAt: 1000 }, 1000, true],
  ])("%j at %d: %s", (credentials, now, expected) => {
    expect(isExpired(credentials, now)).toBe(expected);
  });
});
