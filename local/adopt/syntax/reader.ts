import path from "node:path";
import ts from "typescript";
import { bare, constantNamed, defaultExport, parseSource, type Source } from "./source";

/** An expression and the file it stands in. */
export interface Found {
  expression: ts.Expression;
  source: Source;
}

/** What an object holds, as far as it can be read without running it. */
export interface Members {
  values: ReadonlyMap<string, Found>;
  /** False when something was spread in that cannot be read, so that there may be more. */
  isComplete: boolean;
}

/** Reads what an app's code says without running it. */
export interface Reader {
  /** Follows names, imports and properties to what they stand for; null where that cannot be read. */
  resolve(found: Found): Found | null;
  /** The members of an object, spread ones included; null when it cannot be read as one. */
  members(found: Found): Members | null;
}

const ENDINGS = ["", ".ts", ".tsx", ".js", ".jsx", ".mjs", "/index.ts", "/index.js"];
/** Deeper than anybody nests; an end for names that go round in a circle. */
const MAX_DEPTH = 40;

/**
 * Makes a reader.
 * @param readText gives a file's text by its absolute path; null when there is none.
 */
export function createReader(readText: (file: string) => string | null): Reader {
  const resolve = (found: Found, depth = 0): Found | null => {
    if (depth > MAX_DEPTH) return null;
    const expression = bare(found.expression);
    const here = { expression, source: found.source };
    const follow = (next: Found | null) => (next === null ? null : resolve(next, depth + 1));
    if (ts.isIdentifier(expression)) return follow(named(found.source, expression.text));
    if (ts.isPropertyAccessExpression(expression)) {
      const owner = { expression: expression.expression, source: found.source };
      return follow(members(owner, depth + 1)?.values.get(expression.name.text) ?? null);
    }
    return here;
  };

  const members = (found: Found, depth = 0): Members | null => {
    const object = resolve(found, depth);
    if (object === null || !ts.isObjectLiteralExpression(object.expression)) return null;
    const values = new Map<string, Found>();
    let isComplete = true;
    for (const property of object.expression.properties) {
      if (ts.isSpreadAssignment(property)) {
        const spread = { expression: property.expression, source: object.source };
        const inner = members(spread, depth + 1);
        for (const [name, value] of inner?.values ?? []) values.set(name, value);
        isComplete &&= inner?.isComplete ?? false;
      } else {
        const expression = valueOf(property);
        const name = property.name === undefined ? null : nameText(property.name);
        if (name === null || expression === null) isComplete = false;
        else values.set(name, { expression, source: object.source });
      }
    }
    return { values, isComplete };
  };

  const named = (source: Source, name: string): Found | null => {
    const expression = constantNamed(source, name);
    return expression === null ? imported(source, name) : { expression, source };
  };

  const imported = (source: Source, local: string): Found | null => {
    const binding = importOf(source, local);
    const file = binding === null ? null : open(source.path, binding.from);
    if (binding === null || file === null) return null;
    if (binding.name !== "default") return exported(file, binding.name);
    const found = defaultExport(file);
    return found === null ? null : { expression: found.expression, source: file };
  };

  const exported = (source: Source, name: string): Found | null => {
    const here = named(source, name);
    if (here !== null) return here;
    for (const { from, name: theirs } of reExports(source, name)) {
      const file = open(source.path, from);
      const found = file === null ? null : exported(file, theirs);
      if (found !== null) return found;
    }
    return null;
  };

  const open = (from: string, specifier: string): Source | null => {
    if (!specifier.startsWith(".")) return null;
    const base = path.posix.join(path.posix.dirname(from), specifier);
    const bases = [base, base.replace(/\.jsx?$/, "")];
    for (const file of bases.flatMap((one) => ENDINGS.map((ending) => one + ending))) {
      const text = /\.[cm]?[jt]sx?$/.test(file) ? readText(file) : null;
      if (text !== null) return parseSource(file, text);
    }
    return null;
  };

  return { resolve: (found) => resolve(found), members: (found) => members(found) };
}

/** The text of a property's name, when it is written out. */
export function nameText(name: ts.PropertyName): string | null {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : null;
}

/** What a property is set to: the name itself for `{ name }`; null for methods and accessors. */
export function valueOf(property: ts.ObjectLiteralElementLike): ts.Expression | null {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : null;
}

interface Binding {
  from: string;
  name: string;
}

function importOf({ ast }: Source, local: string): Binding | null {
  for (const statement of ast.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier))
      continue;
    const from = statement.moduleSpecifier.text;
    const clause = statement.importClause;
    if (clause?.name?.text === local) return { from, name: "default" };
    const bindings = clause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    const found = bindings.elements.find(({ name }) => name.text === local);
    if (found !== undefined) return { from, name: (found.propertyName ?? found.name).text };
  }
  return null;
}

function reExports({ ast }: Source, name: string): Binding[] {
  return ast.statements.filter(ts.isExportDeclaration).flatMap((statement) => {
    const { moduleSpecifier, exportClause } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
    const from = moduleSpecifier.text;
    if (exportClause === undefined) return [{ from, name }];
    if (!ts.isNamedExports(exportClause)) return [];
    const found = exportClause.elements.find((one) => one.name.text === name);
    return found === undefined ? [] : [{ from, name: (found.propertyName ?? found.name).text }];
  });
}
