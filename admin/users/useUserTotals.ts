import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import type { UserFilters } from "../addresses/users";

export type UserTotals = FunctionReturnType<typeof api.gatehouse.users.totals>;

/** How many users there are, by status; live. */
export function useUserTotals(): UserTotals | undefined {
  return useQuery(api.gatehouse.users.totals, {});
}

/** How many rows a filter leaves, where that is counted: no filter at all, or a status alone. */
export function totalFor(filters: UserFilters, totals: UserTotals | undefined): number | undefined {
  const { status, ...others } = filters;
  if (!totals || Object.keys(others).length > 0) return undefined;
  return totals[status ?? "all"];
}
