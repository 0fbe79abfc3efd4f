import MagicString from "magic-string";
import ts from "typescript";
import { removeImports } from "../syntax/imports";
import { membersOf, removeElement } from "../syntax/lists";
import type { Source } from "../syntax/source";
import { isCallOf, unwrapValue } from "./calls";
import { ALL_OURS, OURS } from "./names";
import { outcomeOf, type Outcome } from "./outcome";
import { isOurTables, schemaCall, usersFrom, usersOf } from "./schema";

/** Takes our tables and our fields out of the app's schema. */
export function restoreSchema(source: Source): Outcome {
  const edit = new MagicString(source.text);
  const call = schemaCall(source);
  const tables = call === null || call === "ents" ? undefined : call.arguments[0];
  if (tables !== undefined && ts.isObjectLiteralExpression(tables)) {
    const whole = wholeSpread(source, tables);
    if (whole === null) restoreObject(edit, source, tables);
    else edit.overwrite(tables.getStart(), tables.getEnd(), whole.getText());
  }
  removeImports(edit, source, ALL_OURS);
  return outcomeOf(source.text, edit.toString());
}

/** The tables that stood alone before they were spread into an object with ours; else null. */
function wholeSpread(source: Source, object: ts.ObjectLiteralExpression): ts.Expression | null {
  const [theirs, ours, users, ...others] = object.properties;
  if (ours === undefined || theirs === undefined || users === undefined) return null;
  if (others.length > 0 || !ts.isSpreadAssignment(ours) || !ts.isSpreadAssignment(theirs))
    return null;
  if (!isOurTables(source, ours.expression) || object.getText().includes("\n")) return null;
  return users.getText() === usersFrom(theirs.expression) ? theirs.expression : null;
}

function restoreObject(
  edit: MagicString,
  source: Source,
  object: ts.ObjectLiteralExpression,
): void {
  const list = membersOf(object);
  for (const one of object.properties) {
    if (ts.isSpreadAssignment(one) && isOurTables(source, one.expression))
      removeElement(edit, list, one);
  }
  const users = usersOf(object);
  if (users === null || !ts.isPropertyAssignment(users)) return;
  const index = object.properties.indexOf(users);
  const [before, next] = [object.properties[index - 1], object.properties[index + 1]];
  const isBeforeOurs =
    next !== undefined && ts.isSpreadAssignment(next) && isOurTables(source, next.expression);
  const isOurs =
    !isBeforeOurs &&
    before !== undefined &&
    ts.isSpreadAssignment(before) &&
    users.getText() === usersFrom(before.expression);
  if (isOurs) removeElement(edit, list, users);
  else if (isCallOf(source, OURS.users, users.initializer))
    unwrapValue(edit, users, users.initializer);
}
