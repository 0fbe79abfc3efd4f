import { evidence } from "../evidence";
import { apiOrigin } from "../hosts";
import { notTried, probedAddresses } from "./concrete";
import type { Collector } from "./types";

/** Any challenge will do, because the sign-in is never finished; without one WorkOS may refuse. */
const CODE_CHALLENGE = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

/** Parameters of a sign-in name its secrets; only where it leads is kept. */
export function placeOf(location: string | null, base: string): string | null {
  if (location === null || !URL.canParse(location, base)) return null;
  const { origin, pathname } = new URL(location, base);
  return origin + pathname;
}

/** Starts a sign-in for every concrete callback address and reads where WorkOS would send the browser. */
export const authorize: Collector = async (target, { get, now }) => {
  const { clientId, apiHost } = target.environment;
  const probes = await Promise.all(
    probedAddresses(target.redirectUris).map(async (redirectUri) => {
      const url = new URL(`${apiOrigin(apiHost)}/user_management/authorize`);
      const parameters = {
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: "code",
        provider: "authkit",
        code_challenge: CODE_CHALLENGE,
        code_challenge_method: "S256",
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      const { status, headers } = await get(url.href);
      const location = placeOf(headers.get("location"), url.href);
      const facts = { clientId, redirectUri, hasSelector: true, status, location };
      const source = `WorkOS's answer to a sign-in with ${redirectUri}`;
      return evidence("authorizeProbe", facts, { source, at: now() });
    }),
  );
  return [...probes, ...notTried("authorizeProbe", target.redirectUris, now())];
};
