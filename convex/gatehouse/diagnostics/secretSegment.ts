/** Names that WorkOS gives to things; they open nothing. */
const WORKOS_ID = /^(client|org|conn|environment|user)_[0-9A-Z]{20,}$/;

/** Words as people write them into addresses, also with a small number behind. */
const WORD = "(?:[A-Z]?[a-z]+(?:[A-Z][a-z]{2,})*\\d{0,2}|\\d{1,8})";
const WORDS = new RegExp(`^${WORD}(?:[-_.~+]${WORD})*$`);

const SHORTEST_SECRET = 16;
const LONGEST_WORDS = 32;
const classes = [/[a-z]/, /[A-Z]/, /\d/];

/**
 * Whether a part of a path may itself be a secret: the token of an invitation, a code, a long id.
 * @param segment what stands between two slashes.
 */
export function isSecretSegment(segment: string): boolean {
  if (WORKOS_ID.test(segment) || !/^[\w.~%+-]+$/.test(segment)) return false;
  if (segment.length < SHORTEST_SECRET) return false;
  if (segment.length > LONGEST_WORDS) return true;
  if (/^\d+$/.test(segment)) return true;
  return classes.filter((one) => one.test(segment)).length > 1 && !WORDS.test(segment);
}
