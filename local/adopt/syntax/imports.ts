import type MagicString from "magic-string";
import ts from "typescript";
import { isAlone, lineBreak, lineEnd, removeLines } from "./lines";
import type { Source } from "./source";
import { styleOf, type Style } from "./style";

/** A name of ours that a file of the app imports. */
export interface OurImport {
  name: string;
  /** Below the functions folder: `gatehouse/host/http`, or `gatehouse.config`. */
  from: string;
  isDefault?: boolean;
}

const OUR_MODULE = /^\.\/(gatehouse(?:\.config|\/.+?))(?:\.[jt]s)?$/;

function ourModule(declaration: ts.ImportDeclaration): string | null {
  const specifier = declaration.moduleSpecifier;
  return ts.isStringLiteral(specifier) ? (OUR_MODULE.exec(specifier.text)?.[1] ?? null) : null;
}

/** A name as its module calls it and as this file does. */
interface Binding {
  name: string;
  local: string;
  isDefault: boolean;
}

function bindingsOf({ importClause }: ts.ImportDeclaration): Binding[] {
  const bindings = importClause?.namedBindings;
  const local = importClause?.name?.text;
  const named = bindings !== undefined && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
  return [
    ...(local === undefined ? [] : [{ name: local, local, isDefault: true }]),
    ...named.map((one) => ({
      name: (one.propertyName ?? one.name).text,
      local: one.name.text,
      isDefault: false,
    })),
  ];
}

const importsOf = ({ ast }: Source): ts.ImportDeclaration[] =>
  ast.statements.filter(ts.isImportDeclaration);

/** What this file calls something of ours; null when it does not import it. */
export function localName(source: Source, wanted: OurImport): string | null {
  const isWanted = (one: Binding): boolean =>
    wanted.isDefault === true ? one.isDefault : !one.isDefault && one.name === wanted.name;
  const found = importsOf(source)
    .filter((one) => ourModule(one) === wanted.from)
    .flatMap(bindingsOf)
    .find(isWanted);
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

/** Imports what is not imported yet, as lines of their own behind the imports there are. */
export function addImports(edit: MagicString, source: Source, wanted: readonly OurImport[]): void {
  const style = styleOf(source);
  const missing = wanted.filter((one) => localName(source, one) === null);
  if (missing.length === 0) return;
  const lines = byModule(missing).map((group) => importLine(group, style));
  const last = importsOf(source).at(-1);
  if (last !== undefined) {
    const { text } = source;
    const before = lines.map((line) => lineBreak(text, last.getEnd()) + line).join("");
    edit.appendLeft(lineEnd(text, last.getEnd()), before);
    return;
  }
  const after = lines.map((line) => line + style.newline).join("") + style.newline;
  edit.appendLeft(headerEnd(source), after);
}

function byModule(wanted: readonly OurImport[]): OurImport[][] {
  const modules = [...new Set(wanted.map(({ from }) => from))];
  return modules.map((from) => wanted.filter((one) => one.from === from));
}

function importLine(group: readonly OurImport[], { quote, semicolon }: Style): string {
  const [first] = group;
  const named = group.map(({ name }) => name).join(", ");
  const clause = first?.isDefault === true ? named : `{ ${named} }`;
  return `import ${clause} from ${quote}./${first?.from ?? ""}${quote}${semicolon}`;
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
  const from = ourModule(declaration);
  const names = ours.filter((one) => one.from === from);
  const bindings = bindingsOf(declaration);
  return (
    bindings.length > 0 &&
    bindings.every((one) =>
      names.some(
        ({ name, isDefault = false }) =>
          isDefault === one.isDefault && (isDefault || name === one.name),
      ),
    )
  );
}
