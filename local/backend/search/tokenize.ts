// Tantivy's SimpleTokenizer as Convex uses it: no stemming, no stop words (facts, §10).
const TERM = /[\p{Alphabetic}\p{N}]+/gu;
const MAX_TERM_BYTES = 32;

/** The terms of a text in order: runs of letters and digits, lower-cased, long ones dropped. */
export function tokenize(text: string): string[] {
  const terms = text.match(TERM) ?? [];
  return terms
    .filter((term) => Buffer.byteLength(term, "utf8") <= MAX_TERM_BYTES)
    .map((term) => term.toLowerCase());
}

/** How often each term occurs. */
export function termFrequencies(terms: readonly string[]): Map<string, number> {
  const frequencies = new Map<string, number>();
  for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  return frequencies;
}
