import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import type { Evidence } from "../../../convex/gatehouse/diagnostics/evidence";
import { isAvailable } from "../../../convex/gatehouse/diagnostics/evidence";
import type { IconName } from "../../ui/Icon";
import type { Tone } from "../../ui/Status";
import { count } from "../../ui/words";

/** An environment's newest run, as Convex tells of it. */
export type RunView = NonNullable<FunctionReturnType<typeof api.gatehouse.diagnostics.latest>>;
export type Check = RunView["checks"][number];

const isDone = ({ state }: Check): boolean => state !== "pending" && state !== "running";

/** How a run stands, in one line: how far it is, or how it ended. */
export function runLine({ run, checks, findings }: RunView): string {
  if (run.state === "running") {
    return `${checks.filter(isDone).length} of ${count(checks.length, "check")} done`;
  }
  const found = findings.filter(({ certainty }) => certainty !== "unknown").length;
  const passed = checks.filter(({ state }) => state === "passed").length;
  const open = checks.filter(({ state }) => state === "unavailable").length;
  if (found > 0) return `${count(found, "thing")} to mend, ${count(passed, "check")} passed`;
  if (open > 0) {
    return `${count(passed, "check")} passed, ${open} could not be made from here`;
  }
  return `All ${count(passed, "check")} passed`;
}

/** A check's state: shape, word, colour. */
export const CHECK_STATES: Readonly<
  Record<Check["state"], { tone: Tone; icon: IconName; label: string }>
> = {
  pending: { tone: "neutral", icon: "pending", label: "waiting" },
  running: { tone: "neutral", icon: "pending", label: "checking …" },
  passed: { tone: "ok", icon: "ok", label: "passed" },
  findings: { tone: "failure", icon: "failure", label: "to mend" },
  unavailable: { tone: "unknown", icon: "pending", label: "not checked" },
};

/** The evidence that a check brought. */
function evidenceIn({ evidence }: Pick<Check, "evidence">): Evidence[] {
  return JSON.parse(evidence) as Evidence[];
}

/** The WorkOS ids of people who signed in and have no row, as the run's evidence names them. */
export function peopleWithoutRow(checks: readonly Check[]): string[] {
  const ids = checks
    .flatMap(evidenceIn)
    .filter(isAvailable)
    .flatMap((evidence) =>
      evidence.kind === "provisioningGaps"
        ? evidence.facts.signedInWithoutRow.map(({ workosId }) => workosId)
        : [],
    );
  return [...new Set(ids)];
}

/** The checks that brought a finding's evidence: those to make again once it is mended. */
export function checksBehind(
  finding: { evidence: readonly { kind: string; source: string }[] },
  checks: readonly Check[],
): Check["key"][] {
  return checks
    .filter((check) =>
      evidenceIn(check).some(({ kind, source }) =>
        finding.evidence.some((ref) => ref.kind === kind && ref.source === source),
      ),
    )
    .map(({ key }) => key);
}
