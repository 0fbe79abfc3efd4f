import { causeOf } from "../catalogue";
import { workosLink } from "../catalogue/links";
import { fillTemplate } from "../catalogue/placeholders";
import type { DeepLink, TemplateValues } from "../catalogue/types";
import { parseUrl } from "../hosts";
import type { EnvironmentRecord, Finding, Observation } from "./types";

function environmentValues(environment: EnvironmentRecord | null): TemplateValues {
  const app = parseUrl(environment?.appUrl ?? "");
  if (environment === null || app === null) return {};
  return {
    clientId: environment.clientId,
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
  if ("run" in link) return { command: fillTemplate(link.run, values) };
  return workosLink(link.workos, environment?.environmentId);
}

/**
 * Makes a finding of an observation: the catalogue's words filled with the real values.
 * @param observation what a rule saw.
 * @param environment the environment's record, for values the rule did not know.
 */
export function toFinding(
  observation: Observation,
  environment: EnvironmentRecord | null,
): Finding {
  const { code, certainty, subject, sentence, howWeKnow } = observation;
  const entry = causeOf(code);
  const values = { ...environmentValues(environment), ...observation.values };
  return {
    code,
    title: entry.title,
    severity: entry.severity,
    certainty,
    subject,
    sentence,
    howWeKnow,
    evidence: observation.evidence.map(({ kind, source, at }) => ({ kind, source, at })),
    remedy: entry.remedy.map((step) => fillTemplate(step, values)),
    link: linkOf(entry.deepLink, values, environment),
    unknownReason: observation.unknownReason ?? null,
  };
}
