import type { SelfCheckFacts } from "../../convex/gatehouse/diagnostics/selfCheckFacts";

/** How requests are made: `fetch`, with a clock beside it. */
export interface Network {
  fetch: typeof fetch;
  now: () => number;
  isOnline: () => boolean;
}

/** A request that has taken this long will not come back. */
export const PATIENCE_MS = 8_000;

/** A server writes its time in whole seconds: on average half a second is cut off. */
const HALF_SECOND_MS = 500;

/** This browser's network. */
export const thisNetwork: Network = {
  fetch: (...request) => window.fetch(...request),
  now: () => Date.now(),
  isOnline: () => window.navigator.onLine,
};

/**
 * How far this device's clock is ahead of the server's (negative: behind).
 * @param url an address of the page's own origin, whose Date header scripts may read
 * @returns milliseconds; null when the server did not say
 */
export async function clockOffset(url: string, { fetch, now }: Network): Promise<number | null> {
  try {
    const before = now();
    const answer = await fetch(url, {
      method: "HEAD",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const at = Date.parse(answer.headers.get("date") ?? "");
    if (Number.isNaN(at) || answer.headers.has("age")) return null;
    return Math.round((before + now()) / 2 - (at + HALF_SECOND_MS));
  } catch {
    return null;
  }
}

type Blocked = SelfCheckFacts["blockedRequests"];

/**
 * Which of the addresses that signing in needs cannot be reached from this browser.
 * @param urls one per host; they are opened without cookies and their answers are not read
 */
export async function blockedRequests(urls: readonly string[], network: Network): Promise<Blocked> {
  const tried = await Promise.all(urls.map((url) => isReached(url, network)));
  const reason = network.isOnline() ? "blocked" : "network";
  return urls
    .filter((_, index) => tried[index] === false)
    .map((url) => ({ host: new URL(url).host, reason }));
}

async function isReached(url: string, { fetch }: Network): Promise<boolean> {
  try {
    await fetch(url, {
      mode: "no-cors",
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return true;
  } catch {
    return false;
  }
}
