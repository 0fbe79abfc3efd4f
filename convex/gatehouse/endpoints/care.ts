import { WEBHOOK_EVENTS } from "../../../webhooks/eventTypes";
import { isObject } from "../../../webhooks/json";

/** A webhook endpoint registered in WorkOS. Its secret stays out. */
export interface Endpoint {
  id: string;
  url: string;
  enabled: boolean;
  events: string[];
  /** Whether its secret is one this deployment has; `unknown` when WorkOS does not show it. */
  secret: "fits" | "differs" | "unknown";
}

/** What an endpoint is to this deployment. `wrong-host`: ours, but under .convex.cloud. */
export type Relation = "ours" | "wrong-host" | "other";

/** How this deployment takes in webhooks. */
export interface Receiver {
  /** Where webhooks are to be sent. */
  url: string;
  secrets: readonly string[];
  /** Whether a relay delivers, so that no endpoint has to point here. */
  relayed: boolean;
}

/** One request that mends something. */
export type RepairStep =
  | { kind: "create"; url: string; events: string[] }
  | { kind: "change"; id: string; change: EndpointChange };

interface EndpointChange {
  endpoint_url?: string;
  status?: "enabled" | "disabled";
  events?: string[];
}

/** Reads WorkOS's list of endpoints, leaving their secrets behind. */
export function readEndpoints(list: readonly unknown[], { secrets }: Receiver): Endpoint[] {
  return list.filter(isObject).map(({ id, endpoint_url, status, events, secret }) => ({
    id: String(id),
    url: String(endpoint_url),
    enabled: status === "enabled",
    events: Array.isArray(events) ? events.map(String) : [],
    secret: typeof secret !== "string" ? "unknown" : secrets.includes(secret) ? "fits" : "differs",
  }));
}

/** Whether an endpoint points at `ourUrl`. */
export function relationOf(url: string, ourUrl: string): Relation {
  if (sameUrl(url, ourUrl)) return "ours";
  return sameUrl(url, ourUrl.replace(".convex.site", ".convex.cloud")) ? "wrong-host" : "other";
}

function sameUrl(a: string, b: string): boolean {
  const normal = (url: string) =>
    URL.canParse(url) ? new URL(url).href.replace(/\/+$/, "") : url.trim();
  return normal(a) === normal(b);
}

/** The events an endpoint lacks, of those Gatehouse acts on. */
export function missingEvents(endpoint: Pick<Endpoint, "events">): string[] {
  return WEBHOOK_EVENTS.filter((type) => !endpoint.events.includes(type));
}

/** The endpoint to keep when several are ours: the one that works, or is nearest to it. */
export function keptEndpoint(endpoints: readonly Endpoint[], ourUrl: string): Endpoint | null {
  const ours = endpoints.filter(({ url }) => relationOf(url, ourUrl) === "ours");
  const worth = ({ secret, enabled }: Endpoint) => (secret === "fits" ? 2 : 0) + (enabled ? 1 : 0);
  const fewestMissing = (a: Endpoint, b: Endpoint) =>
    missingEvents(a).length - missingEvents(b).length;
  return ours.sort((a, b) => worth(b) - worth(a) || fewestMissing(a, b))[0] ?? null;
}

/** The requests that leave exactly one endpoint pointing here, enabled, with all events we need. */
export function planRepair(endpoints: readonly Endpoint[], receiver: Receiver): RepairStep[] {
  const { url, relayed } = receiver;
  const kept = keptEndpoint(endpoints, url);
  const misdirected = endpoints.filter((one) => relationOf(one.url, url) === "wrong-host");
  const candidate = kept ?? misdirected[0] ?? null;
  if (candidate === null) {
    return relayed ? [] : [{ kind: "create", url, events: [...WEBHOOK_EVENTS] }];
  }
  const rivals = endpoints.filter(
    (one) => one.id !== candidate.id && one.enabled && relationOf(one.url, url) !== "other",
  );
  return [
    ...mend(candidate, url),
    ...rivals.map(({ id }) => ({
      kind: "change" as const,
      id,
      change: { status: "disabled" as const },
    })),
  ];
}

function mend(endpoint: Endpoint, url: string): RepairStep[] {
  const missing = missingEvents(endpoint);
  const change: EndpointChange = {
    ...(relationOf(endpoint.url, url) === "ours" ? {} : { endpoint_url: url }),
    ...(endpoint.enabled ? {} : { status: "enabled" }),
    ...(missing.length === 0 ? {} : { events: [...endpoint.events, ...missing] }),
  };
  return Object.keys(change).length === 0 ? [] : [{ kind: "change", id: endpoint.id, change }];
}
