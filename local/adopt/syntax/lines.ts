import type MagicString from "magic-string";

/** Where the line with this position begins. */
function lineStart(text: string, position: number): number {
  return text.lastIndexOf("\n", position - 1) + 1;
}

/** Where the line with this position ends, before its line break. */
export function lineEnd(text: string, position: number): number {
  const end = text.indexOf("\n", position);
  if (end === -1) return text.length;
  return text[end - 1] === "\r" && end > position ? end - 1 : end;
}

/**
 * Where the line with this position ends, when nothing but white space and whole comments follow on it;
 * null when something goes on behind it, which what is put there would land in.
 */
export function quietEnd(text: string, position: number): number | null {
  const tail = /[ \t]*(?:\/\*(?:(?!\*\/)[^\n])*\*\/[ \t]*)*(?:\/\/[^\r\n]*)?(?=\r?\n|$)/y;
  tail.lastIndex = position;
  const found = tail.exec(text);
  return found === null ? null : position + found[0].length;
}

/** How the line with this position is broken off from the next. */
export function lineBreak(text: string, position: number): "\n" | "\r\n" {
  return text[lineEnd(text, position)] === "\r" ? "\r\n" : "\n";
}

/** The white space a line begins with. */
export function indentAt(text: string, position: number): string {
  return /[ \t]*/y.exec(text.slice(lineStart(text, position)))?.[0] ?? "";
}

/** Whether only white space stands before this position on its line. */
export const isFirstOfLine = (text: string, position: number): boolean =>
  text.slice(lineStart(text, position), position).trim() === "";

/** Whether nothing but white space shares the lines of this range. */
export function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(lineStart(text, start), start);
  return `${before}${text.slice(end, lineEnd(text, end))}`.trim() === "";
}

/** Takes the whole lines of a range out, with one line break. */
export function removeLines(edit: MagicString, start: number, end: number): void {
  const text = edit.original;
  const first = lineStart(text, start);
  const next = text.indexOf("\n", end);
  if (next !== -1) edit.remove(first, next + 1);
  else edit.remove(lineEnd(text, Math.max(0, lineStart(text, first - 1))), text.length);
}

/** Where the first thing that is neither white space nor a comment begins. */
export function afterTrivia(text: string, position: number): number {
  const trivia = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  trivia.lastIndex = position;
  return position + (trivia.exec(text)?.[0].length ?? 0);
}
