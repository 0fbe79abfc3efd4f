/** A heading and what stands below it. */
export interface Section {
  title: string;
  lines: readonly string[];
}

/** Sections as text, those without lines left out. */
export function sectionsText(sections: readonly Section[]): string {
  return sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`.trimEnd())].join("\n"))
    .join("\n\n");
}

/** `1 file`, `2 files`. */
export const counted = (count: number, one: string): string =>
  `${count} ${one}${count === 1 ? "" : "s"}`;
