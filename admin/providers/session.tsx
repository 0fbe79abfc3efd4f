import { AuthKitProvider, useAuth } from "@workos-inc/authkit-react";
import { ConvexProviderWithAuth, type ConvexReactClient } from "convex/react";
import { useCallback, useMemo, type ReactNode } from "react";
import { describeOwnToken, type OwnToken } from "../../convex/gatehouse/diagnostics/ownToken";
import type { ConsoleEnv } from "../config/env";
import { fetchAccessToken, waitOrOnline } from "./accessToken";
import { safeReturnTo } from "./signInCallback";
import { ValueStore } from "./valueStore";

/** Why Convex refused the sign-in, in Convex's words. */
export const refusal = new ValueStore<string | null>(null);
/** Why WorkOS cannot be reached for a token right now; null while all is well. */
export const tokenTrouble = new ValueStore<unknown>(null);
/** The access token in use, described without its text: what the checks compare. */
export const ownToken = new ValueStore<OwnToken | null>(null);
/** Where to go once signed in. */
export const returnTo = new ValueStore("/");

interface SessionProviderProps {
  env: ConsoleEnv;
  client: ConvexReactClient;
  children: ReactNode;
}

/** Signs in with AuthKit and hands its tokens to Convex. */
export function SessionProvider({ env, client, children }: SessionProviderProps) {
  return (
    <AuthKitProvider
      {...authKitOptions(env)}
      onRedirectCallback={({ state }) => returnTo.set(safeReturnTo(state, window.location.origin))}
    >
      <ConvexProviderWithAuth client={client} useAuth={useAuthKitForConvex}>
        {children}
      </ConvexProviderWithAuth>
    </AuthKitProvider>
  );
}

function authKitOptions(env: ConsoleEnv) {
  return {
    clientId: env.workosClientId,
    redirectUri: env.redirectUri,
    https: env.workosHttps,
    ...(env.workosHostname !== undefined && { apiHostname: env.workosHostname }),
    ...(env.workosPort !== undefined && { port: env.workosPort }),
    ...(env.workosDevMode !== undefined && { devMode: env.workosDevMode }),
  };
}

/**
 * AuthKit in the shape Convex asks for. Our own, because @convex-dev/workos ignores
 * `forceRefreshToken` and takes an outage for a sign-out.
 */
function useAuthKitForConvex() {
  const { isLoading, user, getAccessToken } = useAuth();
  const fetchToken = useCallback(
    async ({ forceRefreshToken }: { forceRefreshToken: boolean }) => {
      const token = await fetchAccessToken(
        {
          getAccessToken: (options) => getAccessToken(options),
          wait: waitOrOnline,
          onTrouble: tokenTrouble.set,
        },
        forceRefreshToken,
      );
      ownToken.set(token === null ? null : describeOwnToken(token));
      return token;
    },
    [getAccessToken],
  );
  const isAuthenticated = user !== null;
  return useMemo(
    () => ({ isLoading, isAuthenticated, fetchAccessToken: fetchToken }),
    [isLoading, isAuthenticated, fetchToken],
  );
}
