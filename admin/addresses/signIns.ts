import { isText, isUtcDay, isWhole, oneOf, type FilterRules } from "./filterRules";

/** In the order of the choices. */
export const SIGN_IN_OUTCOMES = ["succeeded", "failed"] as const;

/** The filter of the sign-ins as it stands in the address; `day` is a UTC day, "2026-11-20". */
export interface SignInFilters {
  outcome?: (typeof SIGN_IN_OUTCOMES)[number];
  method?: string;
  errorCode?: string;
  userId?: string;
  day?: string;
  lastDays?: number;
}

/** What an address may say. */
export const SIGN_IN_FILTER_RULES: FilterRules<SignInFilters> = {
  outcome: oneOf(SIGN_IN_OUTCOMES),
  method: isText,
  errorCode: isText,
  userId: isText,
  day: isUtcDay,
  lastDays: isWhole,
};

/** The ledger of sign-ins, filtered. */
export const signInsPath = (filters: SignInFilters) =>
  `/sign-ins?filter=${encodeURIComponent(JSON.stringify(filters))}`;
