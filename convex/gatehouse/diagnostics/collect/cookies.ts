import { evidence, type AvailableEvidence } from "../evidence";
import { isSessionCookie } from "../judge/cookies";
import { isRemoval, parseSetCookie } from "../setCookie";
import { ProbeError } from "./get";
import type { Collector, Target, Tools } from "./types";

/** Several Set-Cookie lines joined by commas, which also occur inside Expires dates. */
const BETWEEN_COOKIES = /,(?=\s*[^\s;,=]+=)/;

function setCookieLines(headers: Headers): string[] {
  // Runtimes without getSetCookie join the lines.
  if (typeof headers.getSetCookie === "function") return headers.getSetCookie();
  return headers.get("set-cookie")?.split(BETWEEN_COOKIES) ?? [];
}

const secondsOf = (text: string | null): number | null =>
  text !== null && /^\d+$/.test(text) ? Number(text) : null;

type Answers = AvailableEvidence<"setCookies">;

async function cookiesAt(address: string, { get, now }: Tools): Promise<Answers> {
  const { headers } = await get(address, { headers: { accept: "text/html" } });
  const { host, protocol } = new URL(address);
  const facts = {
    host,
    https: protocol === "https:",
    cookies: setCookieLines(headers)
      .map(parseSetCookie)
      .filter((cookie) => cookie !== null),
    cacheControl: headers.get("cache-control"),
    ageSeconds: secondsOf(headers.get("age")),
  };
  return evidence("setCookies", facts, { source: `the app's answer at ${address}`, at: now() });
}

const setsSession = ({ facts, at }: Answers): boolean =>
  facts.cookies.some((cookie) => isSessionCookie(cookie.name) && !isRemoval(cookie, at));

const HOW_TO =
  "Drop a HAR file of a sign-in under Diagnostics → Evidence, or paste the Set-Cookie line from the browser's developer tools.";

/** What a server's sign-in page answers; the reason when it cannot be opened. */
async function atSignIn(
  { signInEndpoint = null }: Target,
  tools: Tools,
): Promise<Answers | string> {
  if (signInEndpoint === null) {
    return "Where the app starts a sign-in is not noted either (Environments → Change).";
  }
  try {
    return await cookiesAt(signInEndpoint, tools);
  } catch (error) {
    if (error instanceof ProbeError) return error.message;
    throw error;
  }
}

/**
 * Reads the flags of the cookies that the app sets for a stranger; their values are dropped. An app
 * with a server may set none before a sign-in begins, so its sign-in endpoint is asked too.
 */
export const cookies: Collector = async (target, tools) => {
  const { appUrl } = target.environment;
  const atApp = await cookiesAt(appUrl, tools);
  if (target.authMode !== "cookie") return [atApp];
  const signIn = await atSignIn(target, tools);
  const answers = typeof signIn === "string" ? [atApp] : [atApp, signIn];
  if (answers.some(setsSession)) return answers;
  const also =
    typeof signIn === "string"
      ? `. ${signIn}`
      : `, nor from its sign-in endpoint ${target.signInEndpoint ?? ""}.`;
  throw new ProbeError(`A stranger gets no session cookie from ${appUrl}${also} ${HOW_TO}`);
};
