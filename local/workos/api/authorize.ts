import { http, type HttpHandler } from "msw";
import type { MethodName } from "../model/methods";
import { coversRedirectUri } from "../model/redirectRules";
import type { Authorization } from "../model/signIns";
import type { Api } from "./api";
import { errorPageRedirect } from "./errorPages";
import { completeSignIn } from "./complete";
import { readHostedCookie } from "./hostedCookie";
import { redirect } from "./respond";

const SELECTORS = ["provider", "connection_id", "organization_id", "domain_hint"];
const PROVIDER_METHODS: Record<string, MethodName> = {
  GoogleOAuth: "google",
  GitHubOAuth: "github",
};

/**
 * `GET /user_management/authorize`. Mistakes end on an error page of WorkOS, never at the app;
 * a browser with a living AuthKit session gets its code without being asked.
 */
export function authorizeHandlers(api: Api): HttpHandler[] {
  const { model, baseUrl } = api;
  return [
    http.get(`${baseUrl}/user_management/authorize`, ({ request }) => {
      const query = new URL(request.url).searchParams;
      const wanted = readAuthorization(api, query);
      if (typeof wanted === "string") return errorPageRedirect(api, wanted, request);
      const authorization = model.signIns.begin(wanted);
      const hostedId = readHostedCookie(request);
      const hosted = hostedId === null ? undefined : model.signIns.hostedSession(hostedId);
      if (hostedId !== null && hosted !== undefined && query.get("prompt") !== "login")
        return redirect(completeSignIn(api, authorization, { ...hosted, hostedId }));
      return redirect(`${baseUrl}/authkit/${wanted.screen}?authorization=${authorization.id}`);
    }),
  ];
}

/** Reads an authorize request, or names the error page it ends on. */
function readAuthorization(api: Api, query: URLSearchParams): Omit<Authorization, "id"> | string {
  const { config, tables } = api.model;
  if (query.get("client_id") !== config.clientId) return "sso/client-id-invalid";
  const redirectUri = resolveRedirectUri(query.get("redirect_uri"), tables.redirectUris.all());
  if (redirectUri === null) return "sso/redirect-uri-invalid";
  if (!SELECTORS.some((name) => query.has(name))) return "sso/invalid-connection-selector";
  return {
    redirectUri,
    state: query.get("state"),
    codeChallenge: query.get("code_challenge"),
    loginHint: query.get("login_hint"),
    screen: query.get("screen_hint") === "sign-up" ? "sign-up" : "sign-in",
    method: PROVIDER_METHODS[query.get("provider") ?? ""] ?? null,
  };
}

// The default redirect URI is used when a request names none.
function resolveRedirectUri(
  requested: string | null,
  registered: readonly { uri: string; default: boolean }[],
): string | null {
  if (requested === null) return registered.find((row) => row.default)?.uri ?? null;
  return registered.some((row) => coversRedirectUri(row.uri, requested)) ? requested : null;
}
