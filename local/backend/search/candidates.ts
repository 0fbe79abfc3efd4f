import type { Table } from "../schema/catalogue";
import type { StoreSnapshot } from "../store/store";
import type { PendingWrites } from "../transaction/pendingWrites";
import type { KeyRange } from "../values/types";
import {
  documentTerms,
  indexedText,
  readIndexedText,
  readPosting,
  termPrefixRange,
  termRange,
  textKey,
  type IndexedText,
  type SearchDefinition,
} from "./postings";
import type { QueryTerm } from "./queryTerms";
import type { TermMatches } from "./rank";
import { termFrequencies } from "./tokenize";
import { changedTotals, readTotals, type SearchTotals } from "./totals";

// How many terms a prefix may stand for (facts, §10).
const MAX_EXPANSIONS = 16;

/** Where a search reads: committed postings under a transaction's pending writes. */
export interface SearchReader {
  readonly store: StoreSnapshot;
  readonly pending: PendingWrites;
  /** Notes that the answer depends on these postings. */
  readonly record: (range: KeyRange) => void;
}

interface PendingText {
  readonly text: IndexedText;
  readonly frequencies: ReadonlyMap<string, number>;
}

/** Reads one search index of one table. */
export class SearchIndexReader {
  readonly #pending: ReadonlyMap<string, PendingText>;

  constructor(
    private readonly reader: SearchReader,
    private readonly table: Table,
    private readonly index: SearchDefinition,
  ) {
    this.#pending = this.#pendingTexts();
  }

  get totals(): SearchTotals {
    return changedTotals(
      readTotals(this.reader.store, this.index),
      this.index,
      this.reader.pending.ofTable(this.table.number),
    );
  }

  /** The documents that have a term, or each of the terms a prefix stands for, by term. */
  matches(term: QueryTerm): [term: string, matches: TermMatches][] {
    const range = term.isPrefix
      ? termPrefixRange(this.index, term.text)
      : termRange(this.index, term.text);
    this.reader.record(range);
    const byTerm = this.#committedMatches(range);
    for (const { text, frequencies } of this.#pending.values()) {
      for (const [word, frequency] of frequencies) {
        const fits = term.isPrefix ? word.startsWith(term.text) : word === term.text;
        if (fits) addMatch(byTerm, word, text.id, frequency);
      }
    }
    return [...byTerm].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, MAX_EXPANSIONS);
  }

  /** What the index knows about a document. */
  text(id: string): IndexedText | null {
    const pending = this.#pending.get(id);
    if (pending !== undefined) return pending.text;
    const row = this.reader.store.get(textKey(this.index, id));
    return row === undefined ? null : readIndexedText(id, row);
  }

  #committedMatches(range: KeyRange): Map<string, Map<string, number>> {
    const byTerm = new Map<string, Map<string, number>>();
    const rows = this.reader.store.scan(range, false);
    for (let row = rows.next(); row !== null; row = rows.next()) {
      const { id, term, frequency } = readPosting(row.value);
      if (!byTerm.has(term) && byTerm.size > MAX_EXPANSIONS) break;
      if (this.reader.pending.get(id) === undefined) addMatch(byTerm, term, id, frequency);
    }
    rows.close();
    return byTerm;
  }

  #pendingTexts(): Map<string, PendingText> {
    const found = new Map<string, PendingText>();
    for (const { after } of this.reader.pending.ofTable(this.table.number)) {
      const terms = after === null ? null : documentTerms(this.index, after);
      if (after === null || terms === null) continue;
      const text = indexedText(this.index, after, terms.length);
      found.set(after.id, { text, frequencies: termFrequencies(terms) });
    }
    return found;
  }
}

function addMatch(
  byTerm: Map<string, Map<string, number>>,
  term: string,
  id: string,
  frequency: number,
): void {
  const matches = byTerm.get(term) ?? new Map<string, number>();
  byTerm.set(term, matches.set(id, frequency));
}
