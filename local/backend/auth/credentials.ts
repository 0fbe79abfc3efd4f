import { timingSafeEqual } from "node:crypto";
import type { UserIdentity } from "convex/server";
import { decodeJwt } from "jose";
import type { Caller } from "../runtime/types";
import { AuthError, invalidToken } from "./error";
import { CLOCK_TOLERANCE_SECONDS } from "./verifier";

/** Who a request or a socket acts for. */
export interface Credentials {
  readonly caller: Extract<Caller, "public" | "admin">;
  readonly identity: UserIdentity | null;
  /** The user's token as it came, for `1.0/getRequestMetadata`. */
  readonly token?: string;
  /** Epoch milliseconds after which the identity must not be used any more. */
  readonly expiresAt?: number;
}

/** Nobody in particular: a request without credentials. */
export const ANONYMOUS: Credentials = { caller: "public", identity: null };

/** Turns keys and tokens into credentials; each method throws {@link AuthError}. */
export interface Authenticator {
  user(token: string): Promise<Credentials>;
  admin(key: string, actingAs?: Partial<UserIdentity>): Credentials;
  /** An `Authorization` header: `Bearer <jwt>` or `Convex <admin key>[:<base64 identity>]`. */
  header(authorization: string | undefined): Promise<Credentials>;
}

/**
 * @param adminKey The deployment's key, `name|secret`.
 * @param verifyToken From `createTokenVerifier`, or the runtime's current one.
 */
export function createAuthenticator(
  adminKey: string,
  verifyToken: (token: string) => Promise<UserIdentity>,
): Authenticator {
  const user = async (token: string): Promise<Credentials> => {
    const identity = await verifyToken(token);
    return { caller: "public", identity, token, ...expiryOf(token) };
  };
  const admin = (key: string, actingAs?: Partial<UserIdentity>): Credentials => {
    if (!sameKey(key, adminKey)) {
      throw new AuthError(
        "BadAdminKey",
        "The provided admin key was invalid for this instance. " +
          "Check CONVEX_SELF_HOSTED_ADMIN_KEY against the key the backend was started with.",
      );
    }
    return { caller: "admin", identity: actingAs ? completeIdentity(actingAs) : null };
  };
  return {
    user,
    admin,
    async header(authorization) {
      if (authorization === undefined) return ANONYMOUS;
      const [scheme, value] = splitHeader(authorization);
      if (scheme === "bearer") return user(value);
      if (scheme !== "convex") {
        throw invalidToken("Authorization must be 'Bearer <token>' or 'Convex <admin key>'.");
      }
      const colon = value.lastIndexOf(":");
      const actingAs = colon === -1 ? undefined : decodeIdentity(value.slice(colon + 1));
      return actingAs ? admin(value.slice(0, colon), actingAs) : admin(value);
    },
  };
}

/** Whether credentials were good once but are past their time. */
export function isExpired(credentials: Credentials, now: number): boolean {
  return credentials.expiresAt !== undefined && credentials.expiresAt <= now;
}

function expiryOf(token: string): Pick<Credentials, "expiresAt"> {
  const { exp } = decodeJwt(token);
  return exp === undefined ? {} : { expiresAt: (exp + CLOCK_TOLERANCE_SECONDS) * 1000 };
}

function sameKey(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

function splitHeader(authorization: string): [scheme: string, value: string] {
  const space = authorization.indexOf(" ");
  if (space === -1) return [authorization.toLowerCase(), ""];
  return [authorization.slice(0, space).toLowerCase(), authorization.slice(space + 1).trim()];
}

function decodeIdentity(base64: string): Partial<UserIdentity> | undefined {
  try {
    const identity: unknown = JSON.parse(Buffer.from(base64, "base64").toString("utf8"));
    return typeof identity === "object" && identity !== null ? identity : undefined;
  } catch {
    return undefined;
  }
}

/** An identity made up by an operator may leave out what a token always has. */
function completeIdentity(identity: Partial<UserIdentity>): UserIdentity {
  const { issuer = "https://convex.test", subject = "operator" } = identity;
  return {
    ...identity,
    issuer,
    subject,
    tokenIdentifier: identity.tokenIdentifier ?? `${issuer}|${subject}`,
  };
}
