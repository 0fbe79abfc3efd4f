import type { CauseCode } from "../../../convex/diagnostics/catalogue";
import type { Evidence } from "../../../convex/diagnostics/evidence";
import type { EnvironmentRecord, JudgeContext } from "../../../convex/diagnostics/judge/types";
import type { RecordingOptions, Visit } from "../har";
import { clientOnly } from "../fixtures";

/** One setup with its true cause; null when nothing is wrong with it. */
export interface Scenario {
  name: string;
  cause: CauseCode | null;
  context: JudgeContext;
  /** What collectors would gather there. */
  evidence?: readonly Evidence[];
  /** Or what a browser would record there. */
  recording?: {
    visits: readonly Visit[];
    options?: RecordingOptions;
    environment: EnvironmentRecord | null;
  };
}

/** A setup known by collected evidence. */
export const collected = (
  name: string,
  cause: CauseCode | null,
  evidence: readonly Evidence[],
  context: JudgeContext = clientOnly(),
): Scenario => ({ name, cause, evidence, context });

/** A setup known by a recording alone. */
export const recorded = (
  name: string,
  cause: CauseCode | null,
  visits: readonly Visit[],
  options?: RecordingOptions,
): Scenario => ({
  name,
  cause,
  context: clientOnly(),
  recording: { visits, environment: null, ...(options === undefined ? {} : { options }) },
});
