import { http, HttpResponse, type HttpHandler } from "msw";
import { SUBSCRIBABLE_EVENTS } from "../model/eventTypes";
import { newWebhookEndpoint } from "../model/environment";
import type { WebhookEndpoint } from "../model/types";
import type { Api } from "./api";
import { readJson } from "./body";
import { listResponse } from "./lists";
import { json } from "./respond";

/** `/webhook_endpoints`: list (with secrets, as WorkOS does), create, change, delete. */
export function webhookEndpointHandlers({ model, baseUrl }: Api): HttpHandler[] {
  const { config, ids, tables } = model;
  const root = `${baseUrl}/webhook_endpoints`;
  const missing = () =>
    json(404, { code: "entity_not_found", message: "Webhook Endpoint not found." });
  const problemWith = (input: EndpointInput, self?: string) => {
    const twin = tables.webhookEndpoints.find((row) => row.endpoint_url === input.endpoint_url);
    if (twin !== undefined && twin.id !== self)
      return json(409, {
        code: "duplicate_endpoint",
        message: "A Webhook Endpoint with the same endpoint URL already exists.",
      });
    return inputProblem(input);
  };

  return [
    http.get(root, ({ request }) => listResponse(request, tables.webhookEndpoints)),

    http.post(root, async ({ request }) => {
      const { endpoint_url = "", events = [] } = (await readJson(request)) as EndpointInput;
      const problem = problemWith({ endpoint_url, events });
      if (problem !== null) return problem;
      const created = newWebhookEndpoint({ url: endpoint_url, events }, ids, config.now());
      tables.webhookEndpoints.put(created);
      return json(201, created);
    }),

    http.patch(`${root}/:id`, async ({ params, request }) => {
      const endpoint = tables.webhookEndpoints.get(String(params.id));
      if (endpoint === undefined) return missing();
      const input = (await readJson(request)) as EndpointInput;
      const problem = problemWith(input, endpoint.id);
      if (problem !== null) return problem;
      const changed = { ...endpoint, ...pick(input), updated_at: isoNow(config.now()) };
      tables.webhookEndpoints.put(changed);
      return json(200, changed);
    }),

    http.delete(`${root}/:id`, ({ params }) => {
      const id = String(params.id);
      if (tables.webhookEndpoints.get(id) === undefined) return missing();
      tables.webhookEndpoints.remove(id);
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

type EndpointInput = Partial<Pick<WebhookEndpoint, "endpoint_url" | "events" | "status">>;

function inputProblem({ endpoint_url, events, status }: EndpointInput): Response | null {
  if (endpoint_url !== undefined && !isDeliverable(endpoint_url))
    return json(422, {
      code: "invalid_url",
      message: "The endpoint URL must use https (the stand-in also takes http to this machine).",
    });
  if (events !== undefined && !(Array.isArray(events) && events.every(isSubscribable)))
    return invalid("unknown_event_type", "events must list event types a webhook can carry.");
  if (status !== undefined && status !== "enabled" && status !== "disabled")
    return invalid("invalid_enum_value", "status must be enabled or disabled.");
  return null;
}

// WorkOS demands https; a receiver on this machine has none.
function isDeliverable(url: unknown): boolean {
  if (typeof url !== "string" || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const isLoopback = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return protocol === "https:" || (protocol === "http:" && isLoopback);
}

function isSubscribable(event: unknown): boolean {
  return typeof event === "string" && SUBSCRIBABLE_EVENTS.has(event);
}

function invalid(code: string, message: string): Response {
  return json(422, {
    code: "invalid_request_parameters",
    message: "Validation failed.",
    errors: [{ code, message }],
  });
}

function pick({ endpoint_url, events, status }: EndpointInput): EndpointInput {
  return {
    ...(endpoint_url !== undefined && { endpoint_url }),
    ...(events !== undefined && { events }),
    ...(status !== undefined && { status }),
  };
}

function isoNow(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
