import type { Catalogue, Table } from "../schema/catalogue";
import { decodeDocumentId } from "../values/documentId";
import type { TableScope } from "./types";

/** Whether a table name belongs to the backend. */
function isSystemName(table: string): boolean {
  return table.startsWith("_");
}

/** Refuses the app access to the backend's tables and the other way round. */
export function checkScope(table: string, scope: TableScope): void {
  if (isSystemName(table) === scope.system) return;
  throw new Error(
    scope.system
      ? "User tables cannot be accessed with db.system."
      : "System tables can only be accessed from db.system.",
  );
}

/**
 * The table an id belongs to.
 *
 * @param expected the table the caller named, if any
 * @returns undefined when no table has the id's number
 * Throws when the text is not an id, or the id is of another table than expected.
 */
export function tableOfId(
  catalogue: Catalogue,
  id: string,
  method: string,
  expected: string | undefined,
): Table | undefined {
  const decoded = decodeDocumentId(id);
  if (decoded === null) {
    throw new Error(
      `Invalid argument \`id\` for \`${method}\`: Unable to decode ID: ${JSON.stringify(id)}`,
    );
  }
  const table = catalogue.byNumber(decoded.tableNumber);
  if (table === undefined) return undefined;
  if (expected !== undefined && table.name !== expected) {
    throw new Error(
      `Invalid argument \`id\` for \`${method}\`, expected ID in table '${expected}' but got ID in table '${table.name}'`,
    );
  }
  return table;
}

/** The id when it is well-formed and of that table, else null. */
export function normalizeId(catalogue: Catalogue, table: string, id: string): string | null {
  const decoded = decodeDocumentId(id);
  if (decoded === null) return null;
  return catalogue.byNumber(decoded.tableNumber)?.name === table ? id : null;
}
