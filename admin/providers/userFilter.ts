import type { FunctionArgs } from "convex/server";
import type { api } from "../../convex/_generated/api";
import { MONTH_IN_DAYS } from "../../convex/gatehouse/metrics/monthlyWindow";
import { DAY_IN_MS, startOf } from "../../convex/gatehouse/lib/utc";
import { daysTo, lastDays } from "./utcDays";

type ApiFilter = FunctionArgs<typeof api.gatehouse.users.list>["filter"];

/**
 * The console's user filter in the API's words. Addresses name UTC days ("2026-11-20") or count
 * them back from today ("not seen for n days"), so that a link means the same to a colleague;
 * counted from the start of the UTC day, so that it is one query all day.
 */
export function userFilter(filter: Record<string, unknown>, nowMs: number): ApiFilter {
  const { notSeenForDays, createdOn, createdInDays, activeOn, activeInDays, ...others } = filter;
  const { monthlyActiveOn, ...rest } = others;
  const todayAt = startOf(DAY_IN_MS, nowMs);
  const created = daysTo(createdOn) ?? lastDays(createdInDays, todayAt);
  const active =
    daysTo(activeOn) ?? daysTo(monthlyActiveOn, MONTH_IN_DAYS) ?? lastDays(activeInDays, todayAt);
  return {
    ...rest,
    ...(typeof notSeenForDays === "number" && {
      notSeenSince: todayAt - notSeenForDays * DAY_IN_MS,
    }),
    ...(created && { createdFrom: created.from, createdUntil: created.until }),
    ...(active && { activeFrom: active.from, activeUntil: active.until }),
  };
}
