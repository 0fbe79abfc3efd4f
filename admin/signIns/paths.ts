import type { SignInFilters } from "./signInFilters";

/** The ledger of sign-ins, filtered. */
export const signInsPath = (filters: SignInFilters) =>
  `/sign-ins?filter=${encodeURIComponent(JSON.stringify(filters))}`;
