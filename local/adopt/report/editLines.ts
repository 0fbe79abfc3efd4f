import type { FileEdit } from "../plan/edits";
import { lineDiff } from "./lineDiff";
import type { Section } from "./sections";

/** What becomes of the app's root files, as they would stand there. */
export function editSections(edits: readonly FileEdit[], where: string, title: string): Section[] {
  const changes = edits.flatMap(({ file, before, outcome }) => {
    if (outcome.kind !== "changed") return [];
    return [
      titleOf(`${where}${file}`, before, outcome.text),
      ...lineDiff(before ?? "", outcome.text),
      "",
    ];
  });
  const byHand = edits.flatMap(({ file, outcome }) =>
    outcome.kind === "byHand"
      ? [
          `${where}${file}, because ${outcome.why}`,
          ...outcome.example.split("\n").map((line) => `+ ${line}`),
          "",
        ]
      : [],
  );
  return [
    { title, lines: changes.slice(0, -1) },
    { title: "Edits that only you can make", lines: byHand.slice(0, -1) },
  ];
}

function titleOf(file: string, before: string | null, after: string): string {
  if (after === "") return `${file} (removed)`;
  return before === null ? `${file} (new)` : file;
}
