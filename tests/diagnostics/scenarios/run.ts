import type { Browser } from "playwright-core";
import type { Finding } from "../../../convex/gatehouse/diagnostics/judge/types";
import type { Origin, Scenario } from "./types";

/** What came of a scenario: its findings, the one to act on first; or why it could not be run. */
export type Outcome = readonly Finding[] | Error;

/** Contexts of one browser that record at the same time. */
const SIDE_BY_SIDE = 4;

const attempt = async (scenario: Scenario, browser: Browser): Promise<Outcome> => {
  try {
    return await scenario.findings(browser);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/**
 * Runs scenarios. Recordings go side by side; the others replace the clock and `fetch`, so they wait
 * for the recordings and for each other.
 */
export async function runAll(
  scenarios: readonly Scenario[],
  browser: Browser,
): Promise<Map<Scenario, Outcome>> {
  const outcomes = new Map<Scenario, Outcome>();
  const recordings = scenarios.filter(({ origin }) => origin === "recorded");
  const waiting = [...recordings];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      outcomes.set(next, await attempt(next, browser));
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  for (const scenario of scenarios.filter(({ origin }) => origin !== "recorded"))
    outcomes.set(scenario, await attempt(scenario, browser));
  return outcomes;
}

/** Findings that are answers; what could not be checked is none. */
const answers = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ certainty }) => certainty !== "unknown");

/** Right is a first finding that is the true cause, or none at all when nothing is wrong. */
export const isRight = ({ cause }: Scenario, outcome: Outcome | undefined): boolean =>
  outcome !== undefined &&
  !(outcome instanceof Error) &&
  (answers(outcome)[0]?.code ?? null) === cause;

const ORIGINS: readonly Origin[] = ["recorded", "collected", "sent"];

function words(outcome: Outcome | undefined): string {
  if (outcome instanceof Error) return outcome.message;
  return outcome?.map(({ code, certainty }) => `${code} (${certainty})`).join(", ") || "nothing";
}

/** The figures of one set of scenarios, and a line for each that came out otherwise. */
export function report(
  name: string,
  scenarios: readonly Scenario[],
  outcomes: ReadonlyMap<Scenario, Outcome>,
): string {
  const score = (some: readonly Scenario[]): string => {
    const right = some.filter((one) => isRight(one, outcomes.get(one))).length;
    return `${right} of ${some.length}`;
  };
  const parts = ORIGINS.map((origin) => ({
    origin,
    some: scenarios.filter((one) => one.origin === origin),
  })).filter(({ some }) => some.length > 0);
  return [
    `${name}: ${score(scenarios)} (${parts.map(({ origin, some }) => `${origin} ${score(some)}`).join(", ")})`,
    ...scenarios
      .filter((one) => !isRight(one, outcomes.get(one)))
      .map(
        (one) =>
          `  ${one.name}: ${one.cause ?? "nothing"} is true, ${words(outcomes.get(one))} came first`,
      ),
  ].join("\n");
}
