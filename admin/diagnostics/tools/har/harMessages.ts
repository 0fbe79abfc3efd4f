import type { TemplateValues } from "../../../../convex/gatehouse/diagnostics/catalogue/placeholders";
import type { HarAnalysis } from "../../analysis/har/analyseHar";
import type { KnownEnvironment } from "../../analysis/har/environmentOf";

/** What the page asks of the worker. */
export interface HarRequest {
  file: Blob;
  environments: readonly KnownEnvironment[];
  deployment: TemplateValues;
}

/** What the worker says: how far it is, then what it found or why it could not. */
export type HarReply = { bytes: number } | { outcome: HarOutcome };

/** A recording's analysis, or a sentence that says why there is none. */
export type HarOutcome = HarAnalysis | { problem: string };
