import type { Doc } from "../tables/dataModel";
import type { MutationCtx, QueryCtx } from "../tables/server";
import { DAY_IN_MS, HOUR_IN_MS } from "../lib/utc";

/** WorkOS's pages say 30 and 90 days; 30 is the one that is safe. */
export const EVENT_RETENTION_IN_MS = 30 * DAY_IN_MS;

/** WorkOS lists events a little late, so a pull by time begins before what is known to be complete. */
const OVERLAP_IN_MS = HOUR_IN_MS;

type SyncState = Doc<"syncState">;

/** The drain's row, or null before its first run. */
export async function readSyncState(ctx: QueryCtx): Promise<SyncState | null> {
  return await ctx.db
    .query("syncState")
    .withIndex("by_name", (q) => q.eq("name", "events"))
    .unique();
}

/** The drain's row, made on first use (`now`, epoch ms) to start as far back as WorkOS keeps events. */
export async function ensureSyncState(ctx: MutationCtx, now: number): Promise<SyncState> {
  const known = await readSyncState(ctx);
  if (known !== null) return known;
  const id = await ctx.db.insert("syncState", {
    name: "events",
    cursor: null,
    rangeStartAt: earliestStart(now),
    cursorMovedAt: now,
    consecutiveErrors: 0,
    healed: 0,
  });
  const state = await ctx.db.get("syncState", id);
  if (state === null) throw new Error("The row just inserted is gone.");
  return state;
}

/** Where a pull starts. */
export interface PullStart {
  /** Behind this event, or by time while null. */
  cursor: string | null;
  /** Epoch ms. */
  rangeStartAt: number;
  /** Whether WorkOS no longer has all events since the last pull: only a comparison heals that. */
  hasGap: boolean;
}

/** Where the next pull starts, at `now` (epoch ms). */
export function pullStart(state: SyncState, now: number): PullStart {
  const { cursor, cursorMovedAt, lastDrainedAt = 0 } = state;
  const rangeStartAt = Math.max(state.rangeStartAt, lastDrainedAt - OVERLAP_IN_MS);
  const coveredUntil = cursor === null ? rangeStartAt : Math.max(lastDrainedAt, cursorMovedAt);
  return coveredUntil < now - EVENT_RETENTION_IN_MS
    ? { cursor: null, rangeStartAt: earliestStart(now), hasGap: true }
    : { cursor, rangeStartAt, hasGap: false };
}

function earliestStart(now: number): number {
  return now - EVENT_RETENTION_IN_MS + HOUR_IN_MS;
}
