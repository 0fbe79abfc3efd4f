import { rootFileOf, type App } from "../app/app";
import { CONFIG_STEM, ROOT_FILES, type RootFile } from "../edits/rootFiles";
import { provenEdit } from "../edits/provenEdit";
import type { Outcome } from "../edits/outcome";
import { inStyle, type ConfigValues } from "../edits/templates";
import type { Reader } from "../syntax/reader";
import { parseSource, type Source } from "../syntax/source";
import { styleOf } from "../syntax/style";

/** What becomes of one root file of the app. */
export interface FileEdit {
  /** Below the functions folder: `http.ts`. */
  file: string;
  /** As it is now; null when the app has no such file. */
  before: string | null;
  outcome: Outcome;
}

/** Plans the lines that the app's root files get. */
export function planEdits(app: App, reader: Reader, values: ConfigValues): FileEdit[] {
  return ROOT_FILES.map((rootFile) => {
    const file = rootFileOf(app, rootFile.stem);
    const source = file === null ? null : sourceOf(app, file);
    return source === null
      ? made(app, rootFile, values, reader)
      : {
          file: file ?? rootFile.stem,
          before: source.text,
          outcome: provenEdit(source, rootFile, reader),
        };
  });
}

/** A root file as it is. Its path is absolute, so that imports can be followed from it. */
export function sourceOf({ code, functions }: App, file: string): Source | null {
  const text = code.get(file);
  return text === undefined
    ? null
    : parseSource(`${functions.replaceAll("\\", "/")}/${file}`, text);
}

/** New files are written the way the app's schema is. */
function made(
  app: App,
  { stem, edit, blank }: RootFile,
  values: ConfigValues,
  reader: Reader,
): FileEdit {
  const schema = rootFileOf(app, "schema");
  const model = schema === null ? null : sourceOf(app, schema);
  const file = `${stem}.${/\.m?jsx?$/.test(schema ?? "") ? "js" : "ts"}`;
  const text = blank(values);
  if (text === null || model === null) {
    const why =
      "there is none, and Gatehouse extends the users table in it: define your tables first";
    return { file, before: null, outcome: { kind: "refused", why } };
  }
  const styled = inStyle(text, styleOf(model));
  if (stem === CONFIG_STEM)
    return { file, before: null, outcome: { kind: "changed", text: styled } };
  return { file, before: null, outcome: edit(parseSource(file, styled), reader) };
}
