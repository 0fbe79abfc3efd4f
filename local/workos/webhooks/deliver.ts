import { setTimeout as sleep } from "node:timers/promises";
import type { Model } from "../model/model";
import type { WebhookEndpoint, WorkosEvent } from "../model/types";
import { signWebhook } from "./sign";
import type { Delivery } from "./log";

// WorkOS does not document its timeout; Svix waits 15 s.
const TIMEOUT_MS = 15_000;

/**
 * Delivers one event to one endpoint, trying again along the model's schedule until an attempt is
 * answered 2xx. Stops early when the endpoint is gone or disabled.
 * @param signal gives up the rest
 */
export async function deliver(
  model: Model,
  event: WorkosEvent,
  endpointId: string,
  signal: AbortSignal,
): Promise<void> {
  const delays = [...model.config.retryDelaysMs];
  for (let attempt = 1; !signal.aborted; attempt++) {
    await pause(model.faults().webhooks.delayMs, signal);
    const endpoint = model.tables.webhookEndpoints.get(endpointId);
    if (endpoint?.status !== "enabled" || signal.aborted) return;
    const result = await attemptDelivery(endpoint, event, model.config.now(), signal);
    const retryInMs = result.outcome === "delivered" ? null : (delays.shift() ?? null);
    model.deliveries.add({ ...describe(event, endpoint, model), ...result, attempt, retryInMs });
    if (retryInMs === null) return;
    await pause(retryInMs, signal);
  }
}

/** The log's line for a delivery that a fault swallowed. */
export function lostDelivery(
  event: WorkosEvent,
  endpoint: WebhookEndpoint,
  model: Model,
): Delivery {
  return {
    ...describe(event, endpoint, model),
    attempt: 1,
    outcome: "lost",
    status: null,
    retryInMs: null,
  };
}

async function attemptDelivery(
  endpoint: WebhookEndpoint,
  event: WorkosEvent,
  nowMs: number,
  signal: AbortSignal,
): Promise<Pick<Delivery, "outcome" | "status">> {
  const body = JSON.stringify(event);
  try {
    const answer = await fetch(endpoint.endpoint_url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "User-Agent": "WorkOS-Stand-in",
        "WorkOS-Signature": signWebhook(body, endpoint.secret, nowMs),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await answer.body?.cancel();
    return { outcome: answer.ok ? "delivered" : "refused", status: answer.status };
  } catch {
    return { outcome: "unreachable", status: null };
  }
}

function describe(event: WorkosEvent, endpoint: WebhookEndpoint, model: Model) {
  return {
    at: new Date(model.config.now()).toISOString(),
    eventId: event.id,
    event: event.event,
    endpointId: endpoint.id,
    url: endpoint.endpoint_url,
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // Giving up is not an error: the caller looks at the signal.
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => undefined);
}
