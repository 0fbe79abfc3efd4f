import type { SearchSource } from "../query/queryJson";
import type { Row, RowSource, Window } from "../query/source";
import type { SearchIndexRow, Table } from "../schema/catalogue";
import type { Document } from "../values/document";
import { SearchIndexReader, type SearchReader } from "./candidates";
import { filterKey, type IndexedText } from "./postings";
import { queryTerms } from "./queryTerms";
import { rank, type Ranked, type TermMatches } from "./rank";

// Convex's limits on searches (facts, §10).
const MAX_CANDIDATES = 1024;
const MAX_FILTERS = 8;

/**
 * Runs a text search.
 *
 * @param load reads a matching document
 * @returns documents that have any word of the query and pass all filters, best match first
 * Throws when the query does not fit the index, and on reading more than 1,024 results.
 */
export function openSearchSource(
  table: Table,
  source: SearchSource,
  window: Window,
  reader: SearchReader,
  load: (id: string) => Document,
): RowSource {
  const label = `${source.table}.${source.index}`;
  const index = table.searchIndexes.find((candidate) => candidate.name === source.index);
  if (index === undefined) throw new Error(`Index ${label} not found.`);
  const results = search(table, index, checkSource(label, index, source), source, reader);
  return rankedRows(inWindow(results, window), load);
}

function search(
  table: Table,
  index: SearchIndexRow,
  text: string,
  source: SearchSource,
  reader: SearchReader,
): Ranked[] {
  const contents = new SearchIndexReader(reader, table, index);
  const byTerm = new Map(queryTerms(text).flatMap((term) => contents.matches(term)));
  const matches = [...byTerm.values()];
  const passes = filterTest(index, source);
  return rank(candidates(matches, contents, passes), matches, contents.totals);
}

function candidates(
  matches: readonly TermMatches[],
  contents: SearchIndexReader,
  passes: (text: IndexedText) => boolean,
): Map<string, IndexedText> {
  const texts = new Map<string, IndexedText>();
  for (const id of matches.flatMap((term) => [...term.keys()])) {
    const text = texts.has(id) ? null : contents.text(id);
    if (text !== null && passes(text)) texts.set(id, text);
  }
  return texts;
}

function filterTest(index: SearchIndexRow, source: SearchSource): (text: IndexedText) => boolean {
  const wanted = source.filters.map(({ fieldPath, value }) => {
    return { place: index.filterFields.indexOf(fieldPath), key: filterKey(value) };
  });
  return ({ filters }) => wanted.every(({ place, key }) => filters[place] === key);
}

/** Checks a search against its index. Returns the text to search for. */
function checkSource(label: string, index: SearchIndexRow, source: SearchSource): string {
  const [search, ...more] = source.searches;
  if (search === undefined || more.length > 0) {
    throw new Error(`A search of ${label} needs exactly one \`.search(field, text)\`.`);
  }
  if (search.fieldPath !== index.searchField) {
    throw new Error(
      `Search index ${label} searches the field "${index.searchField}", ` +
        `but the query searches "${search.fieldPath}".`,
    );
  }
  if (source.filters.length > MAX_FILTERS) {
    throw new Error(
      `Search of ${label} has too many filters (${source.filters.length} > maximum ${MAX_FILTERS}).`,
    );
  }
  const unknown = source.filters.find(({ fieldPath }) => !index.filterFields.includes(fieldPath));
  if (unknown !== undefined) {
    throw new Error(
      `Search index ${label} has no filter field "${unknown.fieldPath}": ` +
        "add it to `filterFields` in the schema.",
    );
  }
  return search.text;
}

function inWindow(results: readonly Ranked[], { after, until }: Window): Ranked[] {
  return results.filter(
    ({ position }) =>
      (after === null || Buffer.compare(position, after) > 0) &&
      (until === null || Buffer.compare(position, until) <= 0),
  );
}

function rankedRows(results: readonly Ranked[], load: (id: string) => Document): RowSource {
  let taken = 0;
  return {
    next(): Row | null {
      const result = results[taken];
      if (result === undefined) return null;
      if (taken >= MAX_CANDIDATES) throw new Error(TOO_MANY);
      taken++;
      return { position: result.position, document: load(result.id) };
    },
    close: () => undefined,
  };
}

const TOO_MANY =
  `Search query scanned too many documents (fetched ${MAX_CANDIDATES}). ` +
  "Consider using a smaller limit, paginating the query, or using a filter field.";
