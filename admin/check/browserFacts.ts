import type { SelfCheckFacts } from "../../convex/gatehouse/diagnostics/selfCheckFacts";

/** What the page looks at in the browser it is opened in. */
export interface Surroundings {
  hostname: string;
  origin: string;
  userAgent: string;
  cookies: { enabled: boolean; text: () => string };
  /** Throws where storage is refused. */
  localStorage: () => Storage;
  sessionStorage: () => Storage;
  isSecureContext: boolean;
  hasCrypto: boolean;
}

type BrowserFacts = Omit<SelfCheckFacts, "clockOffsetMs" | "blockedRequests" | "thirdPartyCookies">;

/** Longer user agents are cut; Convex takes no more. */
const MAX_USER_AGENT = 300;

const PROBE = "gatehouse-check";

/** This browser, as the page finds it. */
export function thisBrowser(): Surroundings {
  return {
    hostname: window.location.hostname,
    origin: window.location.origin,
    userAgent: window.navigator.userAgent,
    cookies: { enabled: window.navigator.cookieEnabled, text: () => document.cookie },
    localStorage: () => window.localStorage,
    sessionStorage: () => window.sessionStorage,
    isSecureContext: window.isSecureContext,
    hasCrypto: typeof window.crypto === "object" && "subtle" in window.crypto,
  };
}

/**
 * What can be told at once: storage, cookies, cryptography. Looks at names and whether something is
 * there, never at a value. The names are those of AuthKit's packages (authkit-js, authkit-nextjs).
 * Traces of signing in are this page's own; the deployment drops them unless the page is the app's.
 */
export function browserFacts(browser: Surroundings): BrowserFacts {
  const cookieNames = namesIn(browser.cookies);
  const session = keysOf(browser.sessionStorage);
  return {
    hostname: browser.hostname,
    origin: browser.origin,
    browser: browser.userAgent.slice(0, MAX_USER_AGENT),
    cookiesEnabled: browser.cookies.enabled,
    localStorageWritable: isWritable(browser.localStorage),
    sessionStorageWritable: isWritable(browser.sessionStorage),
    secureContext: browser.isSecureContext,
    cryptoSubtle: browser.hasCrypto,
    sessionHints: cookieNames.filter((name) => name === "workos-has-session").length,
    verifiers:
      cookieNames.filter((name) => name.startsWith("wos-auth-verifier")).length +
      session.filter((key) => key === "workos:code-verifier").length,
    refreshTokenInLocalStorage: keysOf(browser.localStorage).some((key) =>
      key.startsWith("workos:refresh-token"),
    ),
    rememberedOrganizationId: null,
    app: null,
  };
}

function namesIn({ enabled, text }: Surroundings["cookies"]): string[] {
  if (!enabled) return [];
  try {
    return text()
      .split(";")
      .map((pair) => pair.split("=")[0]?.trim() ?? "");
  } catch {
    return [];
  }
}

function keysOf(storage: () => Storage): string[] {
  try {
    const { length } = storage();
    return Array.from({ length }, (_, index) => storage().key(index) ?? "");
  } catch {
    return [];
  }
}

function isWritable(storage: () => Storage): boolean {
  try {
    storage().setItem(PROBE, "1");
    const kept = storage().getItem(PROBE) === "1";
    storage().removeItem(PROBE);
    return kept;
  } catch {
    return false;
  }
}
