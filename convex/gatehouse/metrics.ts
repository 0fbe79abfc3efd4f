import { v } from "convex/values";
import type { Doc } from "./tables/dataModel";
import type { QueryCtx } from "./tables/server";
import { appError } from "./lib/errors";
import { operatorQuery } from "./functions";
import { completedUntil, dayFigures, figuresByDay } from "./metrics/days";
import { DAY_IN_MS, startOf } from "./lib/utc";

const MAX_DAYS = 92;
const WEEK_IN_MS = 7 * DAY_IN_MS;

const comparison = v.object({ untilAt: v.number(), today: v.number(), lastWeek: v.number() });

/**
 * The figures of the last `days` UTC days, oldest first, the last one being today; and today's
 * completed sign-ins up to `hourAt` beside those of the same hours a week before. Reads roll-ups
 * only: at most 16 small rows a day, however many users there are.
 *
 * `hourAt` is the beginning of the UTC hour it is (epoch ms). The caller says it, because a query
 * that looks at the clock is not asked again when the day turns.
 * @throws `invalid_input` when `days` is not a whole number from 1 to 92
 */
export const overview = operatorQuery({
  role: "auditor",
  args: { days: v.number(), hourAt: v.number() },
  returns: v.object({ days: v.array(dayFigures), comparison }),
  handler: async (ctx, { days, hourAt }) => {
    if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS) {
      throw appError("invalid_input", `Ask for 1 to ${MAX_DAYS} days.`);
    }
    const todayAt = startOf(DAY_IN_MS, hourAt);
    const firstDayAt = todayAt - (days - 1) * DAY_IN_MS;
    const rows = await ctx.db
      .query("metricDays")
      .withIndex("by_day_at", (q) => q.gte("dayAt", firstDayAt))
      .collect();
    const weekAgo = await dayRows(ctx, todayAt - WEEK_IN_MS);
    return {
      days: figuresByDay(rows, firstDayAt, todayAt),
      comparison: {
        untilAt: hourAt,
        today: completedUntil(rows, hourAt),
        lastWeek: completedUntil(weekAgo, hourAt - WEEK_IN_MS),
      },
    };
  },
});

async function dayRows(ctx: QueryCtx, dayAt: number): Promise<Doc<"metricDays">[]> {
  return await ctx.db
    .query("metricDays")
    .withIndex("by_day_at", (q) => q.eq("dayAt", dayAt))
    .collect();
}
