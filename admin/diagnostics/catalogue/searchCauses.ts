import type { CauseEntry } from "../../../convex/gatehouse/diagnostics/catalogue";

const textOf = ({ code, title, whatThePersonSees, cause, remedy }: CauseEntry): string =>
  [code, title, whatThePersonSees, cause, ...remedy].join(" ").toLowerCase();

/**
 * The causes that hold every word of a text, in the catalogue's order.
 * @param causes where to look
 * @param wanted words in any order; an empty text finds everything
 */
export function searchCauses(causes: readonly CauseEntry[], wanted: string): CauseEntry[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return causes.filter((entry) => words.every((word) => textOf(entry).includes(word)));
}
