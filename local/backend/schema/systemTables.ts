import { Table } from "./catalogue";

/** App indexes are numbered from here; system indexes have fixed numbers below. */
export const FIRST_APP_INDEX_NUMBER = 10_001;

// Numbers are part of the stored data: never change or reuse one.
const SYSTEM_TABLES = [
  { number: 1, name: "_scheduled_functions", index: ["by_next", "state.kind", "scheduledTime"] },
  { number: 2, name: "_session_requests", index: ["by_session_request", "sessionId", "requestId"] },
  { number: 3, name: "_cron_jobs", index: ["by_name", "name"] },
  { number: 4, name: "_environment_variables", index: ["by_name", "name"] },
  { number: 5, name: "_storage", index: ["by_storage_id", "storageId"] },
] as const;

/** The backend's own tables, readable by the app only through `db.system`. */
export function systemTables(): Table[] {
  return SYSTEM_TABLES.map(({ number, name, index: [indexName, ...fields] }) => {
    const index = { kind: "database" as const, name: indexName, number, fields: [...fields] };
    return new Table({ name, number, documentType: null, indexes: [index] });
  });
}
