import type { Doc } from "./_generated/dataModel";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { DAY_IN_MS, HOUR_IN_MS } from "./utc";

/** WorkOS's pages say 30 and 90 days; 30 is the one that is safe. */
export const EVENT_RETENTION_IN_MS = 30 * DAY_IN_MS;

/** The drain's row, or null before its first run. */
export async function readSyncState(ctx: QueryCtx): Promise<Doc<"syncState"> | null> {
  return await ctx.db
    .query("syncState")
    .withIndex("by_name", (q) => q.eq("name", "events"))
    .unique();
}

/**
 * The drain's row, made on first use to start as far back as WorkOS keeps events.
 * @returns also whether events were lost: the last complete drain is longer ago than that, in which
 * case the row now starts afresh
 */
export async function loadSyncState(
  ctx: MutationCtx,
  now: number,
): Promise<{ state: Doc<"syncState">; hasGap: boolean }> {
  const rangeStartAt = now - EVENT_RETENTION_IN_MS + HOUR_IN_MS;
  const known = await readSyncState(ctx);
  if (known === null) return { state: await createState(ctx, rangeStartAt, now), hasGap: false };
  const coveredUntil = Math.max(known.lastDrainedAt ?? 0, known.cursorMovedAt);
  const hasGap = coveredUntil < now - EVENT_RETENTION_IN_MS;
  if (!hasGap) return { state: known, hasGap };
  const fresh = { cursor: null, rangeStartAt, cursorMovedAt: now };
  await ctx.db.patch("syncState", known._id, fresh);
  return { state: { ...known, ...fresh }, hasGap };
}

async function createState(
  ctx: MutationCtx,
  rangeStartAt: number,
  now: number,
): Promise<Doc<"syncState">> {
  const id = await ctx.db.insert("syncState", {
    name: "events",
    cursor: null,
    rangeStartAt,
    cursorMovedAt: now,
    consecutiveErrors: 0,
    healed: 0,
  });
  const state = await ctx.db.get("syncState", id);
  if (state === null) throw new Error("The row just inserted is gone.");
  return state;
}
