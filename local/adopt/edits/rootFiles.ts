import type { Reader } from "../syntax/reader";
import type { Source } from "../syntax/source";
import { addProviders, PROVIDERS_EXAMPLE, removeProviders } from "./authConfig";
import { outcomeOf, unchanged, type Outcome } from "./outcome";
import { extendSchema, SCHEMA_EXAMPLE } from "./schema";
import { addCall, CRONS, exampleOf, removeCall, ROUTES } from "./statement";
import { BLANK, configText, type ConfigValues } from "./templates";
import { restoreSchema } from "./undoSchema";

/** A file in the app's functions folder that gets a few lines of ours. */
export interface RootFile {
  /** Without its ending. */
  stem: string;
  edit(source: Source, reader: Reader): Outcome;
  /** The edit as a person would make it. */
  example: string;
  undo(source: Source): Outcome;
  /** What to start from when the app has no such file; null when it must have one. */
  blank(values: ConfigValues): string | null;
}

export const CONFIG_STEM = "gatehouse.config";

/** The files in the order in which they are told. */
export const ROOT_FILES: readonly RootFile[] = [
  {
    stem: "schema",
    edit: extendSchema,
    example: SCHEMA_EXAMPLE,
    undo: restoreSchema,
    blank: () => null,
  },
  {
    stem: "http",
    edit: (source) => addCall(source, ROUTES),
    example: exampleOf(ROUTES),
    undo: (source) => removeCall(source, ROUTES),
    blank: () => BLANK.http,
  },
  {
    stem: "crons",
    edit: (source) => addCall(source, CRONS),
    example: exampleOf(CRONS),
    undo: (source) => removeCall(source, CRONS),
    blank: () => BLANK.crons,
  },
  {
    stem: "auth.config",
    edit: addProviders,
    example: PROVIDERS_EXAMPLE,
    undo: removeProviders,
    blank: () => BLANK["auth.config"],
  },
  {
    stem: CONFIG_STEM,
    edit: () => unchanged,
    example: configText({ webhookPath: null, requiredFields: [] }),
    undo: ({ text }) => outcomeOf(text, ""),
    blank: configText,
  },
];
