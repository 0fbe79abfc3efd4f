import ts from "typescript";
import { schemaCall } from "../edits/schema";
import { isCallOf } from "../edits/calls";
import { OURS } from "../edits/names";
import type { Source } from "../syntax/source";
import { fieldType, type FieldType } from "./fieldType";
import type { Found, Members, Reader } from "../syntax/reader";

/** What the app's schema says, as far as it can be read without running it. */
export interface AppTables {
  /** Names of the app's own tables. */
  names: string[];
  /** False when there may be more tables than could be read. */
  isComplete: boolean;
  /** The users' fields; null when there is no users table or it cannot be read. */
  users: { fields: Map<string, FieldType>; isComplete: boolean } | null;
}

const UNREAD: AppTables = { names: [], isComplete: false, users: null };

/** Reads the app's schema, following names and imports into its other files. */
export function readTables(source: Source, reader: Reader): AppTables {
  const call = schemaCall(source);
  const tables = call === null || call === "ents" ? undefined : call.arguments[0];
  const members = tables === undefined ? null : reader.members({ expression: tables, source });
  if (members === null) return UNREAD;
  const users = members.values.get("users");
  return {
    names: [...members.values.keys()],
    isComplete: members.isComplete,
    users: users === undefined ? null : usersFields(users, reader),
  };
}

function usersFields(found: Found, reader: Reader): AppTables["users"] {
  const fields = fieldsOf(found, reader);
  if (fields === null) return null;
  const types = [...fields.values].map(
    ([name, value]) => [name, fieldType(value, reader)] as const,
  );
  return { fields: new Map(types), isComplete: fields.isComplete };
}

/** The fields of `defineTable(…).index(…)`, of a fields object, or of either inside `gatehouseUsers(…)`. */
function fieldsOf(found: Found, reader: Reader): Members | null {
  const resolved = reader.resolve(found);
  if (resolved === null) return null;
  const { expression, source } = resolved;
  if (!ts.isCallExpression(expression)) return reader.members(resolved);
  const callee = expression.expression;
  const inner = expression.arguments[0];
  if (ts.isPropertyAccessExpression(callee) && callee.expression.getText() !== "v") {
    return fieldsOf({ expression: callee.expression, source }, reader);
  }
  const name = callee.getText();
  const isWrapper =
    name === "defineTable" || name === "v.object" || isCallOf(source, OURS.users, expression);
  return isWrapper && inner !== undefined ? fieldsOf({ expression: inner, source }, reader) : null;
}
