import { causeOf } from "../catalogue";
import { workosLink } from "../catalogue/links";
import {
  fillCommand,
  fillStep,
  fillTemplate,
  type TemplateValues,
} from "../catalogue/placeholders";
import type { Cause, DeepLink } from "../catalogue/types";
import { parseUrl } from "../hosts";
import { keyListUrl } from "../keyList";
import type { EnvironmentRecord, Finding, JudgeContext, Observation } from "./types";

function environmentValues(environment: EnvironmentRecord | null): TemplateValues {
  const app = parseUrl(environment?.appUrl ?? "");
  if (environment === null || app === null) return {};
  return {
    clientId: environment.clientId,
    jwksUrl: keyListUrl(environment),
    convexUrl: environment.convexUrl,
    webhookUrl: environment.webhookUrl,
    redirectUri: environment.redirectUri,
    callbackPath: parseUrl(environment.redirectUri)?.pathname ?? "/callback",
    origin: app.origin,
    host: app.host,
  };
}

function linkOf(
  link: DeepLink,
  values: TemplateValues,
  environment: EnvironmentRecord | null,
): Finding["link"] {
  if (link === null) return null;
  if ("run" in link) {
    const command = fillCommand(link.run, values);
    return command === null ? null : { command };
  }
  return workosLink(link.workos, environment?.environmentId);
}

const replyOf = ({ reply }: Cause, values: TemplateValues): Pick<Finding, "reply"> =>
  reply === undefined ? {} : { reply: fillTemplate(reply, values) };

/**
 * Makes a finding of an observation: the catalogue's words filled with the real values.
 * @param observation what a rule saw.
 * @param context the environment's record and the deployment, for values the rule did not know.
 */
export function toFinding(
  observation: Observation,
  { environment, deployment = {} }: Pick<JudgeContext, "environment" | "deployment">,
): Finding {
  const { code, certainty, subject, sentence, howWeKnow } = observation;
  const entry = causeOf(code);
  const values = { ...deployment, ...environmentValues(environment), ...observation.values };
  return {
    code,
    title: entry.title,
    severity: entry.severity,
    certainty,
    subject,
    sentence,
    howWeKnow,
    evidence: observation.evidence.map(({ kind, source, at }) => ({ kind, source, at })),
    remedy: entry.remedy.map((step) => fillStep(step, values)),
    link: linkOf(entry.deepLink, values, environment),
    unknownReason: observation.unknownReason ?? null,
    ...replyOf(entry, values),
  };
}
