import { isText, isWhole, oneOf, type FilterRules } from "./filterRules";

/** In the order of the choices. */
export const DELIVERY_STATES = ["unresolved", "failed", "dead", "ignored", "applied"] as const;

/** The filter of the deliveries as it stands in the address. */
export interface DeliveryFilters {
  state?: (typeof DELIVERY_STATES)[number];
  type?: string;
  userId?: string;
  withinHours?: number;
}

/** What an address may say. */
export const DELIVERY_FILTER_RULES: FilterRules<DeliveryFilters> = {
  state: oneOf(DELIVERY_STATES),
  type: isText,
  userId: isText,
  withinHours: isWhole,
};

/** A received event's own page, by WorkOS's event id. */
export const deliveryPath = (eventId: string) => `/webhooks/${encodeURIComponent(eventId)}`;

/** The ledger with an event open beside it. */
export const deliveryPanelPath = (eventId: string) =>
  `/webhooks/panel/${encodeURIComponent(eventId)}`;

export const SYNC_PATH = "/webhooks/sync";
export const DRIFT_PATH = "/webhooks/drift";
export const ENDPOINT_PATH = "/webhooks/endpoint";

/** The ledger narrowed down. */
export const deliveriesPath = (filter: DeliveryFilters) =>
  `/webhooks?filter=${encodeURIComponent(JSON.stringify(filter))}`;

/** What one comparison found. */
export const driftPath = (runId: string) =>
  `${DRIFT_PATH}?filter=${encodeURIComponent(JSON.stringify({ runId }))}`;
