import { decodeDocumentId } from "../values/documentId";
import type { Catalogue } from "./catalogue";

/** The name of the table an id belongs to; null for text that is no id, or of no table. */
export function idTableName(catalogue: Catalogue, id: string): string | null {
  const decoded = decodeDocumentId(id);
  if (decoded === null) return null;
  return catalogue.byNumber(decoded.tableNumber)?.name ?? null;
}
