import type { PaginationResult } from "convex/server";
import type { Doc } from "../tables/dataModel";
import type { MutationCtx } from "../tables/server";
import { inboxByEventId } from "../inbox/applyEvent";

/** A mutation may read 16 MiB, and an event's payload may be a quarter of a million characters. */
const PAGE = 40;

/** Records about a user, in the order they are erased. */
export const ERASABLE = [
  "inbox",
  "signIns",
  "attempts",
  "loginLoops",
  "drift",
  "selfChecks",
] as const;

export type Erasable = (typeof ERASABLE)[number];

/**
 * Erases a page of one kind of record about a user.
 * @returns where to go on; null at the end
 */
type Eraser = (
  ctx: MutationCtx,
  user: Doc<"users">,
  cursor: string | null,
) => Promise<string | null>;

/** What erasing each kind of record means. */
export const ERASERS: Record<Erasable, Eraser> = {
  inbox: async (ctx, { workosId }, cursor) =>
    await eachOf(
      await ctx.db
        .query("inbox")
        .withIndex("by_workos_user_received_at", (q) => q.eq("workosUserId", workosId))
        .paginate({ numItems: PAGE, cursor }),
      async (event) => await eraseEvent(ctx, event),
    ),

  signIns: async (ctx, { workosId }, cursor) =>
    await eachOf(
      await ctx.db
        .query("signIns")
        .withIndex("by_workos_user_at", (q) => q.eq("workosUserId", workosId))
        .paginate({ numItems: PAGE, cursor }),
      async ({ _id }) => await ctx.db.patch("signIns", _id, NOBODY),
    ),

  // Failed ones may name only the address.
  attempts: async (ctx, user, cursor) => {
    if (user.email === undefined) return null;
    const { email } = user;
    const until = await endOfAddress(ctx, user, email);
    return await eachOf(
      await ctx.db
        .query("signIns")
        .withIndex("by_email_at", (q) => q.eq("email", email).lt("at", until))
        .paginate({ numItems: PAGE, cursor }),
      async (row) => {
        if (row.workosUserId !== undefined) return;
        await ctx.db.patch("signIns", row._id, NOBODY);
        const event = await inboxByEventId(ctx, row.eventId);
        if (event !== null) await eraseEvent(ctx, event);
      },
    );
  },

  loginLoops: async (ctx, { workosId }, cursor) =>
    await eachOf(
      await ctx.db
        .query("loginLoops")
        .withIndex("by_workos_user_started_at", (q) => q.eq("workosUserId", workosId))
        .paginate({ numItems: PAGE, cursor }),
      async ({ _id }) => await ctx.db.patch("loginLoops", _id, { ip: null, userAgent: null }),
    ),

  drift: async (ctx, { workosId }, cursor) =>
    await eachOf(
      await ctx.db
        .query("drift")
        .withIndex("by_workos_user_found_at", (q) => q.eq("workosUserId", workosId))
        .paginate({ numItems: PAGE, cursor }),
      async ({ _id }) => await ctx.db.patch("drift", _id, { before: undefined, after: undefined }),
    ),

  selfChecks: async (ctx, { workosId }, cursor) =>
    await eachOf(
      await ctx.db
        .query("selfChecks")
        .withIndex("by_workos_user_created_at", (q) => q.eq("workosUserId", workosId))
        .paginate({ numItems: PAGE, cursor }),
      async ({ _id }) => await ctx.db.delete("selfChecks", _id),
    ),
};

const NOBODY = {
  email: undefined,
  ipAddress: undefined,
  userAgent: undefined,
  errorMessage: undefined,
};

async function eachOf<Row>(
  { page, isDone, continueCursor }: PaginationResult<Row>,
  eraseOne: (row: Row) => Promise<void>,
): Promise<string | null> {
  for (const row of page) await eraseOne(row);
  return isDone ? null : continueCursor;
}

/** Leaves of an event that it came. One that failed has nothing left to be tried again with. */
async function eraseEvent(ctx: MutationCtx, event: Doc<"inbox">): Promise<void> {
  const isOpen = event.state === "failed" || event.state === "dead";
  await ctx.db.patch("inbox", event._id, {
    ...{ payload: undefined, payloadSince: undefined, error: undefined },
    history: event.history?.map(({ error: _, ...attempt }) => attempt),
    ...(isOpen ? SETTLED : {}),
  });
}

const SETTLED = { state: "ignored", reason: "user-erased", nextAttemptAt: undefined } as const;

/** When the address stopped being this user's alone (epoch ms): whoever has it now keeps their own. */
async function endOfAddress(ctx: MutationCtx, user: Doc<"users">, email: string): Promise<number> {
  const holders = ctx.db
    .query("users")
    .withIndex("gatehouse_by_email", (q) => q.eq("email", email));
  for await (const { deletedAt } of holders) {
    if (deletedAt === undefined) return user.deletedAt ?? Infinity;
  }
  return Infinity;
}
