import type { Table } from "../schema/catalogue";
import { Document } from "../values/document";

/** Reads a committed document, or null when there is none. */
export function readDocument(
  store: { get(key: Buffer): string | undefined },
  table: Table,
  id: string,
): Document | null {
  const stored = store.get(table.documentKey(id));
  return stored === undefined ? null : Document.decode(id, stored);
}
