import type { FunctionArgs } from "convex/server";
import type { api } from "../../convex/_generated/api";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * The console's delivery filter in the API's words. Addresses carry "in the last n hours", so that a
 * link means the same tomorrow; counted from the start of the minute, so that it stays one query.
 */
export function deliveryFilter(
  filter: Record<string, unknown>,
  nowMs: number,
): FunctionArgs<typeof api.gatehouse.inbox.list>["filter"] {
  const { withinHours, ...rest } = filter;
  if (typeof withinHours !== "number") return rest;
  const startOfMinute = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  return { ...rest, receivedSince: startOfMinute - withinHours * HOUR_MS };
}
