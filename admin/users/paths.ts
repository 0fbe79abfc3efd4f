import type { UserFilters } from "./userFilters";

/** A person's own page. `id` is a WorkOS id. */
export const userPath = (id: string) => `/users/${encodeURIComponent(id)}`;

/** The list with a person open beside it. */
export const panelPath = (id: string) => `/users/panel/${encodeURIComponent(id)}`;

/** The list, filtered. */
export const usersPath = (filters: UserFilters) =>
  `/users?filter=${encodeURIComponent(JSON.stringify(filters))}`;
