import type { AvailableEvidence } from "../evidence";
import { parseUrl } from "../hosts";
import type { Given, Observation } from "./types";
import { counted, listed } from "./words";

/** What must be subscribed for users to stay in step. */
export const REQUIRED_EVENTS = ["user.created", "user.updated", "user.deleted"] as const;

const withoutSlash = (url: string): string => url.replace(/\/+$/, "");

type Endpoints = AvailableEvidence<"webhookEndpoints">;

const READ = "WorkOS's own list of webhook endpoints was read.";

function noEndpoint(evidence: Endpoints, webhookUrl: string): Observation {
  const { endpoints } = evidence.facts;
  const host = parseUrl(webhookUrl)?.hostname ?? "";
  const cloud = host.replace(/\.convex\.site$/, ".convex.cloud");
  const wrong = endpoints.find(({ url }) => host !== cloud && parseUrl(url)?.hostname === cloud);
  const common = {
    certainty: "proven" as const,
    subject: webhookUrl,
    howWeKnow: READ,
    evidence: [evidence],
    values: { webhookUrl, events: listed(REQUIRED_EVENTS) },
  };
  if (wrong !== undefined) {
    const sentence = `WorkOS sends webhooks to ${wrong.url}; Convex answers them only at ${webhookUrl}.`;
    return { ...common, code: "webhook-url-wrong-host", sentence };
  }
  const others =
    endpoints.length === 0
      ? "no endpoint at all"
      : `only ${listed(endpoints.map(({ url }) => url))}`;
  const sentence = `WorkOS has no webhook endpoint for ${webhookUrl}; there is ${others}.`;
  return { ...common, code: "webhook-endpoint-missing", sentence };
}

/** Whether WorkOS's news can arrive: the endpoint, whether it is on, and what it is told. */
export function judgeWebhooks({ newest, environment }: Given): Observation[] {
  const evidence = newest("webhookEndpoints");
  if (evidence === null || environment === null) return [];
  const { webhookUrl } = environment;
  const ours = evidence.facts.endpoints.filter(
    ({ url }) => withoutSlash(url) === withoutSlash(webhookUrl),
  );
  if (ours.length === 0) return [noEndpoint(evidence, webhookUrl)];
  const common = {
    certainty: "proven" as const,
    subject: webhookUrl,
    howWeKnow: READ,
    evidence: [evidence],
  };
  const enabled = ours.filter((endpoint) => endpoint.enabled);
  if (enabled.length === 0) {
    const sentence = `The webhook endpoint ${webhookUrl} is disabled at WorkOS.`;
    return [{ ...common, code: "webhook-endpoint-disabled", sentence, values: { webhookUrl } }];
  }
  const missing = REQUIRED_EVENTS.filter(
    (event) => !enabled.some(({ events }) => events.includes(event)),
  );
  return [
    ...(missing.length === 0
      ? []
      : [
          {
            ...common,
            code: "webhook-events-not-subscribed" as const,
            sentence: `The webhook endpoint ${webhookUrl} does not receive ${listed(missing)}.`,
            values: { webhookUrl, events: listed(missing) },
          },
        ]),
    ...(enabled.length === 1
      ? []
      : [
          {
            ...common,
            code: "webhook-endpoint-duplicated" as const,
            sentence: `${counted(enabled.length, "endpoint sends", "endpoints send")} to ${webhookUrl}.`,
            values: { webhookUrl },
          },
        ]),
  ];
}
