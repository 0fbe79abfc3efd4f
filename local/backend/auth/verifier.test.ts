import { beforeAll, describe, expect, it } from "vitest";
import { AuthError } from "./error";
import type { AuthProviderJson } from "./provider";
import type { TestIssuer } from "./testing";
import { createTestIssuer } from "./testing";
import { createTokenVerifier } from "./verifier";

const JWKS_URL = "https://issuer.test/jwks";
let issuer: TestIssuer;
let rotated: TestIssuer;
let elliptic: TestIssuer;
let edwards: TestIssuer;

beforeAll(async () => {
  issuer = await createTestIssuer();
  rotated = await createTestIssuer("https://issuer.test", "key-2");
  elliptic = await createTestIssuer("https://ec.test", "ec-1", "ES256");
  edwards = await createTestIssuer("https://ed.test", "ed-1", "EdDSA");
});

function customJwt(overrides: Partial<Extract<AuthProviderJson, { issuer: string }>> = {}) {
  const provider: AuthProviderJson = {
    type: "customJwt",
    issuer: issuer.issuer,
    jwks: issuer.jwksUrl,
    algorithm: "RS256",
    ...overrides,
  };
  return provider;
}

async function refusal(promise: Promise<unknown>): Promise<AuthError> {
  const error: unknown = await promise.then(
    () => "accepted",
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AuthError);
  return error as AuthError;
}

/** A key server that counts its visits. */
function server(answer: (url: string, visit: number) => Response) {
  const visits: string[] = [];
  const fetchUrl: typeof fetch = (input) => {
    const url = String(input);
    visits.push(url);
    return Promise.resolve(answer(url, visits.length));
  };
  return { visits, fetchUrl };
}

describe("accepted tokens", () => {
  const cases: [
    name: string,
    issuer: () => TestIssuer,
    provider: () => AuthProviderJson,
    claims: () => Record<string, unknown>,
  ][] = [
    [
      "custom JWT without applicationID, any audience",
      () => issuer,
      () => customJwt(),
      () => ({ aud: "any" }),
    ],
    [
      "matching audience",
      () => issuer,
      () => customJwt({ applicationID: "app" }),
      () => ({ aud: "app" }),
    ],
    [
      "one audience of several",
      () => issuer,
      () => customJwt({ applicationID: "app" }),
      () => ({ aud: ["other", "app"] }),
    ],
    [
      "provider without scheme and with a trailing slash",
      () => issuer,
      () => customJwt({ issuer: "issuer.test/" }),
      () => ({}),
    ],
    [
      "ES256",
      () => elliptic,
      () => customJwt({ issuer: elliptic.issuer, jwks: elliptic.jwksUrl, algorithm: "ES256" }),
      () => ({}),
    ],
    [
      "expired within the leeway",
      () => issuer,
      () => customJwt(),
      () => ({ exp: nowSeconds() - 2 }),
    ],
    [
      "not valid before, within the leeway",
      () => issuer,
      () => customJwt(),
      () => ({ nbf: nowSeconds() + 2 }),
    ],
  ];

  it.each(cases)("%s", async (_name, from, provider, claims) => {
    const identity = await createTokenVerifier([provider()])(await from().sign(claims()));
    expect(identity).toMatchObject({
      issuer: from().issuer,
      subject: "user_1",
      tokenIdentifier: `${from().issuer}|user_1`,
    });
  });

  it("picks the provider that matches among several", async () => {
    const verify = createTokenVerifier([
      customJwt({ issuer: "https://elsewhere.test" }),
      customJwt({ applicationID: "other" }),
      customJwt({ applicationID: "app" }),
    ]);
    await expect(verify(await issuer.sign({ aud: "app" }))).resolves.toMatchObject({
      subject: "user_1",
    });
  });
});

describe("refused tokens", () => {
  const cases: [
    name: string,
    providers: () => AuthProviderJson[],
    token: () => Promise<string> | string,
    code: string,
    message: RegExp,
  ][] = [
    [
      "not a JWT",
      () => [customJwt()],
      () => "nonsense",
      "InvalidAuthHeader",
      /Could not parse JWT payload/,
    ],
    [
      "no issuer",
      () => [customJwt()],
      () => issuer.sign({ iss: undefined }),
      "InvalidAuthHeader",
      /Missing issuer claim \('iss'\) in JWT payload/,
    ],
    [
      "no expiry",
      () => [customJwt()],
      () => issuer.sign({ exp: undefined }),
      "InvalidAuthHeader",
      /Missing expiry/,
    ],
    [
      "no subject",
      () => [customJwt()],
      () => issuer.sign({ sub: undefined }),
      "InvalidAuthHeader",
      /Missing subject/,
    ],
    [
      "no providers",
      () => [],
      () => issuer.sign({}),
      "NoAuthProvider",
      /No auth provider found matching the given token \(no providers configured\)\. Check convex\/auth\.config\.ts\./,
    ],
    [
      "another issuer",
      () => [customJwt()],
      () => elliptic.sign({}),
      "NoAuthProvider",
      /one of your configured providers: \[CustomJWT\(issuer=https:\/\/issuer\.test, app_id=none\)\]/,
    ],
    [
      "another audience",
      () => [customJwt({ applicationID: "app" })],
      () => issuer.sign({ aud: "other" }),
      "NoAuthProvider",
      /app_id=app/,
    ],
    [
      "expired",
      () => [customJwt()],
      () => issuer.sign({ exp: nowSeconds() - 30 }),
      "InvalidAuthHeader",
      /Could not validate token: .*exp/,
    ],
    [
      "not yet valid",
      () => [customJwt()],
      () => issuer.sign({ nbf: nowSeconds() + 60 }),
      "InvalidAuthHeader",
      /Could not validate token: .*nbf/,
    ],
    [
      "unknown key",
      () => [customJwt()],
      () => rotated.sign({}),
      "InvalidAuthHeader",
      /The JWT's 'kid' \(key ID\) header is 'key-2', does this key match any key in the provider's JWKS\?/,
    ],
    [
      "right kid, wrong key",
      () => [customJwt()],
      () => rotated.sign({}, { kid: "key-1" }),
      "InvalidAuthHeader",
      /Could not decode token\. .*signature/,
    ],
    [
      "algorithm other than the configured one",
      () => [customJwt({ algorithm: "ES256" })],
      () => issuer.sign({}),
      "InvalidAuthHeader",
      /Could not decode token\. .*"alg"/,
    ],
    [
      "provider with an algorithm Convex does not know",
      () => [{ ...customJwt(), algorithm: "HS256" } as unknown as AuthProviderJson],
      () => issuer.sign({}),
      "NoAuthProvider",
      /use RS256 or ES256/,
    ],
  ];

  it.each(cases)("%s", async (_name, providers, token, code, message) => {
    const error = await refusal(createTokenVerifier(providers())(await token()));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  it("refuses a token whose payload was changed after signing", async () => {
    const [header, , signature] = (await issuer.sign({})).split(".");
    const forged = Buffer.from(
      JSON.stringify({ iss: issuer.issuer, sub: "admin", exp: nowSeconds() + 60 }),
    ).toString("base64url");
    await refusal(createTokenVerifier([customJwt()])(`${header}.${forged}.${signature}`));
  });
});

describe("key sets over HTTP", () => {
  const json = (body: unknown, contentType = "application/json") =>
    new Response(JSON.stringify(body), { headers: { "content-type": contentType } });

  it("fetches once for many tokens, also at the same time", async () => {
    const { visits, fetchUrl } = server(() => json(issuer.jwks));
    const verify = createTokenVerifier([customJwt({ jwks: JWKS_URL })], { fetch: fetchUrl });
    await Promise.all([verify(await issuer.sign({})), verify(await issuer.sign({ sub: "b" }))]);
    await verify(await issuer.sign({ sub: "c" }));
    expect(visits).toEqual([JWKS_URL]);
  });

  it("fetches once more for an unknown kid, so a rotated key works at once", async () => {
    const { visits, fetchUrl } = server((_url, visit) =>
      json(visit === 1 ? issuer.jwks : rotated.jwks),
    );
    let now = Date.now();
    const verify = createTokenVerifier([customJwt({ jwks: JWKS_URL })], {
      fetch: fetchUrl,
      clock: () => now++,
    });
    await verify(await issuer.sign({}));
    await expect(verify(await rotated.sign({}))).resolves.toMatchObject({ subject: "user_1" });
    expect(visits).toHaveLength(2);
    await refusal(verify(await issuer.sign({})));
    expect(visits).toHaveLength(3);
  });

  it("fetches again after ten minutes", async () => {
    const { visits, fetchUrl } = server(() => json(issuer.jwks));
    let now = Date.now();
    const verify = createTokenVerifier([customJwt({ jwks: JWKS_URL })], {
      fetch: fetchUrl,
      clock: () => now,
    });
    const token = await issuer.sign({});
    await verify(token);
    now += 10 * 60 * 1000 - 1;
    await verify(token);
    expect(visits).toHaveLength(1);
    now += 1;
    await verify(token);
    expect(visits).toHaveLength(2);
  });

  it("does not remember a failure", async () => {
    const { visits, fetchUrl } = server((_url, visit) =>
      visit === 1 ? new Response("no", { status: 503 }) : json(issuer.jwks),
    );
    const verify = createTokenVerifier([customJwt({ jwks: JWKS_URL })], { fetch: fetchUrl });
    const token = await issuer.sign({});
    expect((await refusal(verify(token))).message).toContain("status 503");
    await verify(token);
    expect(visits).toHaveLength(2);
  });

  const contentTypes: [contentType: string, accepted: boolean][] = [
    ["application/json", true],
    ["application/jwk-set+json", true],
    ["application/json; charset=utf-8", true],
    ['application/json; charset="UTF-8"', true],
    ["application/json; charset=latin1", false],
    ["text/plain", false],
    ["", false],
  ];
  it.each(contentTypes)("content type '%s' is accepted: %s", async (contentType, accepted) => {
    const { fetchUrl } = server(() => json(issuer.jwks, contentType));
    const verify = createTokenVerifier([customJwt({ jwks: JWKS_URL })], { fetch: fetchUrl });
    const outcome = verify(await issuer.sign({})).then(
      () => true,
      () => false,
    );
    expect(await outcome).toBe(accepted);
  });

  it.each([
    ["unreachable", () => Promise.reject(new Error("connect ECONNREFUSED")), /ECONNREFUSED/],
    [
      "not JSON",
      () =>
        Promise.resolve(
          new Response("<html>", { headers: { "content-type": "application/json" } }),
        ),
      /not JSON/,
    ],
    ["not a key set", () => Promise.resolve(json({})), /Invalid JWKS .*no 'keys' list/],
  ])("names a key server that is %s", async (_name, fetchUrl, message) => {
    const verify = createTokenVerifier([customJwt({ jwks: JWKS_URL })], { fetch: fetchUrl });
    const error = await refusal(verify(await issuer.sign({})));
    expect(error.message).toContain(JWKS_URL);
    expect(error.message).toMatch(message);
  });
});

describe("OIDC providers", () => {
  const provider = (domain: string): AuthProviderJson => ({ domain, applicationID: "app" });
  const discovery = (keys: () => TestIssuer) =>
    server((url) =>
      url.endsWith("/.well-known/openid-configuration")
        ? Response.json({ jwks_uri: JWKS_URL })
        : Response.json(keys().jwks),
    );

  it.each([
    ["RS256", () => issuer],
    ["EdDSA", () => edwards],
  ])("finds the keys through discovery (%s)", async (_name, from) => {
    const { visits, fetchUrl } = discovery(from);
    const verify = createTokenVerifier([provider(from().issuer.replace("https://", ""))], {
      fetch: fetchUrl,
    });
    const identity = await verify(await from().sign({ aud: "app", email_verified: true }));
    expect(identity).toMatchObject({ subject: "user_1", emailVerified: true });
    expect(visits).toEqual([`${from().issuer}/.well-known/openid-configuration`, JWKS_URL]);
  });

  it("wants exactly one audience", async () => {
    const { fetchUrl } = discovery(() => issuer);
    const verify = createTokenVerifier([provider(issuer.issuer)], { fetch: fetchUrl });
    const error = await refusal(verify(await issuer.sign({ aud: ["app", "other"] })));
    expect(error.message).toContain("single audience");
  });

  it("names a discovery document without keys", async () => {
    const { fetchUrl } = server(() => Response.json({}));
    const verify = createTokenVerifier([provider(issuer.issuer)], { fetch: fetchUrl });
    expect((await refusal(verify(await issuer.sign({ aud: "app" })))).message).toContain(
      "jwks_uri",
    );
  });
});

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
