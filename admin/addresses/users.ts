import { isText, isTrue, isUtcDay, isWhole, oneOf, type FilterRules } from "./filterRules";

/** In the order of the choices. */
export const USER_STATUSES = ["active", "pending", "deleted"] as const;

/** The filter of the users list as it stands in the address; days are UTC days, "2026-11-20". */
export interface UserFilters {
  search?: string;
  status?: (typeof USER_STATUSES)[number];
  agent?: string;
  notSeenForDays?: number;
  neverSignedIn?: boolean;
  activeOn?: string;
  activeInDays?: number;
  /** The last of the 30 days that count for monthly active users. */
  monthlyActiveOn?: string;
  createdOn?: string;
  createdInDays?: number;
}

/** What an address may say. */
export const USER_FILTER_RULES: FilterRules<UserFilters> = {
  search: isText,
  status: oneOf(USER_STATUSES),
  agent: isText,
  notSeenForDays: isWhole,
  neverSignedIn: isTrue,
  activeOn: isUtcDay,
  activeInDays: isWhole,
  monthlyActiveOn: isUtcDay,
  createdOn: isUtcDay,
  createdInDays: isWhole,
};

/** A person's own page. `id` is a WorkOS id. */
export const userPath = (id: string) => `/users/${encodeURIComponent(id)}`;

/** The list with a person open beside it. */
export const panelPath = (id: string) => `/users/panel/${encodeURIComponent(id)}`;

/** The list, filtered. */
export const usersPath = (filters: UserFilters) =>
  `/users?filter=${encodeURIComponent(JSON.stringify(filters))}`;
