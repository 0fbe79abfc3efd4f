import MagicString from "magic-string";
import ts from "typescript";
import { nodesOf, parseSource } from "../syntax/source";

/**
 * Rewrites the relative imports of a file: static, dynamic, exports from and types.
 * @param relocate gives the specifier to use instead; the same one leaves the text as it is.
 */
export function moveImports(
  file: string,
  text: string,
  relocate: (specifier: string) => string,
): string {
  const edit = new MagicString(text);
  for (const literal of specifiersOf(file, text)) {
    if (!literal.text.startsWith(".")) continue;
    const next = relocate(literal.text);
    if (next !== literal.text) edit.overwrite(literal.getStart() + 1, literal.getEnd() - 1, next);
  }
  return edit.toString();
}

/** The names of packages a file imports: `svix` for `svix/dist/webhook.js`, scopes included. */
export function packagesOf(file: string, text: string): string[] {
  const names = specifiersIn(file, text).filter((one) => !/^(\.|node:)/.test(one));
  return names.map((specifier) =>
    specifier
      .split("/")
      .slice(0, specifier.startsWith("@") ? 2 : 1)
      .join("/"),
  );
}

/** Every module specifier of a file, as written. */
export const specifiersIn = (file: string, text: string): string[] =>
  specifiersOf(file, text).map((literal) => literal.text);

function specifiersOf(file: string, text: string): ts.StringLiteral[] {
  return [...nodesOf(parseSource(file, text).ast)].map(specifierOf).filter((one) => one !== null);
}

function specifierOf(node: ts.Node): ts.StringLiteral | null {
  const literal = specifierNode(node);
  return literal !== undefined && ts.isStringLiteral(literal) ? literal : null;
}

function specifierNode(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return node.argument.literal;
  const isDynamic =
    ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic ? node.arguments[0] : undefined;
}
