import { http, type HttpHandler } from "msw";
import { coversRedirectUri } from "../model/redirectRules";
import type { Session } from "../model/types";
import type { Api } from "./api";
import { readFields } from "./body";
import { errorPageRedirect } from "./errorPages";
import { clearedHostedCookie } from "./hostedCookie";
import { failure, json, redirect } from "./respond";
import { clearedSessionCookies } from "./sessionCookies";

/** Ending sessions: by an operator (`revoke`) or by the browser that holds one (`logout`). */
export function sessionHandlers(api: Api): HttpHandler[] {
  const { model, baseUrl } = api;
  const root = `${baseUrl}/user_management/sessions`;

  return [
    http.post(`${root}/revoke`, async ({ request }) => {
      const { session_id: id = "" } = await readFields(request);
      const session = model.tables.sessions.get(id);
      if (session === undefined) return failure(400, `Session not found: '${id}'.`);
      return json(200, end(session));
    }),

    http.get(`${root}/logout`, ({ request }) => {
      const query = new URL(request.url).searchParams;
      const id = query.get("session_id");
      if (id === null) return failure(422, "The parameter 'session_id' is required.");
      const session = model.tables.sessions.get(id);
      if (session !== undefined) end(session);
      const target = afterLogout(api, query.get("return_to"));
      const answer =
        target === null
          ? errorPageRedirect(api, "user_management/app-homepage-url-not-found", request)
          : redirect(target);
      for (const cookie of [clearedHostedCookie(), ...clearedSessionCookies(api)])
        answer.headers.append("Set-Cookie", cookie);
      return answer;
    }),
  ];

  function end(session: Session): Session {
    model.signIns.closeHostedSessionOf(session.id);
    return model.sessions.revoke(session);
  }
}

// An unregistered or relative return_to is dropped; the homepage is the fallback.
function afterLogout({ model }: Api, returnTo: string | null): string | null {
  const { signOutRedirects, appHomepageUrl } = model.config;
  if (returnTo !== null && signOutRedirects.some((uri) => coversRedirectUri(uri, returnTo)))
    return returnTo;
  return model.settings.get("app_homepage_url")?.value ?? appHomepageUrl;
}
