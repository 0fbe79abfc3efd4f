import type { Certainty } from "../../convex/gatehouse/diagnostics/catalogue/types";
import type { Finding } from "../../convex/gatehouse/diagnostics/judge/types";
import { verdict } from "../../convex/gatehouse/diagnostics/verdict";
import type { CheckResult, Examination } from "./examine";
import type { DoctorPlan } from "./plan";

const marks: Record<CheckResult["state"], string> = {
  passed: "✓",
  findings: "✗",
  unavailable: "?",
};

const sureness: Record<Certainty, string> = {
  proven: "proven",
  likely: "most likely",
  possible: "possible",
  unknown: "cannot be told from here",
};

function checkLines({ title, state, reason }: CheckResult): string[] {
  const line = `  ${marks[state]} ${title}`;
  return state === "unavailable" && reason !== null ? [line, `      ${reason}`] : [line];
}

function linkLine(link: Finding["link"]): string[] {
  if (link === null) return [];
  return ["command" in link ? `   Run: ${link.command}` : `   Open: ${link.label} ${link.href}`];
}

function findingLines(finding: Finding, index: number): string[] {
  const { title, certainty, severity, sentence, howWeKnow, remedy, link, code } = finding;
  return [
    "",
    `${index + 1}. ${title} (${sureness[certainty]}, ${severity})`,
    `   ${sentence}`,
    `   How we know: ${howWeKnow}`,
    ...remedy.map((step) => `   → ${step}`),
    ...linkLine(link),
    `   Code: ${code} (docs/diagnostics.md)`,
  ];
}

/** Findings that are answers; what could not be checked is said beside its check. */
function answers({ findings }: Examination): Finding[] {
  return findings.filter(({ certainty }) => certainty !== "unknown");
}

/** The doctor's report for a terminal. */
export function asText({ target }: DoctorPlan, examination: Examination): string {
  const { name, appUrl, clientId } = target.environment;
  const mode = target.authMode === "cookie" ? "a session cookie" : "the browser only (client-only)";
  return [
    `${name}: ${appUrl}, client ${clientId}, sessions kept by ${mode}`,
    "",
    ...examination.checks.flatMap(checkLines),
    "",
    verdict(examination.findings, name),
    ...answers(examination).flatMap(findingLines),
  ].join("\n");
}

/** The doctor's report for programs; it holds no secret. */
export function asJson({ target }: DoctorPlan, examination: Examination): string {
  const { environment, authMode } = target;
  return JSON.stringify({ environment, authMode, ...examination }, null, 2);
}

const isSure = ({ certainty }: Finding): boolean =>
  certainty === "proven" || certainty === "likely";

/** 1 when something that stops sign-in is proven or most likely, else 0. */
export function exitCodeOf({ findings }: Examination): 0 | 1 {
  return findings.some((finding) => isSure(finding) && finding.severity === "blocking") ? 1 : 0;
}
