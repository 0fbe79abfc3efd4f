import { redactText } from "../../../convex/gatehouse/diagnostics/redact";
import {
  isRemoval,
  parseSetCookie,
  type SetCookieFacts,
} from "../../../convex/gatehouse/diagnostics/setCookie";
import {
  cookieProblems,
  MAX_COOKIE_BYTES,
  type CookieProblem,
} from "../../../convex/gatehouse/diagnostics/setCookieRules";
import { parseUrl } from "../../../convex/gatehouse/diagnostics/hosts";

/** One attribute of a cookie in words. */
interface CookiePart {
  name: string;
  value: string;
  meaning: string;
}

export interface ExplainedCookie {
  name: string;
  parts: CookiePart[];
  /** Why browsers would drop or withhold it; empty when it is sound. */
  problems: CookieProblem[];
  /** The line does not set a cookie, it removes one. */
  removes: boolean;
}

/**
 * Explains a Set-Cookie line. The value is measured and never shown.
 * @param line the header, with or without its name
 * @param setBy the address that answered with it, for example https://app.example.com
 * @param now UTC epoch milliseconds
 * @returns what it says, or a sentence that says why it is no such line
 */
export function explainCookie(
  line: string,
  setBy: string,
  now: number,
): ExplainedCookie | { problem: string } {
  const facts = parseSetCookie(line);
  if (facts === null) {
    return { problem: "This is no Set-Cookie line: it should begin with name=value." };
  }
  const url = parseUrl(setBy);
  const problems =
    url === null
      ? []
      : cookieProblems(facts, { host: url.hostname, https: url.protocol === "https:" });
  const removes = isRemoval(facts, now);
  return { name: redactText(facts.name, 100), parts: partsOf(facts, now), problems, removes };
}

function partsOf(facts: SetCookieFacts, now: number): CookiePart[] {
  const { domain, path, pairBytes, lineBytes, secure, httpOnly } = facts;
  return [
    {
      name: "Size",
      value: `${pairBytes} bytes, ${lineBytes} with attributes`,
      meaning: `Browsers drop cookies above ${MAX_COOKIE_BYTES.toLocaleString("en-GB")} bytes.`,
    },
    {
      name: "Domain",
      value: domain ?? "not given",
      meaning: domain
        ? `Sent to ${domain} and its subdomains.`
        : "Sent only to the host that set it.",
    },
    {
      name: "Path",
      value: path ?? "not given",
      meaning:
        path === "/"
          ? "Sent with every page."
          : `Sent only for pages below ${path ?? "the one that set it"}.`,
    },
    {
      name: "Secure",
      value: secure ? "yes" : "no",
      meaning: secure ? "Kept and sent over https only." : "Also sent over http.",
    },
    {
      name: "HttpOnly",
      value: httpOnly ? "yes" : "no",
      meaning: httpOnly ? "Scripts cannot read it." : "Scripts can read it, also hostile ones.",
    },
    { name: "SameSite", ...SAME_SITE[facts.sameSite ?? "absent"] },
    { name: "Lifetime", ...lifetime(facts, now) },
  ];
}

const SAME_SITE = {
  strict: {
    value: "Strict",
    meaning:
      "Not sent when the person comes from another site, so not on the way back from WorkOS.",
  },
  lax: {
    value: "Lax",
    meaning: "Sent when the person comes by a link or redirect. Right for sign-in.",
  },
  none: { value: "None", meaning: "Sent to other sites' requests, too. Needs Secure." },
  absent: { value: "not given", meaning: "Browsers take it for Lax." },
} as const;

function lifetime({ maxAgeSeconds, expiresAt }: SetCookieFacts, now: number) {
  const endsAt = maxAgeSeconds === null ? expiresAt : now + maxAgeSeconds * 1000;
  if (endsAt === null) {
    return { value: "not given", meaning: "Gone when the browser is closed." };
  }
  if (endsAt <= now) return { value: "over", meaning: "Removes the cookie at once." };
  const until = new Date(Math.min(endsAt, MAX_DATE_MS)).toISOString().slice(0, 16);
  return { value: `until ${until.replace("T", " ")} UTC`, meaning: "Browsers keep it that long." };
}

/** The last moment a Date can hold. */
const MAX_DATE_MS = 8_640_000_000_000_000;
