import type { PaginationOptions, PaginationResult } from "convex/server";
import { v, type Infer } from "convex/values";
import { nullable } from "convex-helpers/validators";
import type { QueryCtx } from "../tables/server";
import { labelsOf } from "../users/find";
import { schema } from "../tables/schema";

/** A loop as lists show it. */
export const loopRow = v.object({
  ...schema.tables.loginLoops.validator.fields,
  _id: v.id("loginLoops"),
  userLabel: nullable(v.string()),
});

interface LoopFilter {
  workosUserId?: string;
  unresolved?: boolean;
}

/** Login loops, newest first, with the name of the person. */
export async function listLoops(
  ctx: QueryCtx,
  { workosUserId, unresolved = false }: LoopFilter,
  options: PaginationOptions,
): Promise<PaginationResult<Infer<typeof loopRow>>> {
  const loops = ctx.db.query("loginLoops");
  const indexed =
    workosUserId !== undefined
      ? loops.withIndex("by_workos_user_started_at", (q) => q.eq("workosUserId", workosUserId))
      : unresolved
        ? loops.withIndex("by_resolved_started_at", (q) => q.eq("resolved", false))
        : loops.withIndex("by_started_at");
  const result = await indexed.order("desc").paginate(options);
  const rows = result.page.filter((loop) => !unresolved || !loop.resolved);
  const labels = await labelsOf(
    ctx,
    rows.map((loop) => loop.workosUserId),
  );
  const page = rows.map(({ _creationTime: _, ...loop }) => ({
    ...loop,
    userLabel: labels.get(loop.workosUserId) ?? null,
  }));
  return { ...result, page };
}
