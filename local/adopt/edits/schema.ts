import MagicString from "magic-string";
import ts from "typescript";
import { nameText, valueOf, type Reader } from "../syntax/reader";
import { addImports, localName, takenName } from "../syntax/imports";
import { insertAfter, insertFirst, membersOf } from "../syntax/lists";
import { bare, defaultValue, type Source } from "../syntax/source";
import { isCallOf, wrapValue } from "./calls";
import { OURS } from "./names";
import { outcomeOf, type Outcome } from "./outcome";

/** What a person would write who makes the edit. */
export const SCHEMA_EXAMPLE = `import { gatehouseTables, gatehouseUsers } from "./gatehouse/host/schema";
export default defineSchema({
  ...gatehouseTables,
  users: gatehouseUsers(users), // your fields, or your finished defineTable(…)
  // your other tables, unchanged
});`;

const byHand = (why: string): Outcome => ({ kind: "byHand", why, example: SCHEMA_EXAMPLE });

/**
 * Brings our tables into the app's schema and our fields into its users.
 * @param reader finds out which spread object the users come from.
 */
export function extendSchema(source: Source, reader: Reader): Outcome {
  const call = schemaCall(source);
  if (call === null) return byHand("its default export is not a call of defineSchema");
  if (call === "ents") {
    const why = "it uses convex-ents (defineEntSchema), whose tables Gatehouse cannot extend";
    return { kind: "refused", why };
  }
  const [tables] = call.arguments;
  if (tables === undefined) return byHand("defineSchema is called without tables");
  const taken = takenName(source, [OURS.tables, OURS.users]);
  if (taken !== null) return byHand(`it uses the name ${taken} for something else`);
  const edit = new MagicString(source.text);
  const problem = ts.isObjectLiteralExpression(tables)
    ? extendObject(edit, source, tables, reader)
    : spreadInto(edit, tables);
  if (problem !== null) return byHand(problem);
  addImports(edit, source, [OURS.tables, OURS.users]);
  return outcomeOf(source.text, edit.toString());
}

/** The app's `defineSchema(…)`; "ents" when another library makes the schema. */
export function schemaCall(source: Source): ts.CallExpression | "ents" | null {
  const value = defaultValue(source);
  if (value === null || !ts.isCallExpression(value)) return null;
  const callee = value.expression.getText();
  if (callee === "defineEntSchema") return "ents";
  return callee === "defineSchema" ? value : null;
}

function extendObject(
  edit: MagicString,
  source: Source,
  object: ts.ObjectLiteralExpression,
  reader: Reader,
): string | null {
  const list = membersOf(object);
  const hasTables = object.properties.some(
    (one) => ts.isSpreadAssignment(one) && isOurTables(source, one.expression),
  );
  const users = usersOf(object);
  const tables = `...${OURS.tables.name}`;
  const isNamedAgain = !hasTables && users !== null && namesSpread(object, users);
  if (!hasTables && !isNamedAgain) insertFirst(edit, list, tables);
  if (users !== null) {
    const value = valueOf(users);
    const isDone = value !== null && isCallOf(source, OURS.users, bare(value));
    if (!isDone) wrapValue(edit, users, OURS.users.name);
    if (isNamedAgain) insertAfter(edit, list, users, tables);
    return null;
  }
  const spread = object.properties
    .filter(ts.isSpreadAssignment)
    .findLast(({ expression }) => reader.members({ expression, source })?.values.has("users"));
  if (spread === undefined) return "no users table can be seen in it";
  insertAfter(edit, list, spread, usersFrom(spread.expression));
  return null;
}

/**
 * Whether the app itself writes `...base, users: base.users`. Ours then stand behind the users, and not
 * first: that order says, when Gatehouse leaves, that the line was the app's.
 */
function namesSpread(
  { properties }: ts.ObjectLiteralExpression,
  users: ts.ObjectLiteralElementLike,
): boolean {
  const before = properties[properties.indexOf(users) - 1];
  if (before === undefined || !ts.isSpreadAssignment(before)) return false;
  return users.getText() === `users: ${before.expression.getText()}.users`;
}

/** The table `users`, when it is written out. */
export function usersOf(
  object: ts.ObjectLiteralExpression,
): ts.PropertyAssignment | ts.ShorthandPropertyAssignment | null {
  const found = object.properties.find(
    (one) => one.name !== undefined && nameText(one.name) === "users",
  );
  if (found === undefined) return null;
  return ts.isPropertyAssignment(found) || ts.isShorthandPropertyAssignment(found) ? found : null;
}

/** The table `users` of an object that is spread in. */
export const usersFrom = (spread: ts.Expression): string =>
  `users: ${OURS.users.name}(${spread.getText()}.users)`;

/**
 * Tables that come whole from elsewhere are spread into an object of the schema's own, before ours:
 * that order says, when Gatehouse leaves, that there was no such object.
 */
function spreadInto(edit: MagicString, tables: ts.Expression): string | null {
  if (!ts.isIdentifier(tables) && !ts.isPropertyAccessExpression(tables)) {
    return "its tables are neither an object nor a name";
  }
  edit.appendRight(tables.getStart(), "{ ...");
  edit.appendLeft(tables.getEnd(), `, ...${OURS.tables.name}, ${usersFrom(tables)} }`);
  return null;
}

/** Whether this is our tables, by whatever name the file knows them. */
export const isOurTables = (source: Source, expression: ts.Expression): boolean =>
  ts.isIdentifier(expression) && expression.text === localName(source, OURS.tables);
