import type { UserIdentity } from "convex/server";
import type { JWTPayload } from "jose";
import type { AuthProviderJson } from "./provider";

/** What of an identity travels to functions: JSON values under claim names. */
type Claims = Record<string, unknown>;

/** Claims that steer verification and never reach a function; `fva` is Clerk's factor age. */
const DROPPED_CLAIMS = new Set(["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "fva"]);

/** OpenID Connect standard claims (Core 1.0 §5.1) → fields of Convex's `UserIdentity`. */
const OIDC_FIELDS: Readonly<Record<string, string>> = {
  name: "name",
  given_name: "givenName",
  family_name: "familyName",
  nickname: "nickname",
  preferred_username: "preferredUsername",
  profile: "profileUrl",
  picture: "pictureUrl",
  website: "websiteUrl",
  email: "email",
  email_verified: "emailVerified",
  gender: "gender",
  birthdate: "birthday",
  zoneinfo: "timezone",
  locale: "language",
  phone_number: "phoneNumber",
  phone_number_verified: "phoneNumberVerified",
  address: "address",
  updated_at: "updatedAt",
};

/**
 * The identity `ctx.auth.getUserIdentity()` returns for a verified token.
 * OIDC tokens have their standard claims renamed to camelCase; a custom JWT's claims keep
 * their names, nested objects flattened to `"a.b"`.
 */
export function identityOf(
  provider: AuthProviderJson,
  payload: JWTPayload & { iss: string; sub: string },
): UserIdentity {
  const claims = Object.fromEntries(
    Object.entries(payload).filter(([name]) => !DROPPED_CLAIMS.has(name)),
  );
  return {
    ...("domain" in provider ? oidcClaims(claims) : flatten(claims)),
    tokenIdentifier: `${payload.iss}|${payload.sub}`,
    issuer: payload.iss,
    subject: payload.sub,
  };
}

function oidcClaims(claims: Claims): Record<string, UserIdentity[string]> {
  const renamed = Object.entries(claims).map(([name, value]) => [
    OIDC_FIELDS[name] ?? name,
    oidcValue(name, value),
  ]);
  return Object.fromEntries(renamed) as Record<string, UserIdentity[string]>;
}

function oidcValue(name: string, value: unknown): unknown {
  if (name === "updated_at" && typeof value === "number") {
    return new Date(value * 1000).toISOString();
  }
  if (name === "address" && typeof value === "object" && value !== null) {
    return (value as { formatted?: unknown }).formatted;
  }
  return value;
}

function flatten(claims: Claims, prefix = ""): Record<string, UserIdentity[string]> {
  const flat: Record<string, UserIdentity[string]> = {};
  for (const [name, value] of Object.entries(claims)) {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      Object.assign(flat, flatten(value as Claims, `${prefix}${name}.`));
    } else {
      flat[prefix + name] = value as UserIdentity[string];
    }
  }
  return flat;
}
