import type { EnvironmentRecord, Finding } from "./judge/types";

const keyOf = ({ code, subject }: Finding): string => `${code} ${subject}`;

const firm = (findings: readonly Finding[]): Finding[] =>
  findings.filter((finding) => finding.certainty !== "unknown");

/** One run of the past. */
export interface PastRun {
  at: number;
  findings: readonly Finding[];
}

/**
 * Since when a finding has been there.
 * @param finding what is found now.
 * @param runs earlier runs, in any order.
 * @returns the time of the first run of the unbroken series that had it, and of the last run without
 * it (null when no run was without it).
 */
export function brokenSince(
  finding: Finding,
  runs: readonly PastRun[],
): { since: number | null; lastGoodAt: number | null } {
  let since: number | null = null;
  for (const run of [...runs].sort((a, b) => b.at - a.at)) {
    if (!firm(run.findings).some((other) => keyOf(other) === keyOf(finding))) {
      return { since, lastGoodAt: run.at };
    }
    since = run.at;
  }
  return { since, lastGoodAt: null };
}

/** One row of environments side by side. */
export interface EnvironmentRow {
  field: keyof EnvironmentRecord;
  values: (string | null)[];
  /** `expected`: environments differ here by nature. `suspicious`: two share what each should own. */
  note: "same" | "expected" | "suspicious";
}

/** What each environment must have for itself. */
const OWN_FIELDS: readonly (keyof EnvironmentRecord)[] = [
  "appUrl",
  "redirectUri",
  "convexUrl",
  "webhookUrl",
];

const FIELDS: readonly (keyof EnvironmentRecord)[] = [
  ...(["kind", "appUrl", "redirectUri", "clientId", "apiHost"] as const),
  ...(["convexUrl", "webhookUrl", "environmentId"] as const),
];

/** A client belongs to one WorkOS environment, so production shares it with nobody. */
function sharesProductionClient(records: readonly EnvironmentRecord[]): boolean {
  const of = (kind: EnvironmentRecord["kind"]): string[] =>
    records.filter((record) => record.kind === kind).map(({ clientId }) => clientId);
  return of("production").some((clientId) => of("staging").includes(clientId));
}

function noteOf(
  field: keyof EnvironmentRecord,
  values: readonly (string | null)[],
  records: readonly EnvironmentRecord[],
): EnvironmentRow["note"] {
  const distinct = new Set(values).size;
  if (OWN_FIELDS.includes(field) && distinct < values.length) return "suspicious";
  if (field === "clientId" && sharesProductionClient(records)) return "suspicious";
  return distinct === 1 ? "same" : "expected";
}

/**
 * Environments side by side, row by row.
 * @param records two or more environments.
 * @returns one row per field, with a note where two environments share what each should own.
 */
export function compareEnvironments(records: readonly EnvironmentRecord[]): EnvironmentRow[] {
  return FIELDS.map((field) => {
    const values = records.map((record) => record[field] ?? null);
    return { field, values, note: noteOf(field, values, records) };
  });
}
