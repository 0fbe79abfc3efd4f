import type { ShownFinding } from "../finding/shown";

/** As much of a past run as is compared. */
export interface PastRun {
  findings: readonly Pick<ShownFinding, "code" | "subject" | "title" | "certainty">[];
}

type Found = PastRun["findings"][number];

const keyOf = ({ code, subject }: Found): string => `${code} ${subject}`;

const firm = (run: PastRun): Found[] =>
  run.findings.filter(({ certainty }) => certainty !== "unknown");

/**
 * What changed between a run and the one before. What could not be checked in the later one counts
 * neither as broken nor as mended.
 * @param run the later run
 * @param before the earlier one; null when there is none
 */
export function runChanges(run: PastRun, before: PastRun | null) {
  const [now, then] = [firm(run), before === null ? [] : firm(before)];
  const isIn = (list: readonly Found[], found: Found) =>
    list.some((other) => keyOf(other) === keyOf(found));
  const isOpen = ({ code }: Found) =>
    run.findings.some((other) => other.certainty === "unknown" && other.code === code);
  return {
    broken: before === null ? [] : titles(now.filter((found) => !isIn(then, found))),
    mended: titles(then.filter((found) => !isIn(now, found) && !isOpen(found))),
    total: now.length,
  };
}

const titles = (found: readonly Found[]): string[] => [...new Set(found.map(({ title }) => title))];
