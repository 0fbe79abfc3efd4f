import { evidence } from "../evidence";
import { parseSetCookie } from "../setCookie";
import type { Collector } from "./types";

/** Several Set-Cookie lines joined by commas, which also occur inside Expires dates. */
const BETWEEN_COOKIES = /,(?=\s*[^\s;,=]+=)/;

function setCookieLines(headers: Headers): string[] {
  // Runtimes without getSetCookie join the lines.
  if (typeof headers.getSetCookie === "function") return headers.getSetCookie();
  return headers.get("set-cookie")?.split(BETWEEN_COOKIES) ?? [];
}

const secondsOf = (text: string | null): number | null =>
  text !== null && /^\d+$/.test(text) ? Number(text) : null;

/** Reads the flags of the cookies that the app sets for a stranger; their values are dropped. */
export const cookies: Collector = async ({ environment }, { get, now }) => {
  const { appUrl } = environment;
  const { headers } = await get(appUrl, { headers: { accept: "text/html" } });
  const { host, protocol } = new URL(appUrl);
  const facts = {
    host,
    https: protocol === "https:",
    cookies: setCookieLines(headers)
      .map(parseSetCookie)
      .filter((cookie) => cookie !== null),
    cacheControl: headers.get("cache-control"),
    ageSeconds: secondsOf(headers.get("age")),
  };
  return [evidence("setCookies", facts, { source: `the app's answer at ${appUrl}`, at: now() })];
};
