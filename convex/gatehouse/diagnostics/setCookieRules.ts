import type { CauseCode } from "./catalogue";
import { isLoopback } from "./hosts";
import { isPublicSuffix, siteOf } from "./publicSuffixes";
import type { SetCookieFacts } from "./setCookie";

/** Browsers drop a cookie above this size (RFC 6265bis; Chromium, Firefox and Safari agree). */
export const MAX_COOKIE_BYTES = 4096;

/** Where and how a Set-Cookie line arrived. */
export interface CookieSetting {
  /** The host name that answered. */
  host: string;
  https: boolean;
  /** The host name in the address bar, when the request came from a page of another host. */
  pageHost?: string;
}

/** One reason for which browsers refuse or withhold a cookie. */
export interface CookieProblem {
  code: CauseCode;
  /** What is wrong, with the values that are no secrets. */
  sentence: string;
  /** `dropped`: no browser keeps it. `at-risk`: some do, or it hangs on how it is used. */
  effect: "dropped" | "at-risk";
}

type CookieRule = (facts: SetCookieFacts, setting: CookieSetting) => CookieProblem | null;

const bytes = (count: number): string => `${count.toLocaleString("en-US")} bytes`;

const tooLarge: CookieRule = ({ name, pairBytes, lineBytes }) => {
  if (lineBytes <= MAX_COOKIE_BYTES) return null;
  return {
    code: "session-cookie-too-large",
    sentence: `The cookie ${name} has ${bytes(lineBytes)} with its attributes; browsers drop cookies above ${bytes(MAX_COOKIE_BYTES)}.`,
    effect: pairBytes > MAX_COOKIE_BYTES ? "dropped" : "at-risk",
  };
};

const wrongDomain: CookieRule = ({ name, domain }, { host }) => {
  if (domain === null) return null;
  const covers = host === domain || (host.endsWith(`.${domain}`) && !isPublicSuffix(domain));
  if (covers) return null;
  return {
    code: "cookie-domain-mismatch",
    sentence: `The cookie ${name} says Domain=${domain}, but it comes from ${host}; browsers drop it.`,
    effect: "dropped",
  };
};

const noneInsecure: CookieRule = ({ name, sameSite, secure }) =>
  sameSite === "none" && !secure
    ? {
        code: "cookie-samesite-none-insecure",
        sentence: `The cookie ${name} says SameSite=None without Secure; browsers drop it.`,
        effect: "dropped",
      }
    : null;

const secureOverHttp: CookieRule = ({ name, secure }, { host, https }) =>
  secure && !https && !isLoopback(host)
    ? {
        code: "cookie-secure-over-http",
        sentence: `The cookie ${name} says Secure, but ${host} answered over http; browsers drop it.`,
        effect: "dropped",
      }
    : null;

const prefixBroken: CookieRule = ({ name, secure, path, domain }) => {
  const host = name.startsWith("__Host-") && (!secure || path !== "/" || domain !== null);
  const plain = name.startsWith("__Secure-") && !secure;
  if (!host && !plain) return null;
  return {
    code: "cookie-prefix-rule-broken",
    sentence: `The name ${name} demands ${host ? "Secure, Path=/ and no Domain" : "Secure"}, and the attributes do not keep to it; browsers drop it.`,
    effect: "dropped",
  };
};

const thirdParty: CookieRule = ({ name }, { host, pageHost }) =>
  pageHost !== undefined && siteOf(pageHost) !== siteOf(host)
    ? {
        code: "third-party-cookie-blocked",
        sentence: `The cookie ${name} belongs to ${host}, while the page is ${pageHost}; most browsers block such a third-party cookie.`,
        effect: "at-risk",
      }
    : null;

const strict: CookieRule = ({ name, sameSite }) =>
  sameSite === "strict" && /^wos-session$|session/i.test(name)
    ? {
        code: "cookie-samesite-blocks",
        sentence: `The cookie ${name} says SameSite=Strict; it is not sent on the way back from WorkOS.`,
        effect: "at-risk",
      }
    : null;

const rules: readonly CookieRule[] = [
  tooLarge,
  wrongDomain,
  noneInsecure,
  secureOverHttp,
  prefixBroken,
  thirdParty,
  strict,
];

/**
 * Says why browsers would drop or withhold a cookie.
 * @param facts what the Set-Cookie line says.
 * @param setting where it arrived.
 * @returns the problems, those that drop the cookie first; empty when the cookie is sound.
 */
export function cookieProblems(facts: SetCookieFacts, setting: CookieSetting): CookieProblem[] {
  const problems = rules.map((rule) => rule(facts, setting)).filter((problem) => problem !== null);
  return problems.sort((a, b) => Number(a.effect === "at-risk") - Number(b.effect === "at-risk"));
}
