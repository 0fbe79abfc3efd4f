/** A piece of a remedy step: plain words, or a value to be copied letter for letter. */
export interface StepPiece {
  text: string;
  copyable: boolean;
}

/**
 * Commands, addresses and WorkOS ids. What runs into `<…>`, or is filled with "your …", is a pattern
 * and no value.
 */
const COPYABLE =
  /npx convex (?:deploy|env list(?: --prod)?|env set [A-Z_]+ (?:<[^>]+>|(?!your )\S*[\w>]))|npm run [\w:-]+(?: --[\w-]+)*|https?:\/\/[^\s,;“”"<>]+(?!\S*<)|\b(?:client|user|org|environment)_[0-9A-Za-z]{6,}/g;

/**
 * Splits a remedy step so that its exact values get a copy button.
 * @param step a sentence of the catalogue, placeholders filled
 */
export function stepPieces(step: string): StepPiece[] {
  const pieces: StepPiece[] = [];
  let end = 0;
  for (const match of step.matchAll(COPYABLE)) {
    const value = match[0].replace(/[.:)]+$/, "");
    if (match.index > end) pieces.push({ text: step.slice(end, match.index), copyable: false });
    pieces.push({ text: value, copyable: true });
    end = match.index + value.length;
  }
  if (end < step.length) pieces.push({ text: step.slice(end), copyable: false });
  return pieces;
}
