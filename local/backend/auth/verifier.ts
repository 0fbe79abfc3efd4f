import type { UserIdentity } from "convex/server";
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import { AuthError, invalidToken } from "./error";
import { identityOf } from "./identity";
import type { DocumentCache, FetchedDocument } from "./jwks";
import { asKeySet, createDocumentCache, keySetUrl } from "./jwks";
import type { AuthProviderJson } from "./provider";
import { audiencesOf, findProvider, issuerOf, normalizeIssuer } from "./provider";

/** How far `exp` and `nbf` may be off, as in Convex. */
export const CLOCK_TOLERANCE_SECONDS = 5;
const CUSTOM_JWT_ALGORITHMS = ["RS256", "ES256"];
const OIDC_ALGORITHMS = ["RS256", "EdDSA"];

type VerifiablePayload = JWTPayload & { iss: string };

export interface TokenVerifierOptions {
  fetch?: typeof fetch;
  /** Epoch milliseconds. */
  clock?: () => number;
}

/**
 * Verifies users' JWTs against the providers of `auth.config.ts`.
 * Key sets and OIDC configurations are kept for ten minutes; an unknown `kid` fetches once more.
 *
 * @returns A function from token to identity; it throws {@link AuthError} with Convex's texts.
 * @example
 * const verify = createTokenVerifier([{ type: "customJwt", issuer, jwks, algorithm: "RS256" }]);
 * const identity = await verify(accessToken);
 */
export function createTokenVerifier(
  providers: readonly AuthProviderJson[],
  { fetch: fetchUrl = fetch, clock = Date.now }: TokenVerifierOptions = {},
): (token: string) => Promise<UserIdentity> {
  const documents = createDocumentCache(fetchUrl, clock);
  return async (token) => {
    const claimed = readPayload(token);
    const provider = findProvider(providers, claimed);
    checkProvider(provider, claimed);
    const payload = await verifySignature(token, provider, documents, clock());
    if (payload.sub === undefined) throw invalidToken("Missing subject ('sub') in JWT payload");
    return identityOf(provider, { ...payload, iss: claimed.iss, sub: payload.sub });
  };
}

function readPayload(token: string): VerifiablePayload {
  let payload: JWTPayload;
  try {
    payload = decodeJwt(token);
  } catch {
    throw invalidToken("Could not parse JWT payload. Check that the token is a JWT.");
  }
  const { iss, exp } = payload;
  if (iss === undefined) {
    throw invalidToken("Missing issuer claim ('iss') in JWT payload. Check the token's claims.");
  }
  if (exp === undefined) throw invalidToken("Missing expiry ('exp') in JWT payload");
  return { ...payload, iss };
}

function checkProvider(provider: AuthProviderJson, payload: VerifiablePayload): void {
  if ("domain" in provider) {
    if (audiencesOf(payload).length === 1) return;
    throw invalidToken("Could not validate token: an OIDC token must have a single audience");
  }
  if (CUSTOM_JWT_ALGORITHMS.includes(provider.algorithm)) return;
  throw new AuthError(
    "NoAuthProvider",
    `Unsupported algorithm '${provider.algorithm}' for ${provider.issuer}: ` +
      `use RS256 or ES256 in convex/auth.config.ts.`,
  );
}

async function verifySignature(
  token: string,
  provider: AuthProviderJson,
  documents: DocumentCache,
  now: number,
): Promise<JWTPayload> {
  const url = await locateKeys(provider, documents);
  const known = await documents.get(url);
  try {
    return await verifyWith(known, url, token, provider, now);
  } catch (error) {
    if (!(error instanceof errors.JWKSNoMatchingKey)) throw toAuthError(error, token);
  }
  const fresh = await documents.get(url, known.fetchedAt);
  return verifyWith(fresh, url, token, provider, now).catch((error: unknown) => {
    throw toAuthError(error, token);
  });
}

async function locateKeys(provider: AuthProviderJson, documents: DocumentCache): Promise<string> {
  if (!("domain" in provider)) return provider.jwks;
  const url = `${normalizeIssuer(issuerOf(provider))}/.well-known/openid-configuration`;
  return keySetUrl(await documents.get(url), url);
}

async function verifyWith(
  keys: FetchedDocument,
  url: string,
  token: string,
  provider: AuthProviderJson,
  now: number,
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, createLocalJWKSet(asKeySet(keys, url)), {
    algorithms: "domain" in provider ? OIDC_ALGORITHMS : [provider.algorithm],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    currentDate: new Date(now),
  });
  return payload;
}

function toAuthError(error: unknown, token: string): unknown {
  if (error instanceof AuthError || !(error instanceof Error)) return error;
  if (error instanceof errors.JWKSNoMatchingKey) {
    const { kid } = decodeProtectedHeader(token);
    return invalidToken(
      `Could not decode token. The JWT's 'kid' (key ID) header is '${kid ?? "missing"}', ` +
        `does this key match any key in the provider's JWKS?`,
    );
  }
  if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
    return invalidToken(`Could not validate token: ${error.message}`);
  }
  return invalidToken(`Could not decode token. ${error.message}`);
}
