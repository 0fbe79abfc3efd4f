import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

/** The defect of one small app; without any it is sound. */
export interface Defects {
  /** The attributes, or the whole line, of the session cookie. */
  sessionCookie?: string;
  /** A second session cookie from earlier times, set on the first page. */
  oldCookie?: string;
  /** The callback asks for a sign-in before it reads the code. */
  guardedCallback?: boolean;
  callbackStatus?: number;
  /** Where the callback sends people. */
  afterCallback?: string;
  /** Answers carry these headers, as from a cache. */
  cached?: boolean;
  /** The app in the browser, instead of one with a server. */
  inBrowser?: "ok" | "cookie" | "ignores-code" | "fetches-authorize";
  /** The code is exchanged at an API that does not allow the app's origin. */
  refusesOrigin?: boolean;
  /** The person continues on WorkOS's own page, instead of being sent back at once. */
  hostedPage?: boolean;
  /** WorkOS shows this error page. */
  errorPage?: string;
  /** WorkOS returns this error, or another state than was sent. */
  returnsError?: string;
  returnsState?: string;
  /** The app sends people round inside itself. */
  innerLoop?: boolean;
}

/** Addresses of an app and of the stand-in for WorkOS that it uses. */
export interface Places {
  app: string;
  api: string;
}

const html = (response: ServerResponse, body: string): void => {
  response.setHeader("content-type", "text/html");
  response.end(`<!doctype html><title>page</title>${body}`);
};

const redirect = (
  response: ServerResponse,
  location: string,
  cookies: readonly string[] = [],
): void => {
  response.writeHead(302, {
    location,
    ...(cookies.length === 0 ? {} : { "set-cookie": [...cookies] }),
  });
  response.end();
};

const SESSION = "wos-session=sealed-0123456789; Path=/; HttpOnly; SameSite=Lax";

function authorizeUrl({ app, api }: Places, state: string): string {
  const url = new URL("/user_management/authorize", api);
  url.searchParams.set("client_id", "client_01SMALLAPP");
  url.searchParams.set("provider", "authkit");
  url.searchParams.set("redirect_uri", `${app}/callback`);
  url.searchParams.set("state", state);
  return url.href;
}

const script = (places: Places, mode: NonNullable<Defects["inBrowser"]>): string => `<script>
  const call = (body) => fetch(${JSON.stringify(places.api)} + "/user_management/authenticate", {
    method: "POST", credentials: ${JSON.stringify(mode === "cookie" ? "include" : "omit")},
    headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  const start = ${JSON.stringify(authorizeUrl(places, "state-of-the-browser"))};
  const code = new URL(location.href).searchParams.get("code");
  (async () => {
    if (code === null && sessionStorage.tried) return;
    sessionStorage.tried = "yes";
    if (${JSON.stringify(mode)} === "fetches-authorize") return void (await fetch(start).catch(() => 0));
    if (code === null) return void (location.href = start);
    if (${JSON.stringify(mode)} === "ignores-code") return;
    await call({ grant_type: "authorization_code", code });
    await call({ grant_type: "refresh_token", refresh_token: "refresh-0123456789" });
  })().catch(() => 0).finally(() => { document.title = "done"; });
</script>`;

/** How often the app starts a sign-in before it gives up, so that a recording ends. */
const MOST_ROUNDS = 5;

/**
 * A small app with a defect.
 * @param places where it and its WorkOS are.
 * @param defects what is wrong with it.
 */
export function smallApp(places: Places, defects: Defects): RequestListener {
  let rounds = 0;
  const startSignIn = (response: ServerResponse): void => {
    rounds += 1;
    const old = defects.oldCookie === undefined ? [] : [defects.oldCookie];
    redirect(response, authorizeUrl(places, `state-${rounds}-0123456789`), old);
  };
  const callback = (response: ServerResponse): void => {
    if (defects.callbackStatus !== undefined) {
      response.statusCode = defects.callbackStatus;
      return html(response, "done");
    }
    if (defects.guardedCallback === true && rounds < MOST_ROUNDS) return startSignIn(response);
    if (defects.cached === true) response.setHeader("cache-control", "public, max-age=600");
    redirect(response, defects.afterCallback ?? "/", [defects.sessionCookie ?? SESSION]);
  };
  const isSignedIn = (request: IncomingMessage): boolean =>
    defects.oldCookie === undefined && /wos-session=/.test(request.headers.cookie ?? "");
  return (request, response) => {
    const { pathname } = new URL(request.url ?? "/", places.app);
    if (pathname === "/favicon.ico") return html(response, "");
    if (defects.inBrowser !== undefined) return html(response, script(places, defects.inBrowser));
    if (defects.innerLoop === true) return redirect(response, pathname === "/" ? "/login" : "/");
    if (pathname === "/callback") return callback(response);
    if (isSignedIn(request) || rounds >= MOST_ROUNDS) return html(response, "<p>Welcome</p>");
    startSignIn(response);
  };
}

function authorize(url: URL, response: ServerResponse, places: Places, defects: Defects): void {
  if (defects.errorPage !== undefined) return redirect(response, `/error/sso/${defects.errorPage}`);
  const back = new URL(url.searchParams.get("redirect_uri") ?? places.app);
  if (defects.returnsError === undefined) back.searchParams.set("code", "01CODE0123456789");
  else back.searchParams.set("error", defects.returnsError);
  back.searchParams.set("state", defects.returnsState ?? url.searchParams.get("state") ?? "");
  if (defects.hostedPage !== true) return redirect(response, back.href);
  html(response, `<script>location.href = ${JSON.stringify(back.href)};</script>`);
}

function authenticate(request: IncomingMessage, response: ServerResponse, defects: Defects): void {
  if (defects.refusesOrigin !== true) {
    response.setHeader("access-control-allow-origin", request.headers.origin ?? "");
    response.setHeader("access-control-allow-credentials", "true");
    response.setHeader("access-control-allow-headers", "content-type");
  }
  if (request.method === "OPTIONS") return void response.writeHead(204).end();
  let body = "";
  request.on("data", (piece: Buffer) => (body += piece.toString()));
  request.on("end", () => {
    const needsCookie = defects.inBrowser === "cookie" && body.includes("refresh_token");
    response.setHeader("content-type", "application/json");
    if (needsCookie && !/refresh=/.test(request.headers.cookie ?? "")) {
      response.statusCode = 400;
      response.end('{"error":"invalid_request","error_description":"Missing refresh token."}');
      return;
    }
    response.setHeader(
      "set-cookie",
      "refresh=refresh-0123456789; Path=/; HttpOnly; Secure; SameSite=None",
    );
    response.end('{"access_token":"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.signature"}');
  });
}

/** Just enough of WorkOS for a small app: the sign-in, the exchange, the error pages. */
export function smallWorkos(places: Places, defects: Defects): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? "/", places.api);
    if (url.pathname === "/user_management/authorize")
      return authorize(url, response, places, defects);
    if (url.pathname === "/user_management/authenticate")
      return authenticate(request, response, defects);
    html(response, "An error page");
  };
}
