import type { Reader } from "../syntax/reader";
import { hasSyntaxErrors, parseSource, type Source } from "../syntax/source";
import type { Outcome } from "./outcome";
import type { RootFile } from "./rootFiles";

/**
 * The edit of a root file, taken only when its result is code that needs no edit any more: people write
 * files in more ways than an edit foresees, and none of them may be left broken.
 */
export function provenEdit(
  source: Source,
  { stem, edit, example }: Pick<RootFile, "stem" | "edit" | "example">,
  reader: Reader,
): Outcome {
  if (hasSyntaxErrors(source)) {
    return { kind: "refused", why: `${stem} has syntax errors: mend them first` };
  }
  const outcome = edit(source, reader);
  if (outcome.kind !== "changed") return outcome;
  const result = parseSource(source.path, outcome.text);
  if (!hasSyntaxErrors(result) && edit(result, reader).kind === "unchanged") return outcome;
  const why = "its shape is unusual, and an edit could land in the wrong place";
  return { kind: "byHand", why, example };
}
