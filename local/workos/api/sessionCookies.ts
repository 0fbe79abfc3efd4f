import type { Api } from "./api";

const COOKIE_SECONDS = 30 * 86_400;
const HINT_COOKIE = "workos-has-session";

/** Name of the HTTP-only cookie that holds the refresh token; WorkOS keeps its own name private. */
export function refreshCookieName(clientId: string): string {
  return `workos-refresh-token-${clientId}`;
}

/** The cookies of client-only use: the token, and the hint that authkit-js can read. */
export function sessionCookies({ model, baseUrl }: Api, refreshToken: string): string[] {
  const { clientId } = model.config;
  // Browsers refuse SameSite=None without Secure, and Secure without https.
  const site = baseUrl.startsWith("https:") ? "Secure; SameSite=None" : "SameSite=Lax";
  const common = `Path=/; Max-Age=${COOKIE_SECONDS}; ${site}`;
  return [
    `${refreshCookieName(clientId)}=${refreshToken}; HttpOnly; ${common}`,
    `${HINT_COOKIE}=${clientId}; ${common}`,
  ];
}

/** The cookies that end client-only use. */
export function clearedSessionCookies({ model }: Api): string[] {
  return [refreshCookieName(model.config.clientId), HINT_COOKIE].map(
    (name) => `${name}=; Path=/; Max-Age=0`,
  );
}
