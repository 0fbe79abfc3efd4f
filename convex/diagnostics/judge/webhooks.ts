import type { AvailableEvidence } from "../evidence";
import { parseUrl } from "../hosts";
import type { Given, Observation } from "./types";
import { counted, duration, listed } from "./words";

/** What must be subscribed for users to stay in step. */
export const REQUIRED_EVENTS = ["user.created", "user.updated", "user.deleted"] as const;

const SILENCE_MS = 15 * 60_000;

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

function endpoints({ newest, environment }: Given): Observation[] {
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

const rejectionCodes = {
  signature: "webhook-secret-mismatch",
  timestamp: "webhook-timestamp-refused",
} as const;

function deliveries({ newest, environment }: Given): Observation[] {
  const evidence = newest("inboxHealth");
  if (evidence === null) return [];
  const { facts } = evidence;
  const webhookUrl = environment?.webhookUrl;
  const common = {
    subject: webhookUrl ?? "webhooks",
    evidence: [evidence],
    ...(webhookUrl === undefined ? {} : { values: { webhookUrl } }),
  };
  if (!facts.secretConfigured) {
    const sentence = "WORKOS_WEBHOOK_SECRET is not set, so every delivery is refused.";
    const howWeKnow = "The deployment's variables were looked at, by name.";
    return [{ ...common, code: "webhook-secret-unset", certainty: "proven", sentence, howWeKnow }];
  }
  return [
    ...rejections(evidence, common),
    ...failures(evidence, common),
    ...silence(evidence, common),
  ];
}

type Common = Pick<Observation, "subject" | "evidence" | "values">;

function rejections({ facts }: AvailableEvidence<"inboxHealth">, common: Common): Observation[] {
  return facts.rejected.flatMap(({ reason, count }): Observation[] => {
    if (reason === "other" || count === 0) return [];
    const all = facts.receivedLastDay === 0;
    return [
      {
        ...common,
        code: rejectionCodes[reason],
        certainty: all ? "likely" : "possible",
        sentence: `${counted(count, "delivery was", "deliveries were")} refused for the ${reason}, and ${all ? "none was" : `${counted(facts.receivedLastDay, "was", "were")}`} accepted in the last 24 hours.`,
        howWeKnow: "The receiver counts what it refuses, by reason.",
      },
    ];
  });
}

function failures({ facts }: AvailableEvidence<"inboxHealth">, common: Common): Observation[] {
  if (facts.failedTypes.length === 0 || facts.receivedLastDay === 0) return [];
  return [
    {
      ...common,
      code: "webhook-decoding-strict",
      certainty: "likely",
      sentence: `Events of the types ${listed(facts.failedTypes)} fail, while others are applied.`,
      howWeKnow: "The inbox keeps every delivery with its outcome.",
    },
  ];
}

function silence({ facts }: AvailableEvidence<"inboxHealth">, common: Common): Observation[] {
  const { latestEventAt, lastReceivedAt } = facts;
  const gap = latestEventAt === null ? 0 : latestEventAt - (lastReceivedAt ?? 0);
  if (gap <= SILENCE_MS || facts.rejected.some(({ count }) => count > 0)) return [];
  const last =
    lastReceivedAt === null
      ? "none was ever received"
      : `the last delivery is ${duration(gap)} older`;
  return [
    {
      ...common,
      code: "webhooks-silent",
      certainty: "likely",
      sentence: `WorkOS has newer events, and ${last}.`,
      howWeKnow: "The newest event at WorkOS was compared with the last delivery received.",
    },
  ];
}

/** Whether WorkOS's news arrives: the endpoint, its events, its secret, its deliveries. */
export function judgeWebhooks(given: Given): Observation[] {
  return [...endpoints(given), ...deliveries(given)];
}
