import { causeOf, CAUSE_GROUPS } from "../catalogue";
import type { Certainty, Severity } from "../catalogue/types";
import { explains } from "./explains";
import type { Observation } from "./types";

const CERTAINTIES: readonly Certainty[] = ["unknown", "possible", "likely", "proven"];

const certaintyRank = (certainty: Certainty): number => CERTAINTIES.indexOf(certainty);

/** A weak sign of something that stops sign-in still comes before a proven nuisance, not before all. */
const weights: Record<Severity, Record<Certainty, number>> = {
  blocking: { proven: 9, likely: 8, possible: 5, unknown: 0 },
  degrading: { proven: 7, likely: 6, possible: 4, unknown: 0 },
  advisory: { proven: 3, likely: 2, possible: 1, unknown: 0 },
};

/** Never more certain than the catalogue says evidence can make this cause. */
const capped = (observation: Observation): Observation => {
  const { certainty: strongest } = causeOf(observation.code);
  return certaintyRank(observation.certainty) > certaintyRank(strongest)
    ? { ...observation, certainty: strongest }
    : observation;
};

function merge(strong: Observation, weak: Observation): Observation {
  const evidence = [...new Set([...strong.evidence, ...weak.evidence])];
  return { ...strong, evidence, values: { ...weak.values, ...strong.values } };
}

/** One observation per cause and subject, the strongest, with everybody's evidence. */
function merged(observations: readonly Observation[]): Observation[] {
  const byKey = new Map<string, Observation>();
  for (const observation of observations) {
    const key = `${observation.code} ${observation.subject}`;
    const other = byKey.get(key);
    const stronger =
      other !== undefined && certaintyRank(other.certainty) >= certaintyRank(observation.certainty);
    if (other === undefined) byKey.set(key, observation);
    else byKey.set(key, stronger ? merge(other, observation) : merge(observation, other));
  }
  return [...byKey.values()];
}

const isFirm = ({ certainty }: Observation): boolean =>
  certainty === "proven" || certainty === "likely";

function withoutConsequences(observations: readonly Observation[]): Observation[] {
  const explained = new Set(
    observations.filter(isFirm).flatMap(({ code }) => explains[code] ?? []),
  );
  const roots = observations.filter(({ code }) => !explained.has(code));
  const known = new Set(
    roots.filter((root) => root.certainty !== "unknown").map(({ code }) => code),
  );
  return roots.filter((root) => root.certainty !== "unknown" || !known.has(root.code));
}

const weightOf = ({ code, certainty }: Observation): number =>
  weights[causeOf(code).severity][certainty];

const stageOf = ({ code }: Observation): number => CAUSE_GROUPS.indexOf(causeOf(code).group);

/**
 * Puts observations in the order in which to act on them: what surely stops sign-in first, and among
 * equals what comes earlier in a sign-in. Consequences of a firm finding are left out.
 */
export function rank(observations: readonly Observation[]): Observation[] {
  return withoutConsequences(merged(observations.map(capped))).sort(
    (a, b) => weightOf(b) - weightOf(a) || stageOf(a) - stageOf(b),
  );
}
