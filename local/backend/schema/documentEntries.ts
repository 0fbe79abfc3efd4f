import { searchEntries } from "../search/postings";
import type { Entry } from "../store/store";
import type { Document } from "../values/document";
import { indexKey, type IndexRow, type Table } from "./catalogue";

/** Everything the store holds for a document: itself and its entry in every index. */
export function documentEntries(table: Table, document: Document): Entry[] {
  return [
    { key: table.documentKey(document.id), value: document.stored },
    ...table.idIndexes.map((index) => {
      return { key: indexKey(index, document.value), value: document.id };
    }),
    ...table.searchIndexes.flatMap((index) => searchEntries(index, document)),
  ];
}

/** What one declared index holds for a document. */
export function indexEntries(table: Table, row: IndexRow, document: Document): Entry[] {
  if (row.kind === "search") return searchEntries(row, document);
  const index = table.sortedIndex(row.name);
  return index === undefined ? [] : [{ key: indexKey(index, document.value), value: document.id }];
}
