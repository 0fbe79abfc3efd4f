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

const CORS =
  "(blocked by CORS|CORS (policy|header|request|preflight|error)|Access-Control-Allow-Origin)";
const WORKOS = "(workos|/user_management/)";
const SENT_THERE = "(redirect|location:|refused to connect|can.t be reached|ERR_[A-Z]+|/callback)";

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
  // A code of a sign-in that came too late, came twice or was another browser's (workos-node#1087).
  [
    /The code\b[\s\S]{0,80}has expired or (is )?invalid|invalid_grant\b[\s\S]{0,80}\b(code has expired|code verifier)/i,
    "sign-in-state-lost",
    "possible",
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
    /CORS[\s\S]*\/user_management\/authorize|\/user_management\/authorize[\s\S]*CORS/i,
    "authorize-fetched",
    "proven",
  ],
  [new RegExp(`${CORS}.*${WORKOS}|${WORKOS}.*${CORS}`, "is"), "cors-origin-missing", "likely"],
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
  [/no providers configured/i, "convex-provider-mismatch", "proven"],
  [/No auth provider found matching/i, "convex-provider-mismatch", "likely"],
  [
    /(could not|cannot|can.t|failed to|unable to|error)\b[^.\n]{0,60}\bjwks\b|\bjwks\b[^\n]{0,120}(HTTP [45]|status:? [45]|time[ds]? ?-?out|ECONN|ENOTFOUND|content.type must)/i,
    "jwks-unreachable",
    "likely",
  ],
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
    /(localStorage|sessionStorage)[\s\S]*(denied|insecure|SecurityError)|SecurityError[\s\S]*Storage/i,
    "browser-storage-blocked",
    "likely",
  ],
  [
    /(not found|404)[\s\S]*\/callback|\/callback[\s\S]*(not found|404)|Cannot GET \/\S*callback/i,
    "callback-not-served",
    "likely",
  ],
  // A server also says where it listens; what matters is a browser that was sent there.
  [
    new RegExp(
      `${SENT_THERE}[^\\n]{0,120}\\b0\\.0\\.0\\.0\\b|\\b0\\.0\\.0\\.0\\b[^\\n]{0,120}${SENT_THERE}`,
      "i",
    ),
    "redirect-to-internal-host",
    "likely",
  ],
  [
    /ERR_TOO_MANY_REDIRECTS|redirected (you )?too many times|redirect loop/i,
    "cookie-not-set",
    "possible",
  ],
  [/[?&]state=null\b/, "state-null", "proven"],
  [/redirect_uri=[^&\s]*(%2A|\*)/i, "redirect-uri-literal-wildcard", "proven"],
];

const ERROR_PAGE = /(?:error\.workos\.com|\/sso|\/user_management)(\/[\w/-]+)/g;

/** A trace names several addresses of WorkOS; only one of them is the error page. */
function matchPage(text: string): MessageMatch | null {
  for (const [recognised, path = ""] of text.matchAll(ERROR_PAGE)) {
    const code = causeOfErrorPage(path);
    if (code !== null) return { code, certainty: "proven", recognised };
  }
  return null;
}

function matchPattern(text: string): MessageMatch | null {
  for (const [shape, code, certainty] of patterns) {
    const found = shape.exec(text);
    if (found !== null) return { code, certainty, recognised: found[0].slice(0, 120) };
  }
  return null;
}

/** Codes with so many causes that the one we know is only a possibility. */
const VAGUE_CODES: ReadonlySet<string> = new Set(["invalid_grant"]);

function matchErrorCode(text: string): MessageMatch | null {
  const word = ERROR_CODES.find((code) => new RegExp(`(^|[^\\w-])${code}($|[^\\w-])`).test(text));
  const code = word === undefined ? null : causeOfErrorCode(word);
  if (word === undefined || code === null) return null;
  return { code, certainty: VAGUE_CODES.has(word) ? "possible" : "likely", recognised: word };
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
