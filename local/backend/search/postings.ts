import { createHash } from "node:crypto";
import type { Value } from "convex/values";
import { spacePrefix } from "../store/keyspace";
import type { Entry } from "../store/store";
import type { KeyRange } from "../values/types";
import type { Document } from "../values/document";
import { valueAt } from "../values/fieldPath";
import { prefixRange } from "../values/keyRange";
import { sortKey } from "../values/sortKey";
import { termFrequencies, tokenize } from "./tokenize";

/** What a search index says about one document. */
export interface IndexedText {
  readonly id: string;
  readonly creationTime: number;
  /** Number of terms in the text. */
  readonly length: number;
  /** `filterKey` of each filter field. */
  readonly filters: readonly string[];
}

/** The parts of a search index that its keys and rows depend on. */
export interface SearchDefinition {
  readonly number: number;
  readonly searchField: string;
  readonly filterFields: readonly string[];
}

/** The terms of a document in an index; null when its search field holds no text. */
export function documentTerms(index: SearchDefinition, document: Document): string[] | null {
  const text = valueAt(document.value, index.searchField);
  return typeof text === "string" ? tokenize(text) : null;
}

/** What an index stores about a document besides its terms. */
export function indexedText(
  index: SearchDefinition,
  document: Document,
  length: number,
): IndexedText {
  return {
    id: document.id,
    creationTime: document.creationTime,
    length,
    filters: index.filterFields.map((field) => filterKey(valueAt(document.value, field))),
  };
}

/** Whether an index says the same about two versions of a document. */
export function isSameText(
  { searchField, filterFields }: SearchDefinition,
  before: Document,
  after: Document,
): boolean {
  return [searchField, ...filterFields].every(
    (field) => valueAt(before.value, field) === valueAt(after.value, field),
  );
}

/** Every row of a document in a search index: one per distinct term, one for the document. */
export function searchEntries(index: SearchDefinition, document: Document): Entry[] {
  const terms = documentTerms(index, document);
  if (terms === null) return [];
  const { creationTime, length, filters } = indexedText(index, document, terms.length);
  const row = {
    key: textKey(index, document.id),
    value: JSON.stringify([creationTime, length, ...filters]),
  };
  const postings = [...termFrequencies(terms)].map(([term, frequency]) => ({
    key: postingKey(index, term, document.id),
    value: JSON.stringify([document.id, term, frequency]),
  }));
  return [row, ...postings];
}

/** Reads the document row written by `searchEntries`. */
export function readIndexedText(id: string, row: string): IndexedText {
  const [creationTime, length, ...filters] = JSON.parse(row) as [number, number, ...string[]];
  return { id, creationTime, length, filters };
}

/** Reads a posting written by `searchEntries`. */
export function readPosting(row: string): { id: string; term: string; frequency: number } {
  const [id, term, frequency] = JSON.parse(row) as [string, string, number];
  return { id, term, frequency };
}

/** The key of a document's own row in a search index. */
export function textKey(index: SearchDefinition, id: string): Buffer {
  return Buffer.concat([spacePrefix("searchText", index.number), sortKey([id])]);
}

/** Every posting of exactly one term. */
export function termRange(index: SearchDefinition, term: string): KeyRange {
  return prefixRange(Buffer.concat([spacePrefix("posting", index.number), sortKey([term])]));
}

/** Every posting of every term that starts with `prefix`. */
export function termPrefixRange(index: SearchDefinition, prefix: string): KeyRange {
  // Without the byte that ends the string, the key is a prefix of all longer terms.
  const open = sortKey([prefix]).subarray(0, -1);
  return prefixRange(Buffer.concat([spacePrefix("posting", index.number), open]));
}

/** A short text that is equal for equal values. */
export function filterKey(value: Value | undefined): string {
  return createHash("sha256")
    .update(sortKey([value]))
    .digest("base64url")
    .slice(0, 22);
}

function postingKey(index: SearchDefinition, term: string, id: string): Buffer {
  return Buffer.concat([spacePrefix("posting", index.number), sortKey([term, id])]);
}
