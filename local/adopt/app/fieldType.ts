import ts from "typescript";
import type { Found, Reader } from "../syntax/reader";
import { typeWords } from "./typeWords";

/** A field's validator, as far as it can be read. */
export interface FieldType {
  isOptional: boolean;
  /** In the words of `typeWords`; null when it cannot be read without running it. */
  words: string | null;
}

/** Words by what `v` calls a type: it has two names for some. */
const SIMPLE: Record<string, string> = {
  string: "string",
  number: "number",
  float64: "number",
  boolean: "boolean",
  int64: "int64",
  bigint: "int64",
  bytes: "bytes",
  null: "null",
  any: "any",
};

/** Reads `v.optional(v.string())` and the like. */
export function fieldType(found: Found, reader: Reader): FieldType {
  const call = validatorCall(found, reader);
  const [inner] = call?.args ?? [];
  if (call?.kind === "optional" && inner !== undefined) {
    return { isOptional: true, words: fieldType(inner, reader).words };
  }
  return { isOptional: false, words: call === null ? null : wordsOf(call, reader) };
}

interface ValidatorCall {
  kind: string;
  args: Found[];
}

/** `v.kind(…args)`; null for anything else. */
function validatorCall(found: Found, reader: Reader): ValidatorCall | null {
  const resolved = reader.resolve(found);
  if (resolved === null || !ts.isCallExpression(resolved.expression)) return null;
  const { expression, arguments: args } = resolved.expression;
  if (!ts.isPropertyAccessExpression(expression) || expression.expression.getText() !== "v")
    return null;
  const { source } = resolved;
  return { kind: expression.name.text, args: args.map((one) => ({ expression: one, source })) };
}

function wordsOf({ kind, args }: ValidatorCall, reader: Reader): string | null {
  const simple = Object.hasOwn(SIMPLE, kind) ? SIMPLE[kind] : undefined;
  if (simple !== undefined) return simple;
  const [first] = args;
  if (first === undefined) return null;
  if (kind === "object") return objectWords(first, reader);
  if (kind === "id" || kind === "literal") return literalWords(kind, first.expression);
  const inner = args.map((one) => fieldType(one, reader).words).filter((one) => one !== null);
  if (inner.length < args.length) return null;
  const [one = "", other = ""] = inner;
  if (kind === "union") return typeWords.union(inner);
  if (kind === "array") return typeWords.array(one);
  return kind === "record" ? typeWords.record(one, other) : null;
}

function objectWords(fields: Found, reader: Reader): string | null {
  const members = reader.members(fields);
  if (members === null || !members.isComplete) return null;
  const words = [...members.values].map(([name, value]) => ({ name, ...fieldType(value, reader) }));
  const known = words.flatMap((one) => (one.words === null ? [] : [{ ...one, words: one.words }]));
  return known.length < words.length ? null : typeWords.object(known);
}

function literalWords(kind: "id" | "literal", expression: ts.Expression): string | null {
  if (ts.isStringLiteralLike(expression)) {
    return kind === "id" ? typeWords.id(expression.text) : typeWords.literal(expression.text);
  }
  if (ts.isNumericLiteral(expression)) return typeWords.literal(Number(expression.text));
  if (expression.kind === ts.SyntaxKind.TrueKeyword) return typeWords.literal(true);
  return expression.kind === ts.SyntaxKind.FalseKeyword ? typeWords.literal(false) : null;
}
