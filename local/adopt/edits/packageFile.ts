import MagicString from "magic-string";
import ts from "typescript";
import { nameText } from "../syntax/reader";
import { insertAfter, insertFirst, membersOf, removeElement } from "../syntax/lists";
import { indentAt } from "../syntax/lines";

const GROUP = "dependencies";

/**
 * Adds packages to the dependencies of a `package.json`, in order, and changes nothing else of it.
 * @param added ranges by package; none of them is there yet.
 */
export function addDependencies(text: string, added: Record<string, string>): string {
  return Object.entries(added).reduce((before, [name, range]) => addOne(before, name, range), text);
}

function addOne(text: string, name: string, range: string): string {
  const edit = new MagicString(text);
  const root = rootOf(text);
  const group = groupOf(root);
  const line = `${JSON.stringify(name)}: ${JSON.stringify(range)}`;
  if (group === null || group.properties.length === 0) {
    const object = newGroup(text, root, line);
    if (group === null) addGroup(edit, root, object);
    else edit.overwrite(group.getStart(), group.getEnd(), object);
    return edit.toString();
  }
  const before = group.properties.findLast((one) => keyOf(one) < name);
  if (before === undefined) insertFirst(edit, membersOf(group), line);
  else insertAfter(edit, membersOf(group), before, line);
  return edit.toString();
}

function addGroup(edit: MagicString, root: ts.ObjectLiteralExpression, object: string): void {
  const list = membersOf(root);
  const last = root.properties.at(-1);
  const line = `${JSON.stringify(GROUP)}: ${object}`;
  if (last === undefined) insertFirst(edit, list, line);
  else insertAfter(edit, list, last, line);
}

function newGroup(text: string, root: ts.ObjectLiteralExpression, line: string): string {
  const [first] = root.properties;
  const indent = first === undefined ? "" : indentAt(text, first.getStart());
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return indent === "" ? `{ ${line} }` : `{${newline}${indent}${indent}${line}${newline}${indent}}`;
}

/**
 * Takes packages out of the dependencies again.
 * @param names those an adoption added; what is no longer there is left alone.
 */
export function removeDependencies(text: string, names: readonly string[]): string {
  return names.reduce(removeOne, text);
}

function removeOne(text: string, name: string): string {
  const root = rootOf(text);
  const group = groupOf(root);
  const found = group?.properties.find((one) => keyOf(one) === name);
  if (group === null || found === undefined) return text;
  const edit = new MagicString(text);
  if (group.properties.length > 1) removeElement(edit, membersOf(group), found);
  else edit.overwrite(group.getStart(), group.getEnd(), "{}");
  return edit.toString();
}

/** Takes the group out when it is empty: it was made for us. */
export function removeEmptyGroup(text: string): string {
  const root = rootOf(text);
  const group = groupOf(root);
  const holder = root.properties.find((one) => keyOf(one) === GROUP);
  if (group === null || holder === undefined || group.properties.length > 0) return text;
  const edit = new MagicString(text);
  removeElement(edit, membersOf(root), holder);
  return edit.toString();
}

const keyOf = ({ name }: ts.ObjectLiteralElementLike): string =>
  name === undefined ? "" : (nameText(name) ?? "");

function rootOf(text: string): ts.ObjectLiteralExpression {
  const { ScriptTarget, ScriptKind } = ts;
  const kind = ScriptKind.JSON;
  const file = ts.createSourceFile("package.json", text, ScriptTarget.Latest, true, kind);
  const [statement] = file.statements;
  const expression =
    statement !== undefined && ts.isExpressionStatement(statement) ? statement.expression : null;
  if (expression === null || !ts.isObjectLiteralExpression(expression)) {
    throw new Error("package.json holds no object");
  }
  return expression;
}

function groupOf(root: ts.ObjectLiteralExpression): ts.ObjectLiteralExpression | null {
  const found = root.properties.find((one) => keyOf(one) === GROUP);
  const value = found !== undefined && ts.isPropertyAssignment(found) ? found.initializer : null;
  return value !== null && ts.isObjectLiteralExpression(value) ? value : null;
}
