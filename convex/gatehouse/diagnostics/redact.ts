import { hideNamedSecrets } from "./namedSecrets";
import { isSecretSegment } from "./secretSegment";

/** What must never be kept whatever it is called, and what stands in its place. */
const secretShapes: readonly [RegExp, string][] = [
  [/\beyJ[\w-]{5,}(\.[\w-]*){1,4}/g, "‹token›"],
  [/Fe26\.2[^\s"'`]+/g, "‹sealed cookie›"],
  [/\bsk_(test|live)_\w+/g, "sk_$1_‹key›"],
  [/\bwhsec_\w+/g, "‹webhook secret›"],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, "$1 ‹hidden›"],
  [/\b(the (?:authorization )?code )(["'`])[^"'`\s]+\2/gi, "$1‹hidden›"],
  [/\b[\w-]{60,}\b/g, "‹long value›"],
];

const SEGMENT = /(?<=\/)[\w.~%+-]+(?=[/?#\s"'`<>),;]|$)/g;

const hideSegments = (text: string): string =>
  text.replace(SEGMENT, (segment) => (isSecretSegment(segment) ? "‹hidden›" : segment));

/**
 * Takes secrets out of a text that somebody pasted, before it is shown or kept: tokens, codes, state,
 * keys, passwords, cookies and Authorization values. Error texts and client IDs stay.
 * @param text anything.
 * @param maxCharacters the result is cut off there.
 */
export function redactText(text: string, maxCharacters = 2000): string {
  const named = hideNamedSecrets(text.slice(0, maxCharacters * 4));
  const clean = secretShapes.reduce(
    (current, [shape, replacement]) => current.replace(shape, replacement),
    named,
  );
  return hideSegments(clean).slice(0, maxCharacters);
}
