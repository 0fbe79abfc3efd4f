import type { FunctionReturnType } from "convex/server";
import { kindWords } from "../../admin/webhooks/drift/driftWords";
import { fieldWords } from "../../admin/ui/fieldWords";
import type { internal } from "../../convex/_generated/api";

export type Progress = FunctionReturnType<typeof internal.gatehouse.reconcile.runs.progress>;
type Finding = Progress["findings"][number];

/** How many users have been listed, of about how many: WorkOS does not say beforehand. */
export function listedOf({ run, knownUsers }: Progress): { done: number; total: number } {
  if (run.phase !== "list") return { done: run.listed, total: run.listed };
  // A listing that goes on is not complete, however many users are known here.
  return { done: run.listed, total: Math.max(knownUsers, run.listed + 1) };
}

/** What was found, a line each under a head; empty when nothing was. */
export function findingsTable(findings: readonly Finding[]): string {
  if (findings.length === 0) return "";
  const rows = [
    ["User", "What", "Fields", "Done"],
    ...findings.map(({ workosUserId, kind, fields, action }) => [
      workosUserId,
      kindWords(kind),
      fields.map(fieldWords).join(", "),
      action.replaceAll("_", " "),
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
