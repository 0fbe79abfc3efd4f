import { judge } from "../../../convex/diagnostics/judge/judge";
import type { Finding } from "../../../convex/diagnostics/judge/types";
import { analyseHar } from "../../../admin/diagnostics/analysis/har/analyseHar";
import { harText, streamOf } from "../har";
import type { Scenario } from "./types";

/**
 * The findings of a scenario, as the console would show them.
 * @throws Error when a fixture recording cannot be read.
 */
export async function findingsOf({ context, evidence, recording }: Scenario): Promise<Finding[]> {
  if (recording === undefined) return judge(evidence ?? [], context);
  const { visits, options, environment } = recording;
  const analysis = await analyseHar(streamOf(harText(visits, options)), {
    now: context.now,
    environment,
  });
  if ("problem" in analysis) throw new Error(analysis.problem);
  return analysis.findings;
}

/** How the scenarios came out. */
export interface Outcome {
  right: number;
  all: number;
  /** One line for each that came out otherwise. */
  wrong: string[];
}

/** Runs scenarios: right is a first finding that is the true cause, or none when nothing is wrong. */
export async function outcomeOf(scenarios: readonly Scenario[]): Promise<Outcome> {
  const wrong: string[] = [];
  for (const scenario of scenarios) {
    const found = (await findingsOf(scenario)).map(
      ({ code, certainty }) => `${code} (${certainty})`,
    );
    const first = found[0]?.split(" ")[0] ?? null;
    if (first !== scenario.cause) {
      wrong.push(
        `${scenario.name}: ${scenario.cause ?? "nothing"} expected, ${found.join(", ") || "nothing"} found`,
      );
    }
  }
  return { right: scenarios.length - wrong.length, all: scenarios.length, wrong };
}
