import type { PaginationOptions, PaginationResult } from "convex/server";
import { v, type Infer } from "convex/values";
import { streamIndexRange, type IndexBounds } from "convex-helpers/server/stream";
import type { Doc } from "../tables/dataModel";
import type { QueryCtx } from "../tables/server";
import { normalizeAgents } from "./agents";
import { defined } from "../lib/defined";
import { SCAN_LIMITS, startingWith } from "../lib/scan";
import { schema } from "../tables/schema";
import { userStatus } from "../tables/users";
import { ACTIVITY_LIMITS, activeOnDay, wasActive, type ActiveDays } from "./activity";
import { isCreationKnown, statusOf } from "./row";
import { DAY_IN_MS } from "../lib/utc";

export const userSort = v.object({
  field: v.union(
    v.literal("createdAt"),
    v.literal("updatedAt"),
    v.literal("lastSignInAt"),
    v.literal("email"),
  ),
  order: v.union(v.literal("asc"), v.literal("desc")),
});
export const userFilter = v.object({
  search: v.optional(v.string()),
  status: v.optional(userStatus),
  agent: v.optional(v.string()),
  notSeenSince: v.optional(v.number()),
  neverSignedIn: v.optional(v.boolean()),
  // Epoch ms: created at or after `createdFrom`, before `createdUntil`.
  createdFrom: v.optional(v.number()),
  createdUntil: v.optional(v.number()),
  // Signed in on a UTC day that begins at or after `activeFrom`, before `activeUntil`.
  activeFrom: v.optional(v.number()),
  activeUntil: v.optional(v.number()),
});

type UserSort = Infer<typeof userSort>;
type UserFilter = Infer<typeof userFilter>;
type UserPage = PaginationResult<Doc<"users">>;

const INDEX = {
  email: ["gatehouse_by_email", "gatehouse_by_status_email"],
  createdAt: ["gatehouse_by_created_at", "gatehouse_by_status_created_at"],
  updatedAt: ["gatehouse_by_updated_at", "gatehouse_by_status_updated_at"],
  lastSignInAt: ["gatehouse_by_last_sign_in_at", "gatehouse_by_status_last_sign_in_at"],
} as const;

/**
 * One page of users. A WorkOS id finds exactly one, something with "@" goes by e-mail prefix, other
 * words by relevance over name and e-mail; without a search the order is the sort's own index. Who
 * signed in on a single day comes by WorkOS id, whatever the sort's field.
 */
export async function listUsers(
  ctx: QueryCtx,
  sort: UserSort,
  filter: UserFilter,
  options: PaginationOptions,
): Promise<UserPage> {
  const search = filter.search?.trim() ?? "";
  const matches = (user: Doc<"users">): boolean => satisfies(user, filter);
  const active = activeDays(filter);
  if (search !== "") {
    const found = await searchPage(ctx, search, filter.status, options);
    const page = await Promise.all(
      found.page.filter(matches).map(async (user) => {
        return active === null || (await wasActive(ctx, user, active)) ? [user] : [];
      }),
    );
    return { ...found, page: page.flat() };
  }
  if (active !== null && active.untilAt - active.fromAt === DAY_IN_MS) {
    return await activeOnDay(ctx, active.fromAt, sort.order, matches, options);
  }
  return await sortedPage(ctx, sort, filter, options);
}

/** The days the filter wants users to have signed in on; an end it leaves open is far away. */
function activeDays({ activeFrom, activeUntil }: UserFilter): ActiveDays | null {
  if (activeFrom === undefined && activeUntil === undefined) return null;
  return { fromAt: activeFrom ?? 0, untilAt: activeUntil ?? Infinity };
}

async function searchPage(
  ctx: QueryCtx,
  search: string,
  status: UserFilter["status"],
  options: PaginationOptions,
): Promise<UserPage> {
  const users = ctx.db.query("users");
  if (search.startsWith("user_")) {
    return await users
      .withIndex("gatehouse_by_workos_id", (q) => q.eq("workosId", search))
      .paginate(options);
  }
  if (search.includes("@")) {
    const prefix = search.toLowerCase();
    return await users
      .withIndex("gatehouse_by_email", (q) => q.gte("email", prefix).lt("email", `${prefix}\uffff`))
      .paginate(options);
  }
  return await users
    .withSearchIndex("gatehouse_search_text", (q) => {
      const words = q.search("searchText", search);
      return status === undefined ? words : words.eq("status", status);
    })
    .paginate(options);
}

async function sortedPage(
  ctx: QueryCtx,
  { field, order }: UserSort,
  filter: UserFilter,
  options: PaginationOptions,
): Promise<UserPage> {
  const index = INDEX[field][filter.status === undefined ? 0 : 1];
  const bounds = boundsOf(field, filter);
  const active = activeDays(filter);
  return await streamIndexRange(ctx.db, schema, "users", index, bounds, order)
    .filterWith(
      async (user) =>
        satisfies(user, filter) && (active === null || (await wasActive(ctx, user, active))),
    )
    .paginate({ ...options, ...(active === null ? SCAN_LIMITS : ACTIVITY_LIMITS) });
}

/** The part of the filter the sort's index serves; a missing `lastSignInAt` sorts before any time. */
function boundsOf(field: UserSort["field"], filter: UserFilter): IndexBounds {
  const status = filter.status === undefined ? [] : [filter.status];
  if (field === "lastSignInAt" && filter.neverSignedIn === true) {
    return startingWith([...status, undefined]);
  }
  const { from, until } = timesOf(field, filter);
  return {
    ...startingWith(status),
    ...(from !== undefined && { lowerBound: [...status, from] }),
    ...(until !== undefined && { upperBound: [...status, until], upperBoundInclusive: false }),
  };
}

/** Between which times (epoch ms) the sort's field lies; one before the other, or nobody matches. */
function timesOf(field: UserSort["field"], filter: UserFilter): { from?: number; until?: number } {
  const { createdFrom, createdUntil, activeFrom, notSeenSince } = filter;
  if (field === "createdAt") return defined({ from: createdFrom, until: createdUntil });
  if (field === "lastSignInAt") return defined({ from: activeFrom, until: notSeenSince });
  return {};
}

function satisfies(user: Doc<"users">, filter: UserFilter): boolean {
  const { status, agent, notSeenSince, neverSignedIn } = filter;
  return (
    (status === undefined || statusOf(user) === status) &&
    (agent === undefined || normalizeAgents(user.enabledAgents ?? []).includes(agent)) &&
    (notSeenSince === undefined || (user.lastSignInAt ?? 0) < notSeenSince) &&
    (neverSignedIn !== true || user.lastSignInAt === undefined) &&
    wasCreated(user, filter)
  );
}

function wasCreated(user: Doc<"users">, { createdFrom, createdUntil }: UserFilter): boolean {
  if (createdFrom === undefined && createdUntil === undefined) return true;
  const isBetween =
    user.createdAt >= (createdFrom ?? -Infinity) && user.createdAt < (createdUntil ?? Infinity);
  return isBetween && isCreationKnown(user);
}
