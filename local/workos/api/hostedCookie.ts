import { readCookie } from "./cookies";

const HOSTED_COOKIE = "standin-authkit-session";

/** Returns the id of the AuthKit session this browser holds. */
export function readHostedCookie(request: Request): string | null {
  return readCookie(request, HOSTED_COOKIE);
}

/** The `Set-Cookie` line that gives a browser its AuthKit session. */
export function hostedCookie(id: string): string {
  return `${HOSTED_COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`;
}

/** The `Set-Cookie` line that takes it away. */
export function clearedHostedCookie(): string {
  return `${HOSTED_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;
}
