import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

/** The defect of one small app, or of the WorkOS it uses; without any it is sound. */
export interface Defects {
  /** The attributes, or the whole line, of the session cookie. */
  sessionCookie?: string;
  /** A second session cookie from earlier times, set on the first page. */
  oldCookie?: string;
  /** The app looks for its session under another name than it sets. */
  readsOtherName?: boolean;
  /** The callback asks for a sign-in before it reads the code. */
  guardedCallback?: boolean;
  callbackStatus?: number;
  /** Where the callback sends people. */
  afterCallback?: string;
  /** Headers of the callback's answer, as from a cache. */
  callbackHeaders?: Record<string, string>;
  /** The app in the browser, instead of one with a server. */
  inBrowser?: "ok" | "cookie" | "ignores-code" | "fetches-authorize" | "refreshes-twice" | "convex";
  /** The sign-in address has neither provider nor connection. */
  noSelector?: boolean;
  /** The state that the app sends, instead of one of its own for each sign-in. */
  sendsState?: string;
  /** The origin that WorkOS allows, instead of the app's; null allows none. */
  allowsOrigin?: string | null;
  /** The person continues on WorkOS's own page, instead of being sent back at once. */
  hostedPage?: boolean;
  /** The sign-in begins at WorkOS, with an invitation, and returns without a state. */
  invited?: boolean;
  /** WorkOS shows this error page. */
  errorPage?: string;
  /** WorkOS returns this error, or another state than was sent. */
  returnsError?: string;
  returnsState?: string;
  /** WorkOS refuses to exchange the code, with this error. */
  refusesCode?: string;
  /** Convex answers the token with this error. */
  convexError?: string;
  /** The servers' clock minus the browser's, in milliseconds. */
  serverAheadMs?: number;
  /** An extension of the browser stops requests to this path. */
  blocks?: string;
  /** The app sends people round inside itself. */
  innerLoop?: boolean;
}

/** Addresses of an app and of the stand-in for WorkOS that it uses. */
export interface Places {
  app: string;
  api: string;
}

/** Answers with a page. */
export const html = (response: ServerResponse, body: string): void => {
  response.setHeader("content-type", "text/html");
  response.end(`<!doctype html><title>page</title>${body}`);
};

/** Answers with a redirect, and cookies. */
export const redirect = (
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

function authorizeUrl({ app, api }: Places, state: string, defects: Defects): string {
  const url = new URL("/user_management/authorize", api);
  url.searchParams.set("client_id", "client_01SMALLAPP");
  if (defects.noSelector !== true) url.searchParams.set("provider", "authkit");
  url.searchParams.set("redirect_uri", `${app}/callback`);
  url.searchParams.set("state", defects.sendsState ?? state);
  return url.href;
}

/** The app in the browser: it starts the sign-in, exchanges the code, and renews the session. */
const script = (
  places: Places,
  mode: NonNullable<Defects["inBrowser"]>,
  defects: Defects,
): string => `<script>
  const mode = ${JSON.stringify(mode)};
  const call = (body) => fetch(${JSON.stringify(places.api)} + "/user_management/authenticate", {
    method: "POST", credentials: mode === "cookie" ? "include" : "omit",
    headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  const renew = () => call({ grant_type: "refresh_token", refresh_token: "refresh-0123456789" });
  const convex = () => new Promise((done) => {
    const socket = new WebSocket(${JSON.stringify(places.api.replace(/^http/, "ws"))} + "/api/1.48.0/sync");
    socket.onmessage = done; socket.onerror = done;
  });
  const start = ${JSON.stringify(authorizeUrl(places, "state-of-the-browser", defects))};
  const code = new URL(location.href).searchParams.get("code");
  (async () => {
    if (code === null && sessionStorage.tried) return;
    sessionStorage.tried = "yes";
    if (mode === "fetches-authorize") return void (await fetch(start).catch(() => 0));
    if (code === null) return void (location.href = start);
    if (mode === "ignores-code") return;
    await call({ grant_type: "authorization_code", code });
    if (mode === "convex") await convex();
    await (mode === "refreshes-twice" ? Promise.all([renew(), renew(), renew()]) : renew());
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
    redirect(response, authorizeUrl(places, `state-${rounds}-0123456789`, defects), old);
  };
  const callback = (response: ServerResponse): void => {
    if (defects.callbackStatus !== undefined) {
      response.statusCode = defects.callbackStatus;
      return html(response, "done");
    }
    if (defects.guardedCallback === true && rounds < MOST_ROUNDS) return startSignIn(response);
    for (const [name, value] of Object.entries(defects.callbackHeaders ?? {}))
      response.setHeader(name, value);
    redirect(response, defects.afterCallback ?? "/", [defects.sessionCookie ?? SESSION]);
  };
  const isSignedIn = (request: IncomingMessage): boolean =>
    defects.oldCookie === undefined &&
    defects.readsOtherName !== true &&
    /wos-session=/.test(request.headers.cookie ?? "");
  return (request, response) => {
    const { pathname } = new URL(request.url ?? "/", places.app);
    if (pathname === "/favicon.ico") return html(response, "");
    if (defects.inBrowser !== undefined)
      return html(response, script(places, defects.inBrowser, defects));
    if (defects.innerLoop === true) return redirect(response, pathname === "/" ? "/login" : "/");
    if (pathname === "/callback") return callback(response);
    if (isSignedIn(request) || rounds >= MOST_ROUNDS) return html(response, "<p>Welcome</p>");
    startSignIn(response);
  };
}
