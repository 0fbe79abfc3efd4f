import type { TemplateValues } from "../../../../convex/gatehouse/diagnostics/catalogue/placeholders";
import type { AuthMode } from "../../../../convex/gatehouse/diagnostics/catalogue/types";
import { evidence } from "../../../../convex/gatehouse/diagnostics/evidence";
import type { HarFacts } from "../../../../convex/gatehouse/diagnostics/harFacts";
import { isSessionCookie } from "../../../../convex/gatehouse/diagnostics/judge/cookies";
import { judge } from "../../../../convex/gatehouse/diagnostics/judge/judge";
import type { Finding } from "../../../../convex/gatehouse/diagnostics/judge/types";
import { environmentOf, type KnownEnvironment } from "./environmentOf";
import { HarProblem } from "./problem";
import type { ReadOptions } from "./readHar";
import { readHar } from "./readHar";

/** A recording, read and judged. */
export interface HarAnalysis {
  facts: HarFacts;
  /** How the app keeps sessions, as far as the recording shows. */
  authMode: AuthMode | null;
  /** The name of the environment it was compared with; null when none fits. */
  environment: string | null;
  findings: Finding[];
}

/** What a recording is judged against, and how it is read. */
export interface AnalyseOptions extends ReadOptions {
  /** The app's environments; the one that the recording was made in is judged with it. */
  environments: readonly KnownEnvironment[];
  /** For remedies that name a value the recording does not hold. */
  deployment?: TemplateValues;
}

/** How the app keeps sessions: a browser that exchanges codes itself has no server to do it. */
function authModeOf({ steps }: HarFacts): AuthMode | null {
  if (steps.some((step) => step.role === "authenticate" && step.fetched)) return "client-only";
  const isServer = steps.some(
    (step) =>
      (step.role === "app" || step.role === "callback") &&
      step.cookiesSet.some((cookie) => isSessionCookie(cookie.name)),
  );
  return isServer ? "cookie" : null;
}

/**
 * Reads a HAR file and judges it, all in the browser.
 * @param source the file's bytes, for example `file.stream()`.
 * @param options the present time, the environments to compare with, progress, a signal to stop.
 * @returns the analysis, or a sentence that says why the file cannot be read.
 */
export async function analyseHar(
  source: ReadableStream<Uint8Array>,
  options: AnalyseOptions,
): Promise<HarAnalysis | { problem: string }> {
  try {
    const facts = await readHar(source, options);
    const authMode = authModeOf(facts);
    const recording = evidence("har", facts, { source: "the HAR file", at: options.now });
    const { environments, deployment = {}, now } = options;
    const own = environmentOf(facts, environments);
    const context = { authMode, environment: own?.record ?? null, deployment, now };
    const findings = judge([recording, ...(own?.lists ?? [])], context);
    return { facts, authMode, environment: own?.record.name ?? null, findings };
  } catch (error) {
    if (error instanceof HarProblem) return { problem: error.message };
    throw error;
  }
}
