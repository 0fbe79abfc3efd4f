import { useQuery_experimental as useQueryState } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useSearchParams } from "react-router-dom";
import { api } from "../../convex/_generated/api";
import { HOUR_IN_MS, startOf } from "../../convex/gatehouse/lib/utc";
import { useNow } from "../ui/useNow";

/** Ranges to choose from, in UTC days with today. */
export const RANGES_IN_DAYS = [7, 30, 90] as const;

export type RangeInDays = (typeof RANGES_IN_DAYS)[number];
export type OverviewData = FunctionReturnType<typeof api.gatehouse.metrics.overview>;
export type Day = OverviewData["days"][number];
export type Health = FunctionReturnType<typeof api.gatehouse.inbox.health>;

const DEFAULT_RANGE: RangeInDays = 30;

/** The range on screen, kept in the address (`?days=30`), and how to choose another. */
export function useRange(): [RangeInDays, (days: RangeInDays) => void] {
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get("days"));
  const range = RANGES_IN_DAYS.find((days) => days === asked) ?? DEFAULT_RANGE;
  return [range, (days) => setParams({ days: String(days) }, { replace: true })];
}

/** The figures of a range; live, and asked anew when the hour turns. */
export function useOverview(days: RangeInDays) {
  const hourAt = startOf(HOUR_IN_MS, useNow());
  return useQueryState({ query: api.gatehouse.metrics.overview, args: { days, hourAt } });
}
