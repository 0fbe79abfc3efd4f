import type { PaginationOptions, PaginationResult } from "convex/server";
import { v, type Infer } from "convex/values";
import { streamIndexRange, type IndexBounds } from "convex-helpers/server/stream";
import type { Doc } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { normalizeAgents } from "./agents";
import { SCAN_LIMITS, startingWith } from "./scan";
import schema from "./schema";
import { userStatus } from "./tables/users";
import { statusOf } from "./userRow";

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
});

type UserSort = Infer<typeof userSort>;
type UserFilter = Infer<typeof userFilter>;
type UserPage = PaginationResult<Doc<"users">>;

const INDEX = {
  email: ["by_email", "by_status_email"],
  createdAt: ["by_created_at", "by_status_created_at"],
  updatedAt: ["by_updated_at", "by_status_updated_at"],
  lastSignInAt: ["by_last_sign_in_at", "by_status_last_sign_in_at"],
} as const;

/**
 * One page of users. A WorkOS id finds exactly one, something with "@" goes by e-mail prefix, other
 * words by relevance over name and e-mail; without a search the order is the sort's own index.
 */
export async function listUsers(
  ctx: QueryCtx,
  sort: UserSort,
  filter: UserFilter,
  options: PaginationOptions,
): Promise<UserPage> {
  const search = filter.search?.trim() ?? "";
  const matches = (user: Doc<"users">): boolean => satisfies(user, filter);
  if (search === "") return await sortedPage(ctx, sort, filter, options);
  const found = await searchPage(ctx, search, filter.status, options);
  return { ...found, page: found.page.filter(matches) };
}

async function searchPage(
  ctx: QueryCtx,
  search: string,
  status: UserFilter["status"],
  options: PaginationOptions,
): Promise<UserPage> {
  const users = ctx.db.query("users");
  if (search.startsWith("user_")) {
    return await users.withIndex("by_workos_id", (q) => q.eq("workosId", search)).paginate(options);
  }
  if (search.includes("@")) {
    const prefix = search.toLowerCase();
    return await users
      .withIndex("by_email", (q) => q.gte("email", prefix).lt("email", `${prefix}\uffff`))
      .paginate(options);
  }
  return await users
    .withSearchIndex("search_text", (q) => {
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
  return await streamIndexRange(ctx.db, schema, "users", index, bounds, order)
    .filterWith(async (user) => satisfies(user, filter))
    .paginate({ ...options, ...SCAN_LIMITS });
}

/** The part of the filter the sort's index serves; a missing `lastSignInAt` sorts before any time. */
function boundsOf(field: UserSort["field"], filter: UserFilter): IndexBounds {
  const status = filter.status === undefined ? [] : [filter.status];
  if (field !== "lastSignInAt") return startingWith(status);
  if (filter.neverSignedIn === true) return startingWith([...status, undefined]);
  if (filter.notSeenSince === undefined) return startingWith(status);
  const upperBound = [...status, filter.notSeenSince];
  return { ...startingWith(status), upperBound, upperBoundInclusive: false };
}

function satisfies(user: Doc<"users">, filter: UserFilter): boolean {
  const { status, agent, notSeenSince, neverSignedIn } = filter;
  return (
    (status === undefined || statusOf(user) === status) &&
    (agent === undefined || normalizeAgents(user.enabledAgents ?? []).includes(agent)) &&
    (notSeenSince === undefined || (user.lastSignInAt ?? 0) < notSeenSince) &&
    (neverSignedIn !== true || user.lastSignInAt === undefined)
  );
}
