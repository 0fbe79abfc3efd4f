import ts from "typescript";
import type { Source } from "./source";

/** How a file writes what we add to it. */
export interface Style {
  quote: '"' | "'";
  semicolon: ";" | "";
  newline: "\n" | "\r\n";
}

/** Reads how a file quotes, ends statements and breaks lines; as Prettier does where it shows nothing. */
export function styleOf({ ast, text }: Source): Style {
  const ends = ast.statements.filter(
    (one) => ts.isImportDeclaration(one) || ts.isExportAssignment(one),
  );
  const bareEnds = ends.filter((one) => !one.getText().endsWith(";"));
  return {
    quote: quoteOf(ast),
    semicolon: bareEnds.length * 2 > ends.length ? "" : ";",
    newline: text.includes("\r\n") ? "\r\n" : "\n",
  };
}

function quoteOf(ast: ts.SourceFile): '"' | "'" {
  const specifiers = ast.statements
    .filter(ts.isImportDeclaration)
    .map((one) => one.moduleSpecifier.getText());
  const single = specifiers.filter((text) => text.startsWith("'"));
  return single.length * 2 > specifiers.length ? "'" : '"';
}
