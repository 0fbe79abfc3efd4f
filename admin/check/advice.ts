import type { SelfCheckFacts } from "../../convex/gatehouse/diagnostics/selfCheckFacts";

/** One thing the page looked at, for the person themselves. */
export interface Advice {
  title: string;
  sound: boolean;
  /** What they can do about it; empty when nothing needs doing. */
  advice: string;
}

/** Further off than this, sign-ins look expired or from the future. */
const CLOCK_TOLERANCE_MS = 60_000;
const MINUTE_MS = 60_000;

/**
 * What was found, in words for somebody who only wants to sign in.
 * @param facts what the page found
 */
export function adviceFor(facts: SelfCheckFacts): Advice[] {
  const storage = facts.localStorageWritable && facts.sessionStorageWritable;
  return [
    pick(facts.cookiesEnabled, "Cookies are switched on", [
      "Cookies are switched off",
      "Allow cookies for this site in your browser's settings, or leave private browsing.",
    ]),
    pick(storage, "The browser can remember things for this site", [
      "The browser does not remember anything for this site",
      "Allow this site to save data in your browser's settings, or leave private browsing.",
    ]),
    pick(facts.secureContext && facts.cryptoSubtle, "The connection is secure", [
      "The connection is not secure",
      "Open the page with https:// at the beginning, in an up-to-date browser.",
    ]),
    clockAdvice(facts.clockOffsetMs),
    pick(facts.blockedRequests.length === 0, "Everything needed for signing in can be reached", [
      `Cannot be reached: ${facts.blockedRequests.map(({ host }) => host).join(", ")}`,
      "An ad blocker, a company network or a VPN may be in the way: switch it off for this site and try again. If that changes nothing, the service itself may be down.",
    ]),
    ...otherSites(facts.thirdPartyCookies),
  ];
}

/** No cause for alarm by itself: only some apps need them, and support knows which. */
function otherSites(kept: boolean | null): Advice[] {
  if (kept === null) return [];
  const title = kept
    ? "Other sites' cookies are kept"
    : "Other sites' cookies are blocked; most apps do not mind";
  return [{ title, sound: true, advice: "" }];
}

function pick(sound: boolean, good: string, [title, advice]: [string, string]): Advice {
  return sound ? { title: good, sound, advice: "" } : { title, sound, advice };
}

function clockAdvice(offset: number | null): Advice {
  if (offset === null) {
    return { title: "The clock could not be compared", sound: true, advice: "" };
  }
  const minutes = Math.round(Math.abs(offset) / MINUTE_MS);
  const way = offset > 0 ? "fast" : "slow";
  return pick(Math.abs(offset) < CLOCK_TOLERANCE_MS, "The clock is right", [
    `The clock is about ${minutes} ${minutes === 1 ? "minute" : "minutes"} ${way}`,
    "Let your device set its time by itself, in its settings under Date and time.",
  ]);
}
