import type { JSONWebKeySet, JWTPayload } from "jose";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

/** A token issuer for tests: real keys, real signatures. */
export interface TestIssuer {
  readonly issuer: string;
  readonly kid: string;
  readonly jwks: JSONWebKeySet;
  /** The key set as a `data:` URL, for providers that must not need the network. */
  readonly jwksUrl: string;
  /** Signs claims over sensible defaults; `undefined` leaves a default out. */
  sign(claims: Record<string, unknown>, header?: { kid?: string }): Promise<string>;
}

/** Makes an issuer with a fresh key pair. */
export async function createTestIssuer(
  issuer = "https://issuer.test",
  kid = "key-1",
  algorithm = "RS256",
): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm);
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: algorithm, use: "sig" }] };
  return {
    issuer,
    kid,
    jwks,
    jwksUrl: `data:application/json;base64,${Buffer.from(JSON.stringify(jwks)).toString("base64")}`,
    sign(claims, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: issuer, sub: "user_1", iat: now, exp: now + 3600, ...claims };
      return new SignJWT(payload as JWTPayload)
        .setProtectedHeader({ alg: algorithm, kid, ...header })
        .sign(privateKey);
    },
  };
}
