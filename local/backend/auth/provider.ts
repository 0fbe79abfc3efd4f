import type { AuthProvider } from "convex/server";
import type { JWTPayload } from "jose";
import { AuthError } from "./error";

/** One entry of `providers` in `auth.config.ts`, evaluated with the deployment's variables. */
export type AuthProviderJson = AuthProvider;

/**
 * Makes issuers comparable the way Convex does: a missing scheme means `https://`,
 * and trailing slashes do not count.
 */
export function normalizeIssuer(issuer: string): string {
  const withScheme = /^https?:\/\//.test(issuer) ? issuer : `https://${issuer}`;
  return withScheme.replace(/\/+$/, "");
}

/** The issuer a provider vouches for, as written in `auth.config.ts`. */
export function issuerOf(provider: AuthProviderJson): string {
  return "domain" in provider ? provider.domain : provider.issuer;
}

/** A token's audiences as a list, whether `aud` is a string, a list or absent. */
export function audiencesOf(payload: JWTPayload): string[] {
  if (payload.aud === undefined) return [];
  return typeof payload.aud === "string" ? [payload.aud] : payload.aud;
}

/**
 * Picks the first provider whose issuer and audience match an unverified payload.
 * A custom JWT provider without `applicationID` accepts any audience.
 *
 * @throws AuthError `NoAuthProvider`, naming every configured provider.
 */
export function findProvider(
  providers: readonly AuthProviderJson[],
  payload: JWTPayload & { iss: string },
): AuthProviderJson {
  const issuer = normalizeIssuer(payload.iss);
  const audiences = audiencesOf(payload);
  const match = providers.find(
    (provider) =>
      normalizeIssuer(issuerOf(provider)) === issuer &&
      (!provider.applicationID || audiences.includes(provider.applicationID)),
  );
  if (match !== undefined) return match;
  throw new AuthError(
    "NoAuthProvider",
    `No auth provider found matching the given token ${advice(providers)}`,
  );
}

function advice(providers: readonly AuthProviderJson[]): string {
  if (providers.length === 0) return "(no providers configured). Check convex/auth.config.ts.";
  const names = providers.map(describe).join(", ");
  return `Check that your JWT's issuer and audience match one of your configured providers: [${names}]`;
}

function describe(provider: AuthProviderJson): string {
  if ("domain" in provider) {
    return `OIDC(domain=${provider.domain}, app_id=${provider.applicationID})`;
  }
  return `CustomJWT(issuer=${provider.issuer}, app_id=${provider.applicationID ?? "none"})`;
}
