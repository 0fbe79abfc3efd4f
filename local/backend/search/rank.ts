import { sortKey } from "../values/sortKey";
import type { IndexedText } from "./postings";
import type { SearchTotals } from "./totals";

// BM25 as Tantivy computes it (facts, §10).
const K1 = 1.2;
const B = 0.75;

/** One term's occurrences: how often it is in each document that has it. */
export type TermMatches = ReadonlyMap<string, number>;

/** A matching document at its place in the ranking. */
export interface Ranked {
  readonly id: string;
  /** Sorts better matches first, then newer documents, then by id. */
  readonly position: Buffer;
}

/**
 * Ranks documents by BM25.
 *
 * @param texts every candidate, by id
 * @param matches one entry per distinct query term
 * @param totals of the whole index
 * @returns best first
 */
export function rank(
  texts: ReadonlyMap<string, IndexedText>,
  matches: readonly TermMatches[],
  totals: SearchTotals,
): Ranked[] {
  const averageLength = totals.terms / Math.max(1, totals.documents);
  const scores = new Map<string, number>();
  for (const term of matches) {
    const rarity = Math.log(1 + (totals.documents - term.size + 0.5) / (term.size + 0.5));
    for (const [id, frequency] of term) {
      const length = texts.get(id)?.length ?? 0;
      const score = rarity * saturation(frequency, length / averageLength);
      scores.set(id, (scores.get(id) ?? 0) + score);
    }
  }
  return [...texts.values()]
    .map(({ id, creationTime }) => {
      return { id, position: sortKey([-(scores.get(id) ?? 0), -creationTime, id]) };
    })
    .sort((a, b) => Buffer.compare(a.position, b.position));
}

function saturation(frequency: number, relativeLength: number): number {
  return (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * relativeLength));
}
