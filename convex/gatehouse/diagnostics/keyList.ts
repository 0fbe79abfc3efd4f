import { apiOrigin } from "./hosts";

const WORKOS_API = "api.workos.com";

/** What decides where the public keys of an environment lie. */
interface KeyOwner {
  clientId: string;
  /** `api.workos.com`, a custom authentication domain, or a stand-in on this machine. */
  apiHost: string;
}

/**
 * Where the public keys of an environment's tokens lie. A custom authentication domain changes the
 * issuer and not the keys: auth.config.ts reads those at WorkOS's API all the same.
 * @returns the address of its key list (JWKS).
 */
export function keyListUrl({ clientId, apiHost }: KeyOwner): string {
  const own = apiOrigin(apiHost);
  const origin = own.startsWith("http:") ? own : apiOrigin(WORKOS_API);
  return `${origin}/sso/jwks/${clientId}`;
}
