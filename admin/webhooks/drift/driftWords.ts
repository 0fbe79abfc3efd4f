import type { DriftRecord } from "../../providers/resources";
import { fieldWords } from "../../ui/fieldWords";
import type { IconName } from "../../ui/Icon";
import type { Tone } from "../../ui/Status";
import { exactUtc } from "../../ui/time";
import { capitalized } from "../../ui/words";

const KINDS = {
  missing_here: "In WorkOS, not here",
  different: "Differs",
  missing_in_workos: "Here, not in WorkOS",
  deleted_here: "Deleted here, still in WorkOS",
} as const satisfies Record<DriftRecord["kind"], string>;

/** What is wrong, in a few words. */
export function kindWords(kind: DriftRecord["kind"]): string {
  return KINDS[kind];
}

const REASONS: Readonly<Record<string, string>> = {
  "changed-meanwhile":
    "The row changed after the comparison began, so the comparison knew less than the row.",
  "still-in-workos": "WorkOS did not list this user, but has them when asked.",
  "gone-from-workos": "WorkOS does not have this user any more.",
  "created-earlier-here":
    "The row says an earlier time than WorkOS. The earliest sign of a user counts, so it is kept.",
};

/** What was done about it, as a status. */
export function actionStatus({ action, reason, kind }: DriftRecord): {
  tone: Tone;
  icon: IconName;
  label: string;
  meaning: string;
} {
  if (action === "repaired") {
    return {
      tone: "ok",
      icon: "ok",
      label: "repaired",
      meaning: "The row here says what WorkOS says.",
    };
  }
  if (action === "reported") {
    return {
      ...{ tone: "warning", icon: "warning", label: "open" },
      meaning: "Found and reported; nothing was changed.",
    };
  }
  const fallback =
    kind === "deleted_here" ? "Deleted here stays deleted, whatever arrives late." : "Not changed.";
  const meaning = reason === null ? fallback : (REASONS[reason] ?? capitalized(reason));
  return { tone: "neutral", icon: "ignored", label: "left alone", meaning };
}

/** What repairing does, as a button says it; null when there is nothing to press. */
export function repairWords({ action, kind }: DriftRecord): string | null {
  if (action !== "reported" || kind === "deleted_here") return null;
  return { missing_here: "Bring in", different: "Repair", missing_in_workos: "Delete here" }[kind];
}

export interface FieldDifference {
  field: string;
  here: string;
  workos: string;
}

/** The fields that differ, with what each side says. */
export function differences({ fields, before, after }: DriftRecord): FieldDifference[] {
  const [here, workos] = [before, after].map(parse);
  return fields.map((name) => ({
    field: fieldWords(name),
    here: say(here?.[name]),
    workos: say(workos?.[name]),
  }));
}

function parse(text: string | null): Record<string, unknown> {
  return text === null ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function say(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (typeof value === "number") return exactUtc(value);
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}
