import type MagicString from "magic-string";
import ts from "typescript";
import { isAlone, lineBreak, quietEnd, removeLines } from "./lines";
import type { Source } from "./source";
import { styleOf } from "./style";

/** A name of ours that a file of the app imports. */
export interface OurImport {
  name: string;
  /** Below the functions folder: `gatehouse/host/http`. */
  from: string;
}

const OUR_MODULE = /^\.\/(gatehouse\/.+?)(?:\.[jt]s)?$/;

function ourModule(declaration: ts.ImportDeclaration): string | null {
  const specifier = declaration.moduleSpecifier;
  return ts.isStringLiteral(specifier) ? (OUR_MODULE.exec(specifier.text)?.[1] ?? null) : null;
}

/** A name as its module calls it and as this file does. */
interface Binding {
  name: string;
  local: string;
}

function bindingsOf({ importClause }: ts.ImportDeclaration): Binding[] {
  const bindings = importClause?.namedBindings;
  const whole = importClause?.name?.text;
  const named = bindings !== undefined && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
  return [
    ...(whole === undefined ? [] : [{ name: "default", local: whole }]),
    ...named.map((one) => ({
      name: (one.propertyName ?? one.name).text,
      local: one.name.text,
    })),
  ];
}

const importsOf = ({ ast }: Source): ts.ImportDeclaration[] =>
  ast.statements.filter(ts.isImportDeclaration);

/** What this file calls something of ours; null when it does not import it. */
export function localName(source: Source, wanted: OurImport): string | null {
  const found = importsOf(source)
    .filter((one) => ourModule(one) === wanted.from)
    .flatMap(bindingsOf)
    .find(({ name }) => name === wanted.name);
  return found?.local ?? null;
}

/** The first of these names that the file uses for something else; null when all are free. */
export function takenName(source: Source, wanted: readonly OurImport[]): string | null {
  const missing = wanted.filter((one) => localName(source, one) === null).map(({ name }) => name);
  const identifiers = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isBinding(node)) identifiers.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source.ast);
  return missing.find((name) => identifiers.has(name)) ?? null;
}

/** Property names are no names of the file's own. */
function isBinding({ parent, text }: ts.Identifier): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.name.text !== text;
  return !(
    ts.isPropertyAssignment(parent) &&
    ts.isIdentifier(parent.name) &&
    parent.name.text === text
  );
}

/**
 * Imports what is not imported yet, on a line of its own behind the imports there are.
 * @param wanted names of one module.
 */
export function addImports(edit: MagicString, source: Source, wanted: readonly OurImport[]): void {
  const missing = wanted.filter((one) => localName(source, one) === null);
  const [first] = missing;
  if (first === undefined) return;
  const { quote, semicolon, newline } = styleOf(source);
  const names = missing.map(({ name }) => name).join(", ");
  const line = `import { ${names} } from ${quote}./${first.from}${quote}${semicolon}`;
  const last = importsOf(source).at(-1);
  const { text } = source;
  if (last === undefined) edit.appendLeft(headerEnd(source), line + newline + newline);
  else {
    const end = last.getEnd();
    edit.appendLeft(quietEnd(text, end) ?? end, lineBreak(text, end) + line);
  }
}

/** Behind the comments a file begins with, but before one that belongs to its first statement. */
function headerEnd({ ast, text }: Source): number {
  const [first] = ast.statements;
  const start = first?.getStart() ?? text.length;
  const comments = ts.getLeadingCommentRanges(text, first?.getFullStart() ?? 0) ?? [];
  const attached = comments.findLast(({ pos, end }, index) => {
    const next = comments[index + 1]?.pos ?? start;
    return isDirective(text.slice(pos, end)) || /\n\s*\n/.test(text.slice(end, next));
  });
  const following = attached === undefined ? comments[0] : comments[comments.indexOf(attached) + 1];
  return following?.pos ?? start;
}

/** A comment that must stay above everything it speaks to. */
const isDirective = (comment: string): boolean =>
  /@ts-nocheck|eslint-disable|@license/.test(comment);

/** Takes out the imports of these names; a line that also imports something else stays. */
export function removeImports(edit: MagicString, source: Source, ours: readonly OurImport[]): void {
  const declarations = importsOf(source);
  const leaving = declarations.filter((one) => importsOnly(one, ours));
  for (const one of leaving) {
    const [start, end] = [one.getStart(), one.getEnd()];
    if (isAlone(source.text, start, end)) removeLines(edit, start, end);
    else edit.remove(start, end);
  }
  const last = leaving.at(-1);
  if (last === undefined || leaving.length < declarations.length) return;
  const blank = /\r?\n(\r?\n)/y;
  blank.lastIndex = last.getEnd();
  const found = blank.exec(source.text);
  if (found !== null) edit.remove(blank.lastIndex - (found[1]?.length ?? 0), blank.lastIndex);
}

function importsOnly(declaration: ts.ImportDeclaration, ours: readonly OurImport[]): boolean {
  const names = ours.filter(({ from }) => from === ourModule(declaration)).map(({ name }) => name);
  const bindings = bindingsOf(declaration);
  return bindings.length > 0 && bindings.every(({ name }) => names.includes(name));
}
