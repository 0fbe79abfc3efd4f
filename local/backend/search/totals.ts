import { spacePrefix } from "../store/keyspace";
import type { StoreWriter } from "../store/store";
import type { Document } from "../values/document";
import { documentTerms, isSameText, type SearchDefinition } from "./postings";

/** How much text a search index holds; BM25 needs both. */
export interface SearchTotals {
  documents: number;
  terms: number;
}

/** Reads an index's totals. */
export function readTotals(
  store: { get(key: Buffer): string | undefined },
  index: SearchDefinition,
): SearchTotals {
  const row = store.get(spacePrefix("searchTotals", index.number));
  if (row === undefined) return { documents: 0, terms: 0 };
  const [documents, terms] = JSON.parse(row) as [number, number];
  return { documents, terms };
}

/** What one document adds to an index's totals. */
function totalsOf(index: SearchDefinition, document: Document | null): SearchTotals {
  const terms = document === null ? null : documentTerms(index, document);
  return terms === null ? { documents: 0, terms: 0 } : { documents: 1, terms: terms.length };
}

/** Adds to an index's totals what replacing documents changes. */
export function writeTotals(
  writer: StoreWriter,
  index: SearchDefinition,
  writes: readonly { before: Document | null; after: Document | null }[],
): void {
  const totals = changedTotals(readTotals(writer, index), index, writes);
  writer.put(
    spacePrefix("searchTotals", index.number),
    JSON.stringify([totals.documents, totals.terms]),
  );
}

/** An index's totals after some documents were replaced. */
export function changedTotals(
  totals: SearchTotals,
  index: SearchDefinition,
  writes: Iterable<{ before: Document | null; after: Document | null }>,
): SearchTotals {
  const changed = { ...totals };
  for (const { before, after } of writes) {
    if (before !== null && after !== null && isSameText(index, before, after)) continue;
    const [removed, added] = [totalsOf(index, before), totalsOf(index, after)];
    changed.documents += added.documents - removed.documents;
    changed.terms += added.terms - removed.terms;
  }
  return changed;
}
