import fc from "fast-check";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import type { DecodedToken } from "./token";
import { audienceOf, decodeToken, explainClaims, isTokenProblem, timeOf } from "./token";
import type { PublicKey } from "./tokenSignature";
import { verifySignature } from "./tokenSignature";

const CLIENT = "client_01ABC";

async function signer(algorithm: "RS256" | "ES256" | "PS256", keyId = "key_1") {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const jwk: PublicKey = { ...(await exportJWK(publicKey)), kid: keyId };
  const sign = (claims: Record<string, unknown>) =>
    new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid: keyId }).sign(privateKey);
  return { jwk, sign };
}

const rs = await signer("RS256");
const token = await rs.sign({
  iss: `https://api.workos.com/user_management/${CLIENT}`,
  aud: CLIENT,
  sub: "user_01",
  sid: "session_01",
  iat: 1_764_000_000,
  exp: 1_764_000_300,
  custom: "é",
});

const decoded = (text: string): DecodedToken => {
  const result = decodeToken(text);
  if (isTokenProblem(result)) throw new Error(result.problem);
  return result;
};

describe("decodeToken", () => {
  it.each([token, `Bearer ${token}`, `  authorization: bearer ${token}\n`, `"${token}"`])(
    "reads a pasted token: %.30s",
    (text) => {
      expect(decoded(text)).toMatchObject({
        algorithm: "RS256",
        keyId: "key_1",
        claims: { sub: "user_01", custom: "é" },
      });
    },
  );

  it.each([
    ["", "Nothing was pasted"],
    ["hello", "this has 1"],
    ["a.b.c", "damaged or cut off"],
    [token.slice(0, 30) + ".x.y", "damaged or cut off"],
    ["sk_test_abc", "API key"],
    ["Fe26.2**abc", "sealed session cookie"],
    ["x".repeat(70_000), "too long"],
    [`${btoa("[1]")}.${btoa("{}")}.x`, "damaged or cut off"],
    ["\u0000\u0001\uffff", "this has 1"],
  ])("says what %.20j is instead", (text, words) => {
    const result = decodeToken(text);
    expect(isTokenProblem(result) && result.problem).toContain(words);
  });

  it("never throws, whatever is pasted (property)", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(() => decodeToken(`${text}.${text}.${text}`)).not.toThrow();
      }),
    );
  });
});

describe("claims", () => {
  it("reads audience and times", () => {
    const { claims } = decoded(token);
    expect(audienceOf(claims)).toEqual([CLIENT]);
    expect(audienceOf({ aud: ["a", 1, "b"] })).toEqual(["a", "b"]);
    expect(audienceOf({})).toEqual([]);
    expect(timeOf(claims, "exp")).toBe(1_764_000_300_000);
    expect(timeOf({ exp: "soon" }, "exp")).toBeNull();
    expect(timeOf({ exp: Infinity }, "exp")).toBeNull();
  });

  it("explains each claim, known ones first, times in words", () => {
    const explained = explainClaims(decoded(token).claims);
    expect(explained.map((claim) => claim.name)).toEqual([
      ...["iss", "aud", "sub", "sid", "exp", "iat", "custom"],
    ]);
    expect(explained.find((claim) => claim.name === "exp")?.value).toBe("2025-11-24T16:05:00.000Z");
    expect(explained.at(-1)?.meaning).toBe("Added by a JWT template.");
  });

  it("is not confused by hostile claims", () => {
    const [claim] = explainClaims({ toString: "x".repeat(1000) });
    expect(claim).toMatchObject({ name: "toString", meaning: "Added by a JWT template." });
    expect(claim?.value).toHaveLength(201);
    expect(explainClaims({ exp: 1e300 })[0]?.value).toBe("1e+300");
  });
});

describe("verifySignature", () => {
  it("accepts the issuer's key", async () => {
    expect(await verifySignature(token, decoded(token), [rs.jwk])).toBe("valid");
    expect(await verifySignature(`Bearer ${token}`, decoded(token), [rs.jwk])).toBe("valid");
    const es = await signer("ES256");
    const other = await es.sign({ sub: "user_02" });
    expect(await verifySignature(other, decoded(other), [es.jwk])).toBe("valid");
  });

  it("refuses a changed token, another key, an unknown key, another algorithm", async () => {
    const [head, , signature] = token.split(".");
    const forged = `${head}.${btoa('{"sub":"user_99"}')}.${signature}`;
    const stranger = await signer("RS256");
    const ps = await signer("PS256");
    const unsupported = await ps.sign({});
    const header = decoded(token);
    expect(await verifySignature(forged, header, [rs.jwk])).toBe("invalid");
    expect(await verifySignature(token, header, [stranger.jwk])).toBe("invalid");
    expect(await verifySignature(token, header, [{ ...rs.jwk, kid: "x" }])).toBe("key-unknown");
    expect(await verifySignature(unsupported, decoded(unsupported), [ps.jwk])).toBe(
      "algorithm-unsupported",
    );
    expect(await verifySignature(token, { ...header, algorithm: "none" }, [rs.jwk])).toBe(
      "algorithm-unsupported",
    );
  });

  it("counts damaged keys and signatures as invalid", async () => {
    const header = decoded(token);
    expect(await verifySignature(token, header, [{ kid: "key_1", kty: "RSA" }])).toBe("invalid");
    expect(await verifySignature(`${token}%%`, header, [rs.jwk])).toBe("invalid");
  });
});
