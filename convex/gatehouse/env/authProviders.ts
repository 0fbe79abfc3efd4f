import type { AuthConfig } from "convex/server";
import { readValidEnv, requireEnv, workosApiUrl } from "./read";

const WORKOS_ORIGIN = "https://api.workos.com";

/**
 * Token issuers of one WorkOS client. WorkOS has two forms; the older one names no client, so its
 * audience must. A custom auth domain issues both under its own host, with the keys of the API.
 */
function issuers(origin: string, clientId: string, keysOrigin = origin) {
  const jwks = `${keysOrigin}/sso/jwks/${clientId}`;
  const shared = { type: "customJwt", algorithm: "RS256", jwks } as const;
  return [
    { ...shared, issuer: `${origin}/`, applicationID: clientId },
    { ...shared, issuer: `${origin}/user_management/${clientId}` },
  ] satisfies AuthConfig["providers"];
}

/**
 * The providers of `auth.config.ts`, from this deployment's variables.
 * @throws when WORKOS_CLIENT_ID is not set, or a variable is malformed
 */
export function authProviders() {
  const clientId = requireEnv("WORKOS_CLIENT_ID");
  const apiUrl = workosApiUrl();
  const domain = readValidEnv("WORKOS_AUTH_DOMAIN");
  return [
    ...issuers(WORKOS_ORIGIN, clientId),
    ...(domain === null ? [] : issuers(`https://${domain}`, clientId, WORKOS_ORIGIN)),
    ...(apiUrl === WORKOS_ORIGIN ? [] : issuers(apiUrl, clientId)),
  ];
}
