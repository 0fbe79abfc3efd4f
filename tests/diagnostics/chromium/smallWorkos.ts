import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Defects, Places } from "./smallApp";
import { html, redirect } from "./smallApp";

function authorize(url: URL, response: ServerResponse, places: Places, defects: Defects): void {
  if (!url.searchParams.has("provider"))
    return redirect(response, "/error/sso/invalid-connection-selector");
  if (defects.errorPage !== undefined) return redirect(response, `/error/sso/${defects.errorPage}`);
  const back = new URL(url.searchParams.get("redirect_uri") ?? places.app);
  if (defects.returnsError === undefined) back.searchParams.set("code", "01CODE0123456789");
  else back.searchParams.set("error", defects.returnsError);
  back.searchParams.set("state", defects.returnsState ?? url.searchParams.get("state") ?? "");
  if (defects.hostedPage !== true) return redirect(response, back.href);
  html(response, `<script>location.href = ${JSON.stringify(back.href)};</script>`);
}

const COOKIE = "refresh=refresh-0123456789; Path=/; HttpOnly; Secure; SameSite=None";

function allow(request: IncomingMessage, response: ServerResponse, { allowsOrigin }: Defects) {
  const origin = allowsOrigin === undefined ? request.headers.origin : allowsOrigin;
  if (origin === undefined || origin === null) return;
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-allow-credentials", "true");
  response.setHeader("access-control-allow-headers", "content-type");
}

/** Why WorkOS refuses a grant; null when it gives tokens. */
type Judge = (grant: string, request: IncomingMessage) => object | null;

function judgeOf({ inBrowser, refusesCode }: Defects): Judge {
  let renewals = 0;
  return (grant, request) => {
    if (!grant.includes("refresh_token"))
      return refusesCode === undefined ? null : { error: refusesCode };
    renewals += 1;
    if (inBrowser === "refreshes-twice" && renewals > 1) return { error: "invalid_grant" };
    const needsCookie = inBrowser === "cookie" && !/refresh=/.test(request.headers.cookie ?? "");
    return needsCookie
      ? { error: "invalid_request", error_description: "Missing refresh token." }
      : null;
  };
}

function authenticate(request: IncomingMessage, response: ServerResponse, judge: Judge): void {
  if (request.method === "OPTIONS") return void response.writeHead(204).end();
  let grant = "";
  request.on("data", (piece: Buffer) => (grant += piece.toString()));
  request.on("end", () => {
    response.setHeader("content-type", "application/json");
    const refusal = judge(grant, request);
    if (refusal !== null) {
      response.statusCode = 400;
      return void response.end(JSON.stringify(refusal));
    }
    response.setHeader("set-cookie", COOKIE);
    response.end('{"access_token":"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.signature"}');
  });
}

/** Just enough of WorkOS for a small app: the sign-in, the exchange, the error pages, invitations. */
export function smallWorkos(places: Places, defects: Defects): RequestListener {
  const judge = judgeOf(defects);
  return (request, response) => {
    const url = new URL(request.url ?? "/", places.api);
    if (url.pathname === "/user_management/authorize")
      return authorize(url, response, places, defects);
    if (url.pathname === "/user_management/authenticate") {
      allow(request, response, defects);
      return authenticate(request, response, judge);
    }
    if (url.pathname === "/invite")
      return redirect(response, `${places.app}/callback?code=01CODE0123456789`);
    html(response, "An error page");
  };
}
