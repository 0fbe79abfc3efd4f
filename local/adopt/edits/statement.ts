import MagicString from "magic-string";
import ts from "typescript";
import { addImports, localName, removeImports, takenName, type OurImport } from "../syntax/imports";
import {
  afterTrivia,
  indentAt,
  isAlone,
  lineBreak,
  lineEnd,
  quietEnd,
  removeLines,
} from "../syntax/lines";
import { defaultExport, type Source } from "../syntax/source";
import { styleOf } from "../syntax/style";
import { ALL_OURS, OURS } from "./names";
import { outcomeOf, unchanged, type Outcome } from "./outcome";

/** A call that an app's file makes once, on what it exports by default. */
export interface CallEdit {
  callee: OurImport;
  /** What the default export is called in the example. */
  name: string;
}

export const ROUTES: CallEdit = { callee: OURS.routes, name: "http" };
export const CRONS: CallEdit = { callee: OURS.crons, name: "crons" };

/** Adds the call, behind the last statement before `export default`. */
export function addCall(source: Source, edit: CallEdit): Outcome {
  if (callsOf(source, edit.callee).length > 0) return unchanged;
  const wanted = [edit.callee];
  const byHand = (why: string): Outcome => ({ kind: "byHand", why, example: exampleOf(edit) });
  const found = defaultExport(source);
  if (found === null) return byHand("it has no default export");
  if (!ts.isIdentifier(found.expression)) return byHand("its default export is not a plain name");
  const taken = takenName(source, wanted);
  if (taken !== null) return byHand(`it uses the name ${taken} for something else`);
  const previous = statementBefore(source, found.statement);
  if (previous === null) return byHand("nothing stands before its default export");
  const { semicolon } = styleOf(source);
  const call = `${edit.callee.name}(${found.expression.text})`;
  const code = new MagicString(source.text);
  addImports(code, source, wanted);
  const end = previous.getEnd();
  code.appendLeft(
    quietEnd(source.text, end) ?? end,
    `${lineBreak(source.text, end)}${indentAt(source.text, previous.getStart())}${call}${semicolon}`,
  );
  return outcomeOf(source.text, code.toString());
}

/** Takes the call and its imports out again. */
export function removeCall(source: Source, { callee }: CallEdit): Outcome {
  const code = new MagicString(source.text);
  for (const statement of callsOf(source, callee)) {
    const [start, end] = [statement.getStart(), statement.getEnd()];
    if (isAlone(source.text, start, end)) removeLines(code, start, end);
    else code.remove(start, end);
  }
  removeImports(code, source, ALL_OURS);
  return outcomeOf(source.text, code.toString());
}

function callsOf(source: Source, callee: OurImport): ts.Statement[] {
  const local = localName(source, callee);
  return source.ast.statements.filter(
    (one) =>
      ts.isExpressionStatement(one) &&
      ts.isCallExpression(one.expression) &&
      ts.isIdentifier(one.expression.expression) &&
      one.expression.expression.text === local,
  );
}

/** The last statement before this one that has the end of its line to itself. */
function statementBefore({ ast, text }: Source, statement: ts.Statement): ts.Statement | null {
  const previous = ast.statements[ast.statements.indexOf(statement) - 1];
  if (previous === undefined) return null;
  const end = previous.getEnd();
  return afterTrivia(text, end) >= lineEnd(text, end) ? previous : null;
}

/** What a person would write who makes the edit. */
export function exampleOf({ callee, name }: CallEdit): string {
  return `import { ${callee.name} } from "./${callee.from}";
${callee.name}(${name}); // before export default ${name}`;
}
