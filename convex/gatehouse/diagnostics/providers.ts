import { isLoopback, parseUrl } from "./hosts";

/** A provider of convex/auth.config.ts, as deployed. */
export interface ConvexProvider {
  type: "customJwt" | "oidc";
  issuer: string;
  /** Required by OIDC providers, optional for customJwt. */
  applicationID?: string;
  jwks?: string;
  algorithm?: string;
}

/** What of a token decides which provider takes it. */
export interface TokenIdentity {
  issuer: string | null;
  audience: readonly string[];
}

/** How one provider relates to a token. */
export type ProviderVerdict = "matches" | "other-issuer" | "no-audience" | "other-audience";

const normalizeIssuer = (issuer: string): string => {
  const withScheme = /^https?:\/\//.test(issuer) ? issuer : `https://${issuer}`;
  return withScheme.replace(/\/+$/, "");
};

/**
 * Whether two issuers are the same for Convex: `https://` is added when missing and slashes at the
 * end are cut off (source code of convex-backend, crates/authentication).
 */
export function sameIssuer(a: string, b: string): boolean {
  return normalizeIssuer(a) === normalizeIssuer(b);
}

/**
 * Says how a provider relates to a token, in Convex's own order: issuer first, then the audience, and
 * that only when the provider has an applicationID.
 */
export function providerVerdict(provider: ConvexProvider, token: TokenIdentity): ProviderVerdict {
  if (token.issuer === null || !sameIssuer(provider.issuer, token.issuer)) return "other-issuer";
  if (provider.applicationID === undefined) return "matches";
  if (token.audience.length === 0) return "no-audience";
  return token.audience.includes(provider.applicationID) ? "matches" : "other-audience";
}

/**
 * Finds the provider Convex would use for a token: the first that matches.
 * @returns the provider's index in the list, or null with every provider's verdict.
 */
export function matchProvider(
  providers: readonly ConvexProvider[],
  token: TokenIdentity,
): { index: number | null; verdicts: ProviderVerdict[] } {
  const verdicts = providers.map((provider) => providerVerdict(provider, token));
  const index = verdicts.indexOf("matches");
  return { index: index < 0 ? null : index, verdicts };
}

/**
 * The host of an issuer.
 * @param issuer as a token or a provider has it, with or without `https://`.
 */
export function issuerHost(issuer: string): string {
  return parseUrl(normalizeIssuer(issuer))?.host ?? issuer;
}

/** Whether a host (with its port, if any) is a custom authentication domain. */
export function isCustomHost(host: string): boolean {
  return host !== "api.workos.com" && !isLoopback(host.replace(/:\d+$/, ""));
}

/** A provider in words: its issuer, and for whom its tokens must be. */
export function providerWords({ issuer, applicationID }: ConvexProvider): string {
  return applicationID === undefined ? issuer : `${issuer} for ${applicationID}`;
}

/** The client whose keys a provider reads; null when its key list is not one of WorkOS's. */
export function keyOwner({ jwks = "" }: ConvexProvider): string | null {
  return /\/sso\/jwks\/([^/?#]+)$/.exec(jwks)?.[1] ?? null;
}
