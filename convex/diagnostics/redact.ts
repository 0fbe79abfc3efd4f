/** Error codes, `null` and HTTP statuses also travel under the names `code` and `state`; they are no secrets. */
const NO_SECRET = "(?!(?:[a-z]+(?:_[a-z]+)+|null|\\d{3})(?![\\w-]))";

const CODE_OR_STATE = new RegExp(
  `([?&#\\s"'](?:code|state)["']?\\s*[=:]\\s*["']?)${NO_SECRET}[^\\s&#"',}]+`,
  "gi",
);

/** What must never be kept, and what stands in its place. Order matters: whole shapes before parts. */
const secretShapes: readonly [RegExp, string][] = [
  [/\beyJ[\w-]{5,}(\.[\w-]*){1,4}/g, "‹token›"],
  [/Fe26\.2\S+/g, "‹sealed cookie›"],
  [/\bsk_(test|live)_\w+/g, "sk_$1_‹key›"],
  [/\bwhsec_\w+/g, "‹webhook secret›"],
  [/\b(authorization|cookie|set-cookie)(\s*[:=]\s*)[^\r\n]+/gi, "$1$2‹hidden›"],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, "$1 ‹hidden›"],
  [
    /([?&#\s"'](?:token|access_token|refresh_token|id_token|client_secret|code_verifier|code_challenge|password|secret|ticket|authorization_session_id)["']?\s*[=:]\s*["']?)[^\s&#"',}]+/gi,
    "$1‹hidden›",
  ],
  [CODE_OR_STATE, "$1‹hidden›"],
  [/\b[\w-]{60,}\b/g, "‹long value›"],
];

/**
 * Takes secrets out of a text that somebody pasted, before it is shown or kept: tokens, codes, state,
 * keys, cookies and Authorization values. Error texts and client IDs stay.
 * @param text anything.
 * @param maxCharacters the result is cut off there.
 */
export function redactText(text: string, maxCharacters = 2000): string {
  const clean = secretShapes.reduce(
    (current, [shape, replacement]) => current.replace(shape, replacement),
    ` ${text.slice(0, maxCharacters * 4)}`,
  );
  return clean.slice(1, maxCharacters + 1);
}
