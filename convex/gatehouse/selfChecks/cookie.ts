import { httpAction } from "../tables/server";

/** Where the self-check page asks. */
export const COOKIE_CHECK_PATH = "/gatehouse/check/cookie";

/** Long enough for the page to ask twice. */
const LIFETIME_SECONDS = 60;

/** Set and sent as WorkOS's own session cookie is: from the API host, for a page of another site. */
const KINDS: Readonly<Record<string, string>> = {
  plain: "SameSite=None; Secure; HttpOnly",
  // Kept where third parties are allowed cookies of their own for each site; WorkOS's is not of this kind.
  partitioned: "SameSite=None; Secure; HttpOnly; Partitioned",
};

/**
 * `GET /gatehouse/check/cookie?kind=plain|partitioned`: sets a cookie that says nothing, and tells whether the
 * request carried it already. Asked twice from a page of another site, it shows whether the browser
 * keeps a third party's cookies. Public and without state; any page may ask, for its own visitor only.
 */
export const checkCookie = httpAction(async (_ctx, request) => {
  const kind = new URL(request.url).searchParams.get("kind") ?? "";
  const attributes = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  const name = `gatehouse-check-${kind}`;
  const sent = (request.headers.get("cookie") ?? "").split(/;\s*/).includes(`${name}=1`);
  const headers = new Headers({
    "content-type": "application/json",
    "cache-control": "no-store",
    "access-control-allow-origin": request.headers.get("origin") ?? "null",
    "access-control-allow-credentials": "true",
    vary: "Origin",
  });
  if (attributes === undefined) return new Response("{}", { status: 404, headers });
  headers.set(
    "set-cookie",
    `${name}=1; Path=${COOKIE_CHECK_PATH}; Max-Age=${sent ? 0 : LIFETIME_SECONDS}; ${attributes}`,
  );
  // Where page and deployment are one site the cookie would be no third party's.
  const crossSite = request.headers.get("sec-fetch-site") === "cross-site";
  return new Response(JSON.stringify({ sent, crossSite }), { headers });
});
