import type { Bytes } from "../../../webhooks/bytes";
import { bareToken } from "./token";

/** A public key of a JWKS document, as far as it is needed here. */
export type PublicKey = JsonWebKey & { kid?: string };

/** What checking a signature gave. */
export type SignatureVerdict = "valid" | "invalid" | "key-unknown" | "algorithm-unsupported";

const algorithms = {
  RS256: { import: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }, verify: "RSASSA-PKCS1-v1_5" },
  ES256: {
    import: { name: "ECDSA", namedCurve: "P-256" },
    verify: { name: "ECDSA", hash: "SHA-256" },
  },
} as const;

const isSupported = (name: string): name is keyof typeof algorithms =>
  Object.hasOwn(algorithms, name);

const fromBase64Url = (text: string): Bytes =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (character) =>
    character.charCodeAt(0),
  );

/**
 * Verifies a token's signature with WebCrypto, for the algorithms Convex accepts (RS256 and ES256).
 * @param token a text that `decodeToken` accepted.
 * @param header the algorithm and key ID that `decodeToken` returned.
 * @param keys the `keys` of the issuer's JWKS document.
 * @returns whether the signature is the issuer's; damaged keys and signatures count as invalid.
 */
export async function verifySignature(
  token: string,
  header: { algorithm: string | null; keyId: string | null },
  keys: readonly PublicKey[],
): Promise<SignatureVerdict> {
  const name = header.algorithm ?? "";
  if (!isSupported(name)) return "algorithm-unsupported";
  const key = keys.find((candidate) => candidate.kid === (header.keyId ?? undefined));
  if (key === undefined) return "key-unknown";
  const [head = "", body = "", signature = ""] = bareToken(token).split(".");
  try {
    const { import: parameters, verify } = algorithms[name];
    const publicKey = await crypto.subtle.importKey("jwk", key, parameters, false, ["verify"]);
    const signed = new TextEncoder().encode(`${head}.${body}`);
    const good = await crypto.subtle.verify(verify, publicKey, fromBase64Url(signature), signed);
    return good ? "valid" : "invalid";
  } catch {
    return "invalid";
  }
}
