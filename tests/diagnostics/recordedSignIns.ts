import { CLIENT, production } from "./fixtures";
import type { Visit } from "./har";

/** Values that must never come out of the reader. */
export const SECRETS = [
  "01SECRETCODE",
  "SECRETSTATE",
  "eyJSECRETTOKEN.eyJx.y",
  "SECRETREFRESH",
  "SECRETSEALED",
  "SECRETVERIFIER-0123456789-0123456789-0123456789",
];
const [CODE, STATE, TOKEN, REFRESH, SEALED, VERIFIER] = SECRETS as [
  string,
  string,
  string,
  string,
  string,
  string,
];

/** BASE64URL(SHA-256(VERIFIER)). */
export const CHALLENGE = "R6ceIUDzUFNu3zAot2wDM9KU_vwCvMsM1LWpYEWhZTw";

export const APP = production.appUrl;
export const CALLBACK = production.redirectUri;
export const API = "https://api.workos.com";
export const AUTH = `https://${production.apiHost}`;

interface AuthorizeChange {
  redirectUri?: string;
  clientId?: string;
  selector?: string;
  state?: string | null;
  challenge?: string;
}

/** The address that starts a sign-in. */
export function authorizeUrl(api: string, change: AuthorizeChange = {}): string {
  const url = new URL(`${api}/user_management/authorize`);
  url.searchParams.set("client_id", change.clientId ?? CLIENT);
  url.searchParams.set("redirect_uri", change.redirectUri ?? CALLBACK);
  if (change.selector !== "") url.searchParams.set(change.selector ?? "provider", "authkit");
  if (change.state !== null) url.searchParams.set("state", change.state ?? STATE);
  if (change.challenge !== undefined) url.searchParams.set("code_challenge", change.challenge);
  return url.href;
}

/** The address people come back to. */
export const callbackUrl = (query = `code=${CODE}&state=${STATE}`, address = CALLBACK): string =>
  `${address}?${query}`;

export const allowing = (origin = APP) => ({
  "access-control-allow-origin": origin,
  "access-control-allow-credentials": "true",
});

const hosted: Visit[] = [
  { url: "https://example.authkit.app/?authorization_session_id=SECRETSTATE" },
  { url: "https://example.authkit.app/password", method: "POST", post: "password=SECRETSEALED" },
];

export const preflight = (api: string, answer: Visit["answer"] = allowing()): Visit => ({
  url: `${api}/user_management/authenticate`,
  method: "OPTIONS",
  from: APP,
  type: "preflight",
  status: 204,
  ...(answer === undefined ? {} : { answer }),
});

/** The browser exchanges the code for tokens. */
export const exchange = (api: string, change: Partial<Visit> = {}): Visit => ({
  url: `${api}/user_management/authenticate`,
  from: APP,
  post: JSON.stringify({ grant_type: "authorization_code", code: CODE, code_verifier: VERIFIER }),
  body: JSON.stringify({ access_token: TOKEN, user: { email: "ada@example.com" } }),
  answer: allowing(),
  set: [`refresh=${REFRESH}; Path=/; Secure; HttpOnly; SameSite=None`],
  ...change,
});

/** The browser renews the session. */
export const refresh = (api: string, change: Partial<Visit> = {}): Visit => ({
  url: `${api}/user_management/authenticate`,
  from: APP,
  post: JSON.stringify({ grant_type: "refresh_token" }),
  body: JSON.stringify({ access_token: TOKEN }),
  answer: allowing(),
  cookie: `refresh=${REFRESH}`,
  ...change,
});

/** A whole sign-in of an app without a server. */
export const clientOnlySignIn = (api = AUTH): Visit[] => [
  { url: `${APP}/` },
  { url: authorizeUrl(api, { challenge: CHALLENGE }), location: "https://example.authkit.app/" },
  ...hosted,
  { url: `${API}/sso/continue`, location: callbackUrl() },
  { url: callbackUrl() },
  preflight(api),
  exchange(api),
  {
    url: "https://happy-otter-123.convex.cloud/api/1.48.0/sync",
    from: APP,
    status: 101,
    type: "websocket",
  },
  { url: `${APP}/dashboard` },
  refresh(api),
];

export const VERIFIER_COOKIE =
  "wos-auth-verifier-0a1b2c3d=v; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=600";
export const SESSION_COOKIE = `wos-session=${SEALED}; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=34560000`;

/** From the app's page to the return from WorkOS, for an app with a server. */
export const toCallback = (app = APP): Visit[] => [
  {
    url: `${app}/`,
    location: authorizeUrl(API, { redirectUri: `${app}/callback` }),
    set: [VERIFIER_COOKIE],
  },
  {
    url: authorizeUrl(API, { redirectUri: `${app}/callback` }),
    location: "https://example.authkit.app/",
  },
  ...hosted,
  { url: `${API}/sso/continue`, location: callbackUrl(undefined, `${app}/callback`) },
];

/** The server finishes the sign-in and sets its session. */
export const serverCallback = (
  set: string = SESSION_COOKIE,
  change: Partial<Visit> = {},
): Visit => ({
  url: callbackUrl(),
  location: `${APP}/`,
  cookie: "wos-auth-verifier-0a1b2c3d=v",
  set: [set, "wos-auth-verifier-0a1b2c3d=; Path=/; Max-Age=0"],
  ...change,
});

/** A whole sign-in of an app with a server. */
export const serverSignIn = (): Visit[] => [
  ...toCallback(),
  serverCallback(),
  { url: `${APP}/`, cookie: `wos-session=${SEALED}` },
  { url: `${APP}/settings`, cookie: `wos-session=${SEALED}; theme=dark` },
];

/** Round and round: the session set at the callback does not come back. */
export const serverLoop = (set: string, rounds = 3, change: Partial<Visit> = {}): Visit[] =>
  Array.from({ length: rounds }, () => [...toCallback(), serverCallback(set, change)]).flat();
