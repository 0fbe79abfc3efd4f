/** A received event's own page, by WorkOS's event id. */
export const deliveryPath = (eventId: string) => `/webhooks/${encodeURIComponent(eventId)}`;

/** The ledger with an event open beside it. */
export const deliveryPanelPath = (eventId: string) =>
  `/webhooks/panel/${encodeURIComponent(eventId)}`;

export const SYNC_PATH = "/webhooks/sync";
export const DRIFT_PATH = "/webhooks/drift";
export const ENDPOINT_PATH = "/webhooks/endpoint";

/** The ledger narrowed down. */
export const deliveriesPath = (filter: Record<string, unknown>) =>
  `/webhooks?filter=${encodeURIComponent(JSON.stringify(filter))}`;

/** What one comparison found. */
export const driftPath = (runId: string) =>
  `${DRIFT_PATH}?filter=${encodeURIComponent(JSON.stringify({ runId }))}`;
