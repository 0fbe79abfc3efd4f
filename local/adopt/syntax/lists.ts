import type MagicString from "magic-string";
import type ts from "typescript";
import {
  afterTrivia,
  indentAt,
  isAlone,
  isFirstOfLine,
  lineBreak,
  quietEnd,
  removeLines,
} from "./lines";

/**
 * Elements between braces, separated by commas: what an object literal and JSON have in common.
 * What is put in here comes out again without a trace: `removeElement` undoes both others.
 */
export interface List {
  /** Behind the opening brace. */
  open: number;
  /** At the closing brace. */
  close: number;
  elements: readonly ts.Node[];
}

/** The members of an object literal as a list. */
export function membersOf(object: ts.ObjectLiteralExpression): List {
  return {
    open: object.properties.pos,
    close: object.getEnd() - 1,
    elements: [...object.properties],
  };
}

/** Puts an element before all others, on a line of its own where they have one. */
export function insertFirst(edit: MagicString, { open, elements }: List, element: string): void {
  const text = edit.original;
  const [first] = elements;
  const end = quietEnd(text, open);
  const start = first?.getStart() ?? open;
  if (first !== undefined && end !== null && end < start) {
    edit.appendLeft(end, `${lineBreak(text, open)}${indentAt(text, start)}${element},`);
  } else if (first !== undefined && isFirstOfLine(text, start)) {
    edit.appendLeft(start, `${element},${lineBreak(text, start)}${indentAt(text, start)}`);
  } else if (first !== undefined) {
    edit.appendLeft(start, `${element}, `);
  } else {
    edit.appendLeft(open, ` ${element} `);
  }
}

/** Puts an element behind another, on a line of its own where that one has one. */
export function insertAfter(
  edit: MagicString,
  list: List,
  previous: ts.Node,
  element: string,
): void {
  const text = edit.original;
  const comma = commaAfter(text, previous);
  const behind = comma === null ? previous.getEnd() : comma + 1;
  const end = quietEnd(text, behind);
  if (end === null || end > list.close || !isFirstOfLine(text, previous.getStart())) {
    edit.appendLeft(previous.getEnd(), `, ${element}`);
    return;
  }
  if (comma === null) edit.appendLeft(previous.getEnd(), ",");
  const line = `${lineBreak(text, behind)}${indentAt(text, previous.getStart())}${element}`;
  edit.appendLeft(end, comma === null ? line : `${line},`);
}

/** Takes an element out, with the comma and the line that came with it. */
export function removeElement(edit: MagicString, list: List, element: ts.Node): void {
  const text = edit.original;
  const index = list.elements.indexOf(element);
  const previous = list.elements[index - 1];
  const next = list.elements[index + 1];
  const comma = commaAfter(text, element);
  const end = comma === null ? element.getEnd() : comma + 1;
  if (isAlone(text, element.getStart(), end)) {
    removeLines(edit, element.getStart(), end);
    const before = previous === undefined || comma !== null ? null : commaAfter(text, previous);
    if (before !== null) edit.remove(before, before + 1);
  } else if (previous !== undefined) edit.remove(previous.getEnd(), element.getEnd());
  else if (next !== undefined) edit.remove(element.getStart(), next.getStart());
  else edit.remove(list.open, list.close);
}

function commaAfter(text: string, node: ts.Node): number | null {
  const position = afterTrivia(text, node.getEnd());
  return text[position] === "," ? position : null;
}
