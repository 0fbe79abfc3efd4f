import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { internal } from "../../_generated/api";
import type { Doc } from "../tables/dataModel";
import { internalAction, internalMutation } from "../tables/server";
import { guestFields } from "../tables/users";
import { syncUserAgents } from "../users/agentRows";
import { APP_FIELDS } from "../users/appFields";
import { countedAs, UserTally } from "../users/tally";

/** Rows a transaction: far from Convex's limits, whatever the app keeps in a row. */
const PAGE_SIZE = 200;

const OURS = Object.keys(guestFields).filter((name) => !(name in APP_FIELDS));

const page = v.object({ rows: v.number(), changed: v.number(), next: nullable(v.string()) });

/**
 * Takes Gatehouse's own fields off the app's users, page by page, so that a schema without Gatehouse
 * fits them again, and them out of the figures. Run it just before the push that removes Gatehouse;
 * again does no harm.
 * @example npx convex run gatehouse/host/leave:strip
 * @returns how many rows there are, and of how many something was taken off
 */
export const strip = internalAction({
  args: {},
  returns: v.object({ rows: v.number(), changed: v.number() }),
  handler: async (ctx) => {
    const total = { rows: 0, changed: 0 };
    let cursor: string | null = null;
    do {
      const done: { rows: number; changed: number; next: string | null } = await ctx.runMutation(
        internal.gatehouse.host.leave.stripPage,
        { cursor },
      );
      total.rows += done.rows;
      total.changed += done.changed;
      cursor = done.next;
    } while (cursor !== null);
    return total;
  },
});

export const stripPage = internalMutation({
  args: { cursor: nullable(v.string()) },
  returns: page,
  handler: async (ctx, { cursor }) => {
    const found = await ctx.db.query("users").paginate({ cursor, numItems: PAGE_SIZE });
    const tally = new UserTally();
    let changed = 0;
    for (const user of found.page) {
      const present = ownFieldsOn(user);
      if (present.length === 0) continue;
      // Without its marks the row would be counted once more when Gatehouse comes back.
      tally.forget(countedAs(user));
      await syncUserAgents(ctx, { ...user, enabledAgents: [] });
      const gone = Object.fromEntries(present.map((name) => [name, undefined]));
      await ctx.db.patch("users", user._id, gone);
      changed += 1;
    }
    await tally.write(ctx, cursor ?? "");
    const next = found.isDone ? null : found.continueCursor;
    return { rows: found.page.length, changed, next };
  },
});

function ownFieldsOn(user: Doc<"users">): string[] {
  return OURS.filter((name) => name in user);
}
