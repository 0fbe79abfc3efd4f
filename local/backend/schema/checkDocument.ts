import type { Document } from "../values/document";
import type { Catalogue, Table } from "./catalogue";
import { idTableName } from "./idTable";
import { validateValue } from "./validateValue";
import type { ValidatorJson } from "./validatorJson";

const SYSTEM_FIELDS = ["_id", "_creationTime"];

/** Throws Convex's message when a document to be written does not match its table's validator. */
export function checkWrite(catalogue: Catalogue, table: Table, document: Document): void {
  const problem = documentProblem(catalogue, table.row.documentType, document);
  if (problem === null) return;
  throw new Error(
    `Failed to insert or update a document in table "${table.name}" because it does not match ` +
      `the schema: ${problem}`,
  );
}

/** Throws Convex's message when a stored document does not match a new schema. */
export function checkStored(catalogue: Catalogue, table: Table, document: Document): void {
  const problem = documentProblem(catalogue, table.row.documentType, document);
  if (problem === null) return;
  throw new Error(
    `Document with ID "${document.id}" in table "${table.name}" does not match the schema: ` +
      problem,
  );
}

function documentProblem(
  catalogue: Catalogue,
  documentType: ValidatorJson | null,
  document: Document,
): string | null {
  if (documentType === null) return null;
  const tableOf = (id: string) => idTableName(catalogue, id);
  return validateValue(documentType, document.value, tableOf, SYSTEM_FIELDS);
}
