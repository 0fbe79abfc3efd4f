import type { FunctionArgs } from "convex/server";
import type { api } from "../../convex/_generated/api";
import { DAY_IN_MS, startOf } from "../../convex/gatehouse/lib/utc";
import { daysTo, lastDays as lastDaysOf } from "./utcDays";

type ApiFilter = FunctionArgs<typeof api.gatehouse.signIns.list>["filter"];

/**
 * The console's sign-in filter in the API's words. Addresses name UTC days ("2026-11-20") or count
 * them back from today, so that a link means the same to a colleague.
 */
export function signInFilter(filter: Record<string, unknown>, nowMs: number): ApiFilter {
  const { day, lastDays, ...rest } = filter;
  const onDay = daysTo(day);
  if (onDay !== null) return { ...rest, ...onDay };
  const last = lastDaysOf(lastDays, startOf(DAY_IN_MS, nowMs));
  return last === null ? rest : { ...rest, from: last.from };
}
