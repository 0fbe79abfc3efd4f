import type { AvailableEvidence, Evidence, EvidenceKind } from "../evidence";
import { isAvailable } from "../evidence";
import type { Given, JudgeContext } from "./types";

/**
 * Sorts evidence for the rules.
 * @param everything all evidence, in any order.
 * @param context what the judgement is about.
 */
export function given(everything: readonly Evidence[], context: JudgeContext): Given {
  const newestFirst = everything.filter(isAvailable).sort((a, b) => b.at - a.at);
  const all = <Kind extends EvidenceKind>(kind: Kind): AvailableEvidence<Kind>[] =>
    newestFirst.filter(
      (evidence): evidence is AvailableEvidence<Kind> & AvailableEvidence => evidence.kind === kind,
    );
  return { ...context, everything, all, newest: (kind) => all(kind)[0] ?? null };
}
