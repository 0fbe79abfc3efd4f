import { describe, expect, it } from "vitest";
import { identityOf } from "./identity";
import type { AuthProviderJson } from "./provider";

const BASE = { iss: "https://issuer.test", sub: "user_1" };
const IDENTITY = {
  issuer: "https://issuer.test",
  subject: "user_1",
  tokenIdentifier: "https://issuer.test|user_1",
};
const CUSTOM: AuthProviderJson = {
  type: "customJwt",
  issuer: "https://issuer.test",
  jwks: "data:,",
  algorithm: "RS256",
};
const OIDC: AuthProviderJson = { domain: "https://issuer.test", applicationID: "app" };

describe("identityOf", () => {
  const cases: [name: string, AuthProviderJson, claims: object, expected: object][] = [
    [
      "custom JWT: claims keep their names",
      CUSTOM,
      { email_verified: true, org_id: "org_1" },
      { email_verified: true, org_id: "org_1" },
    ],
    [
      "custom JWT: nested objects are flattened, lists are not",
      CUSTOM,
      { act: { sub: "op", via: { app: "x" } }, roles: ["a", "b"] },
      { "act.sub": "op", "act.via.app": "x", roles: ["a", "b"] },
    ],
    [
      "registered claims and fva are dropped",
      CUSTOM,
      { aud: "app", exp: 1, iat: 1, nbf: 1, jti: "x", fva: [1, -1], sid: "session_1" },
      { sid: "session_1" },
    ],
    [
      "OIDC: standard claims in camelCase, others as they are",
      OIDC,
      {
        given_name: "Ada",
        picture: "https://p",
        phone_number_verified: false,
        locale: "en",
        org_id: "org_1",
      },
      {
        givenName: "Ada",
        pictureUrl: "https://p",
        phoneNumberVerified: false,
        language: "en",
        org_id: "org_1",
      },
    ],
    [
      "OIDC: update time in RFC 3339, address as its formatted text",
      OIDC,
      { updated_at: 1_700_000_000, address: { formatted: "1 Main St", country: "NL" } },
      { updatedAt: "2023-11-14T22:13:20.000Z", address: "1 Main St" },
    ],
    [
      "claims cannot pose as the identity's own fields",
      CUSTOM,
      { tokenIdentifier: "x", subject: "y", issuer: "z" },
      {},
    ],
  ];

  it.each(cases)("%s", (_name, provider, claims, expected) => {
    expect(identityOf(provider, { ...BASE, ...claims })).toEqual({ ...IDENTITY, ...expected });
  });
});
