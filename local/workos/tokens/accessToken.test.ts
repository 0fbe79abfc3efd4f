import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { createModel } from "../model/model";
import { createHarness, START_MS } from "../testing/harness";
import { issueAccessToken } from "./accessToken";
import { signingKey } from "./signingKey";

const harness = createHarness();
const { model } = harness;
const key = signingKey(model.settings);
const ada = model.users.create({ email: "ada@example.com", first_name: "Ada" });
const session = model.sessions.start(ada, "password", { ip_address: null, user_agent: null });
const jwks = createLocalJWKSet({ keys: [key.jwk] } as unknown as JSONWebKeySet);

async function claimsOf(token: string) {
  const { payload } = await jwtVerify(token, jwks, { currentDate: new Date(START_MS) });
  return payload;
}

describe("the access token", () => {
  it("carries the claims a live token carries, and no more", async () => {
    const token = await issueAccessToken(model, key, "https://api.workos.com", ada, session);
    expect(await claimsOf(token)).toEqual({
      iss: `https://api.workos.com/user_management/${model.config.clientId}`,
      aud: model.config.clientId,
      sub: ada.id,
      sid: session.id,
      jti: expect.stringMatching(/^[0-9A-Z]{26}$/),
      auth_time: START_MS / 1000,
      client_id: model.config.clientId,
      feature_flags: [],
      iat: START_MS / 1000,
      exp: START_MS / 1000 + 300,
    });
  });

  it("is signed with RS256 by the key that the JWKS names", async () => {
    const token = await issueAccessToken(model, key, "https://api.workos.com", ada, session);
    expect(decodeProtectedHeader(token)).toEqual({ alg: "RS256", kid: key.jwk.kid, typ: "JWT" });
  });

  it("takes e-mail and more from a JWT template, but no reserved claim", async () => {
    model.settings.set("jwt_template", '{"email":"{{ user.email }}","aud":"mine","sub":"eve"}');
    const token = await issueAccessToken(model, key, "https://api.workos.com", ada, session);
    expect(await claimsOf(token)).toMatchObject({
      email: "ada@example.com",
      aud: "mine",
      sub: ada.id,
    });
  });
});

describe("the signing key", () => {
  it("stays the same for an environment and differs from others'", () => {
    expect(signingKey(model.settings).kid).toBe(key.kid);
    expect(signingKey(createModel().settings).kid).not.toBe(key.kid);
  });

  it("keeps its private half to itself", () => {
    expect(Object.keys(key.jwk).sort()).toEqual(
      ["alg", "e", "kid", "kty", "n", "use", "x5c", "x5t#S256"].sort(),
    );
  });
});
