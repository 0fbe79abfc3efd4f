import type { FunctionArgs } from "convex/server";
import type { api } from "../../convex/_generated/api";
import { DAY_IN_MS, startOf } from "../../convex/utc";

type ApiFilter = FunctionArgs<typeof api.signIns.list>["filter"];

/**
 * The console's sign-in filter in the API's words. Addresses name UTC days ("2026-11-20") or count
 * them back from today, so that a link means the same to a colleague.
 */
export function signInFilter(filter: Record<string, unknown>, nowMs: number): ApiFilter {
  const { day, lastDays, ...rest } = filter;
  if (typeof day === "string") {
    const from = Date.parse(`${day}T00:00:00Z`);
    if (Number.isFinite(from)) return { ...rest, from, until: from + DAY_IN_MS };
  }
  if (typeof lastDays !== "number") return rest;
  return { ...rest, from: startOf(DAY_IN_MS, nowMs) - (lastDays - 1) * DAY_IN_MS };
}
