import type { EvidenceFacts } from "./evidence";
import { audienceOf, decodeToken, isTokenProblem, timeOf } from "./token";

/** What may be told of an operator's own access token: whose it is not, never its text. */
export type OwnToken = Omit<EvidenceFacts["tokenClaims"], "signature">;

const MAX_TEXT = 300;
const MAX_NAMES = 100;

/**
 * Describes the access token of whoever is at the console, in their browser.
 * @param text the token.
 * @returns its header, issuer, audience, client, times and the names of its claims; null when it is
 *   no token.
 */
export function describeOwnToken(text: string): OwnToken | null {
  const token = decodeToken(text);
  if (isTokenProblem(token)) return null;
  const { algorithm, keyId, claims } = token;
  const textClaim = (name: string): string | null => {
    const value = claims[name];
    return typeof value === "string" ? value : null;
  };
  return {
    ...{ algorithm, keyId, audience: audienceOf(claims) },
    issuer: textClaim("iss"),
    clientId: textClaim("client_id"),
    issuedAt: timeOf(claims, "iat"),
    expiresAt: timeOf(claims, "exp"),
    claimNames: Object.keys(claims),
  };
}

/** Whether a description is longer than any honest token's. */
export function isTooLong({ audience, claimNames, ...rest }: OwnToken): boolean {
  const { algorithm, keyId, issuer, clientId } = rest;
  const texts = [algorithm, keyId, issuer, clientId, ...audience, ...claimNames];
  const tooMany = audience.length > MAX_NAMES || claimNames.length > MAX_NAMES;
  return tooMany || texts.some((text) => (text ?? "").length > MAX_TEXT);
}

const CLIENT_ID = /^client_\w+$/;

/** The client a token is for, as it names it in one of three places; null when it does not. */
export function clientNamedBy({
  clientId,
  issuer,
  audience,
}: Pick<OwnToken, "clientId" | "issuer" | "audience">): string | null {
  const named = [clientId, issuer?.split("/").at(-1) ?? null, ...audience];
  return named.find((name) => name !== null && CLIENT_ID.test(name)) ?? null;
}
