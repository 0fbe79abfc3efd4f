/** Why a caller could not be identified, in the codes Convex answers with. */
export type AuthErrorCode = "NoAuthProvider" | "InvalidAuthHeader" | "BadAdminKey";

/** The HTTP status of every {@link AuthError}. */
export const AUTH_ERROR_STATUS = 401;

/** A token or key that was refused; `message` is safe to show to the caller. */
export class AuthError extends Error {
  override readonly name = "AuthError";

  constructor(
    readonly code: AuthErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** An {@link AuthError} for a token that is unreadable, badly signed or out of its time. */
export function invalidToken(message: string): AuthError {
  return new AuthError("InvalidAuthHeader", message);
}
