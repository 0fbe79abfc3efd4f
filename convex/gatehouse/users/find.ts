import type { Doc } from "../tables/dataModel";
import type { QueryCtx } from "../tables/server";
import { displayName } from "./row";

/** The row of a WorkOS user id, if there is one. */
export async function userByWorkosId(
  ctx: Pick<QueryCtx, "db">,
  workosId: string,
): Promise<Doc<"users"> | null> {
  return await ctx.db
    .query("users")
    .withIndex("gatehouse_by_workos_id", (q) => q.eq("workosId", workosId))
    .unique();
}

/** What to call the users with these WorkOS ids; the unknown have no entry. */
export async function labelsOf(
  ctx: QueryCtx,
  workosIds: Iterable<string>,
): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  for (const workosId of new Set(workosIds)) {
    const user = await userByWorkosId(ctx, workosId);
    const label = user === null ? null : (user.email ?? displayName(user));
    if (label !== null) labels.set(workosId, label);
  }
  return labels;
}
