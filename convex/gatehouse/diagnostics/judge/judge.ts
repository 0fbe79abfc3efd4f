import { causeOf } from "../catalogue";
import type { Evidence } from "../evidence";
import { judgeBelonging } from "./belonging";
import { judgeBrowser } from "./browser";
import { judgeCallback } from "./callback";
import { judgeChecklist } from "./checklist";
import { judgeClient } from "./client";
import { judgeConfiguredProviders } from "./configuredProviders";
import { judgeConvex } from "./convex";
import { judgeCookies } from "./cookies";
import { judgeCors } from "./cors";
import { judgeDeliveries } from "./deliveries";
import { judgeErrorPages } from "./errorPages";
import { toFinding } from "./finding";
import { given } from "./given";
import { judgePerson } from "./person";
import { judgeProvisioning } from "./provisioning";
import { rank } from "./rank";
import { judgeRecording } from "./recording";
import { judgeRedirect } from "./redirect";
import { judgeSession } from "./session";
import { judgeSignOuts } from "./signOuts";
import type { Finding, JudgeContext, Rule } from "./types";
import { judgeUnknown } from "./unknown";
import { judgeWebhooks } from "./webhooks";

const rules: readonly Rule[] = [
  judgeClient,
  judgeBelonging,
  judgeRedirect,
  judgeErrorPages,
  judgeCallback,
  judgeChecklist,
  judgeCors,
  judgeCookies,
  judgeBrowser,
  judgeSession,
  judgeSignOuts,
  judgeRecording,
  judgeConvex,
  judgeConfiguredProviders,
  judgeWebhooks,
  judgeDeliveries,
  judgeProvisioning,
  judgePerson,
  judgeUnknown,
];

/**
 * Judges evidence: pure, so the same evidence always gives the same findings.
 * @param evidence everything that was collected, also what could not be.
 * @param context how the app keeps sessions, which environment, and the present time.
 * @returns findings, the one to act on first; none when all is well.
 * @example
 * const [first] = judge([evidence("corsOrigins", { origins: [] }, from)], context);
 * // first.code === "cors-origin-missing"
 */
export function judge(evidence: readonly Evidence[], context: JudgeContext): Finding[] {
  const { authMode } = context;
  const everything = given(evidence, context);
  const observations = rules
    .flatMap((rule) => rule(everything))
    .filter(({ code }) => authMode === null || causeOf(code).authModes.includes(authMode));
  return rank(observations).map((observation) => toFinding(observation, context));
}
