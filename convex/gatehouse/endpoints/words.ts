import {
  keptEndpoint,
  missingEvents,
  relationOf,
  type Endpoint,
  type Receiver,
  type RepairStep,
} from "./care";

/** Something wrong with the endpoints; the codes are those of the diagnostics catalogue. */
export interface EndpointProblem {
  code: EndpointProblemCode;
  /** What is wrong and what mends it. */
  sentence: string;
}

export const ENDPOINT_PROBLEM_CODES = [
  "webhook-endpoint-missing",
  "webhook-url-wrong-host",
  "webhook-endpoint-disabled",
  "webhook-events-not-subscribed",
  "webhook-endpoint-duplicated",
  "webhook-secret-unset",
  "webhook-secret-mismatch",
] as const;
type EndpointProblemCode = (typeof ENDPOINT_PROBLEM_CODES)[number];

const MAX_NAMED = 3;

/** What is wrong with the registered endpoints, worst first; empty when all is well. */
export function endpointProblems(
  endpoints: readonly Endpoint[],
  receiver: Receiver,
): EndpointProblem[] {
  const kept = keptEndpoint(endpoints, receiver.url);
  return [
    ...(kept === null ? absent(endpoints, receiver) : faults(kept)),
    ...rivals(endpoints, receiver, kept),
    ...secretProblems(kept, receiver),
  ];
}

function absent(endpoints: readonly Endpoint[], { url, relayed }: Receiver): EndpointProblem[] {
  const misdirected = endpoints.find((one) => relationOf(one.url, url) === "wrong-host");
  if (misdirected !== undefined) {
    return [
      {
        code: "webhook-url-wrong-host",
        sentence: `${misdirected.url} ends in .convex.cloud, where Convex answers no webhooks. It has to be ${url}.`,
      },
    ];
  }
  if (relayed) return [];
  const others =
    endpoints.length === 0 ? "none is registered" : `of ${endpoints.length}, none does`;
  return [
    {
      code: "webhook-endpoint-missing",
      sentence: `No endpoint in WorkOS points at ${url}: ${others}. Until one does, changes arrive only when the Events API is read, once a minute.`,
    },
  ];
}

function faults(kept: Endpoint): EndpointProblem[] {
  const problems: EndpointProblem[] = [];
  if (!kept.enabled) {
    problems.push({
      code: "webhook-endpoint-disabled",
      sentence: `The endpoint ${kept.id} is switched off in WorkOS, so it sends nothing.`,
    });
  }
  const missing = missingEvents(kept);
  if (missing.length > 0) {
    problems.push({
      code: "webhook-events-not-subscribed",
      sentence: `The endpoint ${kept.id} is not told about ${someOf(missing)}.`,
    });
  }
  return problems;
}

/** The first few; the rest as a number. */
function someOf(names: readonly string[]): string {
  if (names.length <= MAX_NAMED) return names.join(", ");
  return `${names.slice(0, MAX_NAMED).join(", ")} and ${names.length - MAX_NAMED} more`;
}

function rivals(
  endpoints: readonly Endpoint[],
  { url }: Receiver,
  kept: Endpoint | null,
): EndpointProblem[] {
  const same = endpoints.filter(
    (one) => one.enabled && one.id !== kept?.id && relationOf(one.url, url) === "ours",
  );
  if (same.length === 0) return [];
  return [
    {
      code: "webhook-endpoint-duplicated",
      sentence: `${same.length + 1} endpoints point here, each with its own secret: every event comes more than once, or is refused. Only ${kept?.id ?? "one"} is needed.`,
    },
  ];
}

function secretProblems(kept: Endpoint | null, { secrets, relayed }: Receiver): EndpointProblem[] {
  if (secrets.length === 0 && !relayed) {
    return [
      {
        code: "webhook-secret-unset",
        sentence:
          "WORKOS_WEBHOOK_SECRET is not set on this deployment, so every delivery is turned away.",
      },
    ];
  }
  if (kept?.secret !== "differs") return [];
  return [
    {
      code: "webhook-secret-mismatch",
      sentence: `WORKOS_WEBHOOK_SECRET does not hold the signing secret of ${kept.id}, so its deliveries are refused.`,
    },
  ];
}

/** A step of the repair as an order: "Enable we_01…". */
export function stepWords(step: RepairStep): string {
  if (step.kind === "create") {
    return `Create an endpoint for ${step.url} with ${step.events.length} events`;
  }
  const { endpoint_url: url, status, events } = step.change;
  const parts = [
    status === "disabled" && "switch it off: another endpoint already points here",
    status === "enabled" && "switch it on",
    url !== undefined && `point it at ${url}`,
    events !== undefined && `subscribe it to all ${events.length} events`,
  ];
  return `Change ${step.id}: ${parts.filter((part) => part !== false).join(", ")}`;
}
