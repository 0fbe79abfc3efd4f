import ts from "typescript";

/** A file of the app, read as TypeScript (or JavaScript). */
export interface Source {
  /** Absolute, with forward slashes. */
  path: string;
  text: string;
  ast: ts.SourceFile;
}

/** Reads a text as the kind of code its name says. Broken code parses too: see `hasSyntaxErrors`. */
export function parseSource(path: string, text: string): Source {
  return { path, text, ast: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

/** Whether the code cannot be trusted to mean what its tree says. */
export function hasSyntaxErrors({ path, text }: Source): boolean {
  const { diagnostics = [] } = ts.transpileModule(text, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: { allowJs: true, target: ts.ScriptTarget.Latest },
  });
  return diagnostics.some(({ category }) => category === ts.DiagnosticCategory.Error);
}

/** The expression itself, without `as`, `satisfies` and parentheses around it. */
export function bare(expression: ts.Expression): ts.Expression {
  return ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isParenthesizedExpression(expression)
    ? bare(expression.expression)
    : expression;
}

/** What a top-level `const name = …` of this file holds; null when there is none. */
export function constantNamed({ ast }: Source, name: string): ts.Expression | null {
  const declarations = ast.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
  const found = declarations.find((one) => ts.isIdentifier(one.name) && one.name.text === name);
  return found?.initializer ?? null;
}

/** The statement that makes something the file's default, and what it is. */
export interface DefaultExport {
  statement: ts.Statement;
  expression: ts.Expression;
}

/** Finds `export default …` or `export { … as default }`; null when the file has neither. */
export function defaultExport({ ast }: Source): DefaultExport | null {
  for (const statement of ast.statements) {
    if (ts.isExportAssignment(statement) && statement.isExportEquals !== true) {
      return { statement, expression: statement.expression };
    }
    const named = defaultOf(statement);
    if (named !== null) return { statement, expression: named };
  }
  return null;
}

function defaultOf(statement: ts.Statement): ts.Identifier | null {
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) return null;
  const { exportClause } = statement;
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return null;
  const found = exportClause.elements.find(({ name }) => name.text === "default");
  const local = found?.propertyName;
  return local !== undefined && ts.isIdentifier(local) ? local : null;
}

/** What the file's default is, followed to the `const` of this file that holds it. */
export function defaultValue(source: Source): ts.Expression | null {
  const found = defaultExport(source);
  if (found === null) return null;
  const value = bare(found.expression);
  if (!ts.isIdentifier(value)) return value;
  const held = constantNamed(source, value.text);
  return held === null ? value : bare(held);
}

/** Every node of the file, outermost first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}
