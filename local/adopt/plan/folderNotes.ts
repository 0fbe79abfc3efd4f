import path from "node:path";
import type { App } from "../app/app";
import type { FolderPlan } from "./folder";
import type { Notes } from "./notes";

const SHOWN = 8;

/** What lies where our folder goes and is not ours. */
export function strangerNotes({ obstacle, folder, manifest, functions, root }: App): Notes {
  const refusals: string[] = [];
  if (obstacle !== null) {
    refusals.push(
      `${path.relative(root, obstacle)} stands where Gatehouse's folder goes: rename it, and what imports it.`,
    );
  }
  if (folder.size > 0 && manifest === null) {
    refusals.push(
      `${path.relative(root, functions)}/gatehouse/ is not Gatehouse's: it has no manifest.json of an adoption. Rename it if it is yours; remove it if an adoption by hand left it there.`,
    );
  }
  return { refusals, warnings: [] };
}

/** What was edited by hand in our folder, or is nobody's there. */
export function editedNotes({ edited, foreign }: FolderPlan, mayOverwrite: boolean): Notes {
  const names = listed(edited);
  const warnings =
    foreign.length === 0
      ? []
      : [
          `${listed(foreign)}: not Gatehouse's, and left alone. Files of yours belong outside gatehouse/.`,
        ];
  if (edited.length === 0) return { refusals: [], warnings };
  return mayOverwrite
    ? { refusals: [], warnings: [...warnings, `Edits made by hand are overwritten in ${names}.`] }
    : {
        refusals: [
          `Edited by hand since Gatehouse wrote it: ${names}. Move what you changed out of gatehouse/, then say --overwrite-edits to have the shipped file back.`,
        ],
        warnings,
      };
}

/** Some names of many. */
export function listed(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return names.slice(0, SHOWN).join(", ") + more;
}
