import { tokenize } from "./tokenize";

// Convex ignores what a query has beyond this (facts, §10).
const MAX_QUERY_TERMS = 16;

/** One word of a search. */
export interface QueryTerm {
  readonly text: string;
  /** Whether longer words that start like it match too. */
  readonly isPrefix: boolean;
}

/** The distinct words of a search; the last one typed may be unfinished. */
export function queryTerms(query: string): QueryTerm[] {
  const words = tokenize(query).slice(0, MAX_QUERY_TERMS);
  const last = words.at(-1);
  if (last === undefined) return [];
  const finished = new Set(words.slice(0, -1).filter((word) => word !== last));
  return [
    ...[...finished].map((text) => ({ text, isPrefix: false })),
    { text: last, isPrefix: true },
  ];
}
