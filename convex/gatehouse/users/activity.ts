import type { PaginationOptions, PaginationResult } from "convex/server";
import { streamIndexRange } from "convex-helpers/server/stream";
import type { Doc } from "../tables/dataModel";
import type { QueryCtx } from "../tables/server";
import { userByWorkosId } from "./find";
import { SCAN_LIMITS, startingWith } from "../lib/scan";
import { schema } from "../tables/schema";

/** UTC days on one of which a user signed in: from `fromAt` until just before `untilAt`, epoch ms. */
export interface ActiveDays {
  fromAt: number;
  untilAt: number;
}

/** A row here costs a query of its own, and Convex lets a transaction make 4,096 of them. */
export const ACTIVITY_LIMITS = { ...SCAN_LIMITS, maximumRowsRead: 1_000 } as const;

/** Whether the user signed in on one of the days. */
export async function wasActive(
  ctx: QueryCtx,
  user: Doc<"users">,
  { fromAt, untilAt }: ActiveDays,
): Promise<boolean> {
  // Who was last seen before them need not be looked up.
  if ((user.lastSignInAt ?? 0) < fromAt) return false;
  const day = await ctx.db
    .query("userDays")
    .withIndex("by_user_day", (q) =>
      q.eq("workosUserId", user.workosId).gte("dayAt", fromAt).lt("dayAt", untilAt),
    )
    .first();
  return day !== null;
}

/** One page of the users who signed in on a UTC day (epoch ms), by WorkOS id. */
export async function activeOnDay(
  ctx: QueryCtx,
  dayAt: number,
  order: "asc" | "desc",
  matches: (user: Doc<"users">) => boolean,
  options: PaginationOptions,
): Promise<PaginationResult<Doc<"users">>> {
  const users = new Map<string, Doc<"users">>();
  const bounds = startingWith([dayAt]);
  const days = await streamIndexRange(ctx.db, schema, "userDays", "by_day_user", bounds, order)
    .filterWith(async ({ workosUserId }) => {
      const user = await userByWorkosId(ctx, workosUserId);
      if (user === null || !matches(user)) return false;
      users.set(workosUserId, user);
      return true;
    })
    .paginate({ ...options, ...ACTIVITY_LIMITS });
  return { ...days, page: days.page.flatMap(({ workosUserId }) => users.get(workosUserId) ?? []) };
}
