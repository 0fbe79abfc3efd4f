import type {
  HarAuthorize,
  HarCallback,
  HarLoop,
} from "../../../../convex/gatehouse/diagnostics/harFacts";
import { isInternalHost } from "../../../../convex/gatehouse/diagnostics/hosts";
import { isSessionCookie } from "../../../../convex/gatehouse/diagnostics/judge/cookies";
import { addressText } from "./address";
import type { RoledEntry } from "./roles";

const SELECTORS = [
  "provider",
  "connection_id",
  "organization_id",
  "domain_hint",
  "connection",
  "organization",
];

/** The entry that a redirect leads to: the next one with that address. */
function followed(entries: readonly RoledEntry[], position: number): RoledEntry | null {
  const target = entries[position]?.redirectTo;
  if (target === null || target === undefined) return null;
  const next = entries.slice(position + 1, position + 20);
  return (
    next.find(({ address }) => address.host === target.host && address.path === target.path) ?? null
  );
}

function errorPageAfter(entries: readonly RoledEntry[], position: number): string | null {
  const own = entries[position]?.redirectTo;
  const isErrorHost = own?.host === "error.workos.com" || own?.path.startsWith("/error/") === true;
  if (own !== null && own !== undefined && isErrorHost) return own.path;
  const next = entries.slice(position + 1).find((entry) => !entry.isFetch);
  return next?.role === "error-page" ? next.address.path : null;
}

/** The sign-in requests of a recording. */
export function authorizes(entries: readonly RoledEntry[]): HarAuthorize[] {
  return entries.flatMap((entry, position): HarAuthorize[] => {
    if (entry.role !== "authorize" || entry.method === "OPTIONS") return [];
    return [
      {
        step: entry.index,
        clientId: entry.query["client_id"] ?? null,
        redirectUri: entry.query["redirect_uri"] ?? null,
        hasSelector: SELECTORS.some((name) => name in entry.query),
        fetched: entry.isFetch,
        errorPage: errorPageAfter(entries, position),
      },
    ];
  });
}

function stateOf(entries: readonly RoledEntry[], position: number): HarCallback["state"] {
  const state = entries[position]?.query["state"];
  if (state === "null") return "null";
  const before = entries.slice(0, position);
  const sent = before.filter((entry) => entry.role === "authorize" && !entry.isFetch);
  if (sent.length === 0) {
    const beganAtWorkos = before.some((entry) => entry.role === "hosted-page" && !entry.isFetch);
    return state === undefined && beganAtWorkos ? "missing" : "unknown";
  }
  if (sent.some((entry) => entry.query["state"] === state)) return "matches";
  return state === undefined ? "missing" : "differs";
}

const startsSignIn = (entry: RoledEntry | null, path: string | undefined): boolean =>
  entry?.role === "authorize" ||
  /\/user_management\/authorize$|\/(login|sign-?in)$/i.test(path ?? "");

function wasExchanged(entries: readonly RoledEntry[], position: number): boolean | null {
  const callback = entries[position];
  const isAppPage = callback?.status === 200 || callback?.status === 304;
  if (!isAppPage) return null;
  const after = entries.slice(position + 1);
  const end = after.findIndex((entry) => entry.role === "callback");
  const own = end < 0 ? after : after.slice(0, end);
  return own.some((entry) => entry.role === "authenticate");
}

/** The visits to the callback address. */
export function callbacks(entries: readonly RoledEntry[]): HarCallback[] {
  return entries.flatMap((entry, position): HarCallback[] => {
    if (entry.role !== "callback") return [];
    const target = entry.redirectTo;
    const isInternal =
      target !== null &&
      isInternalHost(hostname(target.host)) &&
      !isInternalHost(hostname(entry.address.host));
    return [
      {
        step: entry.index,
        address: entry.address,
        hasCode: "code" in entry.query,
        state: stateOf(entries, position),
        error: entry.query["error"] ?? null,
        status: entry.status,
        sentBackToSignIn:
          startsSignIn(followed(entries, position), target?.path) && !setsSession(entry),
        internalHost: isInternal ? target.host : null,
        exchanged: wasExchanged(entries, position),
      },
    ];
  });
}

const setsSession = ({ cookiesSet }: RoledEntry): boolean =>
  cookiesSet.some(({ name, pairBytes }) => {
    const isVerifier = /verifier/i.test(name);
    return isSessionCookie(name) && !isVerifier && pairBytes > name.length + 1;
  });

const hostname = (host: string): string => host.replace(/:\d+$/, "");

/** This often round is no coincidence. */
const ROUNDS = 3;

function signInLoop(entries: readonly RoledEntry[]): HarLoop | null {
  const pages = entries.filter((entry) => !entry.isFetch);
  const starts = pages.flatMap((entry, position) => (entry.role === "authorize" ? [position] : []));
  const came = pages.filter((entry) => entry.role === "callback").length;
  const [from, to] = starts;
  if (starts.length < ROUNDS || came < ROUNDS - 1 || from === undefined || to === undefined)
    return null;
  const round = pages.slice(from, to);
  return {
    startsAt: pages[from]?.index ?? 0,
    rounds: starts.length,
    turningPoint: pages[to - 1]?.index ?? 0,
    addresses: [...new Set(round.map((entry) => addressText(entry.address)))].slice(0, 20),
  };
}

const ENDLESS_VISITS = 5;

/** An app that sends people round inside itself never reaches WorkOS. */
function innerLoop(entries: readonly RoledEntry[]): HarLoop | null {
  const redirects = entries.filter(
    (entry) => !entry.isFetch && entry.redirectTo !== null && entry.role === "app",
  );
  const visits = new Map<string, RoledEntry[]>();
  for (const entry of redirects) {
    const key = addressText(entry.address);
    visits.set(key, [...(visits.get(key) ?? []), entry]);
  }
  const repeated = [...visits.values()].find((list) => list.length >= ENDLESS_VISITS);
  const [start, again] = repeated ?? [];
  if (start === undefined || again === undefined) return null;
  const round = redirects.filter(
    (entry) => entry.index >= start.index && entry.index < again.index,
  );
  return {
    startsAt: start.index,
    rounds: repeated?.length ?? 0,
    turningPoint: round.at(-1)?.index ?? start.index,
    addresses: [...new Set(round.map((entry) => addressText(entry.address)))].slice(0, 20),
  };
}

/** Where the recording goes round, if it does. */
export function loopOf(entries: readonly RoledEntry[]): HarLoop | null {
  return signInLoop(entries) ?? innerLoop(entries);
}
