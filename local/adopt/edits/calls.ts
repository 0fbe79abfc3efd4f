import type MagicString from "magic-string";
import ts from "typescript";
import { localName, type OurImport } from "../syntax/imports";
import type { Source } from "../syntax/source";

/** Whether this is a call of something of ours, by whatever name the file knows it. */
export function isCallOf(
  source: Source,
  ours: OurImport,
  node: ts.Node,
): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return false;
  return node.expression.text === localName(source, ours);
}

/** Puts a property's value into a call: `a: x` is then `a: name(x)`, and `a` is `a: name(a)`. */
export function wrapValue(
  edit: MagicString,
  property: ts.PropertyAssignment | ts.ShorthandPropertyAssignment,
  callee: string,
): void {
  if (ts.isShorthandPropertyAssignment(property)) {
    edit.appendLeft(property.name.getEnd(), `: ${callee}(${property.name.text})`);
    return;
  }
  const value = property.initializer;
  edit.appendRight(value.getStart(), `${callee}(`);
  edit.appendLeft(value.getEnd(), ")");
}

/** Takes a property's value out of the call it is in. */
export function unwrapValue(
  edit: MagicString,
  property: ts.PropertyAssignment,
  call: ts.CallExpression,
): void {
  const [argument] = call.arguments;
  if (argument === undefined) return;
  if (ts.isIdentifier(argument) && argument.text === property.name.getText()) {
    edit.remove(property.name.getEnd(), property.getEnd());
    return;
  }
  edit.remove(call.getStart(), argument.getStart());
  edit.remove(argument.getEnd(), call.getEnd());
}
