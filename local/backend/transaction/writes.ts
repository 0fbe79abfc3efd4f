import type { Table } from "../schema/catalogue";
import { Document } from "../values/document";
import { newDocumentId } from "../values/documentId";
import { APP_LIMITS, SYSTEM_LIMITS, type DocumentLimits } from "../values/measure";
import type { Fields } from "../values/types";

/** What building a document depends on. */
export interface WriteRules {
  /** UTC epoch milliseconds. */
  now(): number;
  /** A `_creationTime` above every earlier one. */
  nextCreationTime(): number;
}

const SYSTEM_FIELDS = ["_id", "_creationTime"];

/** Builds the document of an insert. Throws when a field name is reserved. */
export function newDocument(table: Table, fields: Fields, rules: WriteRules): Document {
  checkFieldNames(fields, []);
  const id = newDocumentId(table.number, rules.now());
  return Document.encode(id, rules.nextCreationTime(), fields, limitsOf(table));
}

/** Merges fields over a document, at the top level; `undefined` removes a field. */
export function applyPatch(table: Table, before: Document, fields: Fields): Document {
  checkSystemFields(before, fields);
  return encodeAgain(table, before, { ...before.value, ...fields });
}

/** Puts new fields in place of a document's own. */
export function applyReplace(table: Table, before: Document, fields: Fields): Document {
  checkSystemFields(before, fields);
  return encodeAgain(table, before, fields);
}

function encodeAgain(table: Table, before: Document, fields: Fields): Document {
  return Document.encode(before.id, before.creationTime, fields, limitsOf(table));
}

function limitsOf(table: Table): DocumentLimits {
  return table.isSystem ? SYSTEM_LIMITS : APP_LIMITS;
}

function checkSystemFields(before: Document, fields: Fields): void {
  checkFieldNames(fields, SYSTEM_FIELDS);
  const { _id: id, _creationTime: creationTime } = fields;
  if (id !== undefined && id !== before.id) {
    throw new Error(
      `Provided \`_id\` field value ${JSON.stringify(id)} does not match the document ID "${before.id}"`,
    );
  }
  if (creationTime !== undefined && creationTime !== before.creationTime) {
    throw new Error(
      `Provided \`_creationTime\` field value ${String(creationTime)} ` +
        `does not match the document's creation time ${before.creationTime}`,
    );
  }
}

function checkFieldNames(fields: Fields, allowed: readonly string[]): void {
  const reserved = Object.keys(fields).find(
    (field) => field.startsWith("_") && !allowed.includes(field),
  );
  if (reserved === undefined) return;
  throw new Error(
    `Field '${reserved}' starts with an underscore, which is only allowed for system fields like '_id'.`,
  );
}
