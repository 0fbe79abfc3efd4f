import type { HarFacts, HarLostCookie } from "../../../../convex/gatehouse/diagnostics/harFacts";
import { parseUrl } from "../../../../convex/gatehouse/diagnostics/hosts";
import { isSessionCookie } from "../../../../convex/gatehouse/diagnostics/judge/cookies";
import { siteOf } from "../../../../convex/gatehouse/diagnostics/publicSuffixes";
import type { SetCookieFacts } from "../../../../convex/gatehouse/diagnostics/setCookie";
import { isRemoval } from "../../../../convex/gatehouse/diagnostics/setCookie";
import { cookieProblems } from "../../../../convex/gatehouse/diagnostics/setCookieRules";
import type { RoledEntry } from "./roles";

const hostnameOf = (entry: RoledEntry): string => entry.address.host.replace(/:\d+$/, "");

const isHttps = (entry: RoledEntry): boolean => /^(https|wss)$/.test(entry.address.scheme);

const covers = (path: string | null, visited: string): boolean =>
  path === null ||
  path === "/" ||
  visited === path ||
  visited.startsWith(path.replace(/\/?$/, "/"));

/** Requests that would carry a cookie of this host: page loads, and refreshes at the API host. */
const carriesCookies = (entry: RoledEntry): boolean =>
  entry.method !== "OPTIONS" &&
  entry.status > 0 &&
  (!entry.isFetch || entry.role === "authenticate");

const isSameHost = (entry: RoledEntry, setter: RoledEntry, { domain }: SetCookieFacts): boolean => {
  const [host, home] = [hostnameOf(entry), hostnameOf(setter)];
  return host === home || (domain !== null && (host === domain || host.endsWith(`.${domain}`)));
};

interface Journey {
  setter: RoledEntry;
  cookie: SetCookieFacts;
  next: RoledEntry;
  /** The page the request came from, when it is another site's. */
  pageHost: string | undefined;
  cameFromElsewhere: boolean;
}

function nextRequest(
  entries: readonly RoledEntry[],
  position: number,
  setter: RoledEntry,
  cookie: SetCookieFacts,
): number {
  return entries.findIndex(
    (entry, index) =>
      index > position && carriesCookies(entry) && isSameHost(entry, setter, cookie),
  );
}

/** Cookies of load balancers and bot filters, which come and go without meaning. */
const INFRASTRUCTURE = /^(__?cf|cf_|AWSALB|ARRAffinity|GCLB|ak_bmsc|bm_)/i;

const leadsTo = (from: RoledEntry, to: RoledEntry): boolean =>
  from.redirectTo?.host === to.address.host && from.redirectTo.path === to.address.path;

/** The page on which a navigation began, redirects not counted; null for a typed address. */
function openerOf(entries: readonly RoledEntry[], position: number): RoledEntry | null {
  const pages = entries.slice(0, position + 1).filter((entry) => !entry.isFetch);
  for (let at = pages.length - 1; at > 0; at -= 1) {
    const [from, to] = [pages[at - 1], pages[at]];
    if (from === undefined || to === undefined) return null;
    if (!leadsTo(from, to)) return from.redirectTo === null ? from : null;
  }
  return null;
}

const mattersFor = (entry: RoledEntry, cookie: SetCookieFacts): boolean =>
  !INFRASTRUCTURE.test(cookie.name) &&
  (isSessionCookie(cookie.name) ||
    (entry.role === "callback" && "code" in entry.query) ||
    (entry.role === "authenticate" && cookie.httpOnly));

function journeys(entries: readonly RoledEntry[], now: number): Journey[] {
  return entries.flatMap((setter, position) =>
    setter.cookiesSet
      .filter((cookie) => mattersFor(setter, cookie) && !isRemoval(cookie, setter.startedAt ?? now))
      .flatMap((cookie): Journey[] => {
        const at = nextRequest(entries, position, setter, cookie);
        const next = entries[at];
        if (next === undefined) return [];
        const fetched = [setter, next].find((entry) => entry.isFetch);
        const page = parseUrl(fetched?.origin ?? "")?.hostname;
        const opener = openerOf(entries, at);
        const cameFromElsewhere =
          opener !== null && siteOf(hostnameOf(opener)) !== siteOf(hostnameOf(next));
        return [{ setter, cookie, next, pageHost: page, cameFromElsewhere }];
      }),
  );
}

function reasonOf({
  setter,
  cookie,
  next,
  pageHost,
  cameFromElsewhere,
}: Journey): Pick<HarLostCookie, "reason" | "sentence"> {
  const problems = cookieProblems(cookie, {
    host: hostnameOf(setter),
    https: isHttps(setter),
    ...(pageHost === undefined ? {} : { pageHost }),
  });
  const [problem] = problems.filter(({ code }) => code !== "cookie-samesite-blocks");
  if (problem !== undefined) return { reason: problem.code, sentence: problem.sentence };
  const { name, path } = cookie;
  if (!covers(path, next.address.path)) {
    const sentence = `The cookie ${name} is valid below ${path ?? "/"} only, and the next page is ${next.address.path}.`;
    return { reason: "cookie-path-too-narrow", sentence };
  }
  if (cookie.sameSite === "strict" && cameFromElsewhere) {
    const sentence = `The cookie ${name} says SameSite=Strict, and the browser came to ${next.address.path} from another site.`;
    return { reason: "cookie-samesite-blocks", sentence };
  }
  if (cookie.secure && !isHttps(next)) {
    const sentence = `The cookie ${name} says Secure, and the next page of ${next.address.host} was opened over http.`;
    return { reason: "cookie-secure-over-http", sentence };
  }
  const sentence = `The browser received the cookie ${name} from ${setter.address.host} and did not send it back; the recording does not show why.`;
  return { reason: null, sentence };
}

/** In devMode authkit-js sends its refresh token in the body; the cookie is not missed. */
const worksWithout = (next: RoledEntry): boolean =>
  next.role === "authenticate" && next.status < 400;

/**
 * Cookies that were set and did not come back with the next request that should carry them.
 * @param entries a recording that includes cookies.
 * @param now stands in for entries without a time.
 */
export function lostCookies(entries: readonly RoledEntry[], now: number): HarLostCookie[] {
  const lost = new Map<string, HarLostCookie>();
  for (const journey of journeys(entries, now)) {
    const { setter, cookie, next } = journey;
    if (next.cookiesSent.includes(cookie.name) || worksWithout(next)) continue;
    const key = `${cookie.name} ${setter.address.host}`;
    const found = {
      step: setter.index,
      name: cookie.name,
      host: setter.address.host,
      ...reasonOf(journey),
    };
    if (!lost.has(key)) lost.set(key, found);
  }
  return [...lost.values()];
}

/** Session cookies that one request carries twice. */
export function doubledCookies(entries: readonly RoledEntry[]): HarFacts["doubledCookies"] {
  const seen = new Set<string>();
  return entries.flatMap((entry) =>
    entry.cookiesSent
      .filter((name, index, names) => isSessionCookie(name) && names.indexOf(name) < index)
      .filter((name) => !seen.has(name) && seen.add(name))
      .map((name) => ({ step: entry.index, name, host: entry.address.host })),
  );
}
