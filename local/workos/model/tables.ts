import { Collection, type Row } from "./collection";
import type { Journal } from "./journal";
import type {
  CorsOrigin,
  RedirectUri,
  RefreshToken,
  Session,
  Setting,
  User,
  WebhookEndpoint,
  WorkosEvent,
} from "./types";

export interface Tables {
  readonly users: Collection<User>;
  readonly sessions: Collection<Session>;
  readonly events: Collection<WorkosEvent>;
  readonly redirectUris: Collection<RedirectUri>;
  readonly corsOrigins: Collection<CorsOrigin>;
  readonly webhookEndpoints: Collection<WebhookEndpoint>;
  readonly refreshTokens: Collection<RefreshToken>;
  readonly settings: Collection<Setting>;
}

// WorkOS keeps events for up to 90 days (data-syncing guide).
const EVENT_RETENTION_MS = 90 * 86_400_000;

/**
 * Opens everything the model remembers, filled from the journal.
 * @param now UTC epoch milliseconds; events older than WorkOS keeps them are left out
 */
export function openTables(journal: Journal, now: number): Tables {
  const open = <T extends Row>(name: string) => new Collection<T>(name, journal.append);
  const tables: Tables = {
    users: open("users"),
    sessions: open("sessions"),
    events: open("events"),
    redirectUris: open("redirectUris"),
    corsOrigins: open("corsOrigins"),
    webhookEndpoints: open("webhookEndpoints"),
    refreshTokens: open("refreshTokens"),
    settings: open("settings"),
  };
  restore(tables, journal);
  forgetOldEvents(tables.events, new Date(now - EVENT_RETENTION_MS).toISOString());
  forgetSpentTokens(tables.refreshTokens);
  return tables;
}

function restore(tables: Tables, journal: Journal): void {
  const byName = new Map<string, Collection<Row>>();
  for (const table of Object.values(tables) as Collection<Row>[]) byName.set(table.name, table);
  for (const change of journal.changes)
    if ("put" in change) byName.get(change.in)?.restore(change.put);
}

function forgetOldEvents(events: Collection<WorkosEvent>, oldest: string): void {
  for (const { id, created_at } of [...events.all()]) if (created_at < oldest) events.remove(id);
}

function forgetSpentTokens(tokens: Collection<RefreshToken>): void {
  for (const { id, exchanged_at } of [...tokens.all()])
    if (exchanged_at !== null) tokens.remove(id);
}
