import type { Model } from "../model/model";

const SHOWN = 12;

/** What the stand-in's own page shows. */
export function describeState(model: Model) {
  const { tables, config } = model;
  const emailOf = (userId: string) => tables.users.get(userId)?.email ?? userId;
  const active = tables.sessions.all().filter((session) => session.status === "active");
  return {
    environment: config.environment,
    clientId: config.clientId,
    users: tables.users.size,
    activeSessions: active.length,
    events: tables.events.size,
    endpoints: tables.webhookEndpoints
      .all()
      .map(({ endpoint_url, status }) => ({ url: endpoint_url, status })),
    signedIn: newest(active).map(({ user_id, auth_method, created_at }) => ({
      email: emailOf(user_id),
      method: auth_method,
      at: created_at,
    })),
    lastEvents: newest(tables.events.all()).map(({ id, event, data, created_at }) => ({
      id,
      event,
      about: aboutOf(data, emailOf),
      at: created_at,
    })),
    lastDeliveries: newest(model.deliveries.all()),
    errorPages: newest(model.errorPages),
    faults: model.faults(),
  };
}

function newest<T>(items: readonly T[]): T[] {
  return items.slice(-SHOWN).reverse();
}

function aboutOf(data: Record<string, unknown>, emailOf: (userId: string) => string): string {
  if (typeof data.email === "string") return data.email;
  return typeof data.user_id === "string" ? emailOf(data.user_id) : "";
}
