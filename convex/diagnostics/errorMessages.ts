import type { CauseCode } from "./catalogue";
import { causeOfErrorCode, causeOfErrorPage, ERROR_CODES } from "./errorCodes";
import type { Certainty } from "./catalogue/types";

/** What a pasted error text stands for. */
export interface MessageMatch {
  code: CauseCode;
  certainty: Exclude<Certainty, "unknown">;
  /** The words that were recognised. */
  recognised: string;
}

type Pattern = readonly [RegExp, CauseCode, MessageMatch["certainty"]];

/** Texts as they appear in browsers, terminals and logs; the more exact come first. */
const patterns: readonly Pattern[] = [
  [/AcquisitionTimeoutError|WORKOS_REFRESH_SESSION/, "refresh-lock-timeout", "proven"],
  [/Missing refresh token/i, "third-party-cookie-blocked", "likely"],
  [/Refresh token (already exchanged|has already been)/i, "refresh-token-race", "proven"],
  [
    /must provide a valid cookie password|COOKIE_PASSWORD must be at least/i,
    "cookie-password-invalid",
    "proven",
  ],
  [/OAuth state mismatch|Sign-in session could not be verified/i, "sign-in-state-lost", "proven"],
  [
    /did not originate at the application|Couldn.t exchange code/i,
    "sign-in-endpoint-missing",
    "likely",
  ],
  [/Missing required auth parameter|missing_auth_params/i, "sign-in-endpoint-missing", "likely"],
  [/withAuth\b.*not covered by (the )?.*middleware/i, "route-outside-middleware", "proven"],
  [
    /CORS.*\/user_management\/authorize|\/user_management\/authorize.*CORS/is,
    "authorize-fetched",
    "proven",
  ],
  [/CORS.*workos|workos.*CORS/is, "cors-origin-missing", "likely"],
  [/ERR_BLOCKED_BY_CLIENT|NS_ERROR_BLOCKED/, "request-blocked", "proven"],
  [
    /(correct|invalid) redirect[ _-]ur[il]|redirect[-_]ur[il][-_]invalid/i,
    "redirect-uri-not-registered",
    "likely",
  ],
  [
    /environment variable (\w+) (is )?used in auth config|auth[ .]config.*(is not|isn.t|not) set/i,
    "auth-config-variable-missing",
    "proven",
  ],
  [/JWT's 'kid'|does this key match any key/i, "signing-key-unknown", "proven"],
  [/JWKS|jwks.*(HTTP|status|fetch)/i, "jwks-unreachable", "likely"],
  [/no providers configured/i, "convex-provider-mismatch", "proven"],
  [/No auth provider found matching/i, "convex-provider-mismatch", "likely"],
  [/check your server auth config/i, "convex-provider-mismatch", "possible"],
  [
    /token (is )?(expired|not yet valid)|ExpiredSignature|ImmatureSignature|"(exp|nbf)" claim timestamp/i,
    "clock-skew",
    "possible",
  ],
  [/Signature hash does not match/i, "webhook-secret-mismatch", "likely"],
  [/Timestamp outside the tolerance/i, "webhook-timestamp-refused", "likely"],
  [/must authenticate using one of the matching connections/i, "sso-required", "proven"],
  [/crypto\.subtle|subtle.*undefined|digest.*undefined/i, "insecure-context", "likely"],
  [
    /(localStorage|sessionStorage).*(denied|insecure|SecurityError)|SecurityError.*Storage/is,
    "browser-storage-blocked",
    "likely",
  ],
  [
    /(not found|404).*\/callback|\/callback.*(not found|404)|Cannot GET \/\S*callback/is,
    "callback-not-served",
    "likely",
  ],
  [/0\.0\.0\.0:\d+/, "redirect-to-internal-host", "likely"],
  [
    /ERR_TOO_MANY_REDIRECTS|redirected (you )?too many times|redirect loop/i,
    "cookie-not-set",
    "possible",
  ],
  [/[?&]state=null\b/, "state-null", "proven"],
  [/redirect_uri=[^&\s]*(%2A|\*)/i, "redirect-uri-literal-wildcard", "proven"],
];

const ERROR_PAGE = /(?:error\.workos\.com|\/sso|\/user_management)(\/[\w/-]+)/;

function matchPage(text: string): MessageMatch | null {
  const found = ERROR_PAGE.exec(text);
  const code = found === null ? null : causeOfErrorPage(found[1] ?? "");
  return code === null ? null : { code, certainty: "proven", recognised: found?.[0] ?? "" };
}

function matchPattern(text: string): MessageMatch | null {
  for (const [shape, code, certainty] of patterns) {
    const found = shape.exec(text);
    if (found !== null) return { code, certainty, recognised: found[0].slice(0, 120) };
  }
  return null;
}

function matchErrorCode(text: string): MessageMatch | null {
  const word = ERROR_CODES.find((code) => new RegExp(`(^|[^\\w-])${code}($|[^\\w-])`).test(text));
  const code = word === undefined ? null : causeOfErrorCode(word);
  return word === undefined || code === null
    ? null
    : { code, certainty: "likely", recognised: word };
}

const MAX_CHARACTERS = 20_000;

/**
 * Finds the cause that a pasted error text stands for.
 * @param text anything: a message, a stack, an address of an error page, a JSON body.
 * @returns the most exact match, or null when nothing is recognised.
 */
export function matchErrorMessage(text: string): MessageMatch | null {
  const looked = text.slice(0, MAX_CHARACTERS);
  return matchPage(looked) ?? matchPattern(looked) ?? matchErrorCode(looked);
}
