import { v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc } from "../tables/dataModel";
import { internalQuery, type ActionCtx, type QueryCtx } from "../tables/server";
import { inboxByEventId } from "../inbox/applyEvent";
import { appError } from "../lib/errors";
import { readSyncState } from "./state";
import { readUser } from "../workos/users";

type Row = Doc<"users">;

/** So many of those who came first are asked about, and so many spread over all who came since. */
const SAMPLE_SIZE = 10;
/** How many rows in a row are looked at for one that is not deleted. */
const SCANNED = 500;
/** From so many on, those whom no API key brought in speak for all. */
const ENOUGH = 5;

/** What to do when users who are here are not in WorkOS. */
export const REMEDY =
  "Check that WORKOS_API_KEY belongs to the environment these users signed in to. If they were really deleted there, compare with report only (Webhooks → Sync), and delete them one by one under Drift.";

/**
 * Stops before anybody is brought in or deleted when WorkOS knows none of the users who were here
 * before its key could have brought them: then the key belongs to another environment. Most often
 * one question; nobody here means nothing to protect.
 * @throws `workos_failed`, saying which variable to look at; WorkosError when WorkOS gives no answer
 */
export async function requireOwnEnvironment(ctx: ActionCtx): Promise<void> {
  const workosIds = await ctx.runQuery(internal.gatehouse.drain.ownEnvironment.sample, {});
  for (const workosId of workosIds) {
    if ((await readUser(workosId)) !== null) return;
  }
  if (workosIds.length === 0) return;
  throw appError(
    "workos_failed",
    `WorkOS knows none of ${workosIds.length} users asked about, who were here before. Nothing was changed. ${REMEDY}`,
  );
}

/** The WorkOS ids to ask about, whoever came first first. Nobody deleted is among them. */
export const sample = internalQuery({
  args: {},
  returns: v.array(v.string()),
  handler: async (ctx) => {
    const state = await readSyncState(ctx);
    // Whoever came since the last complete drain may belong to an environment set up meanwhile.
    const until = state?.lastDrainedAt ?? Infinity;
    const before = await spreadUntil(ctx, until);
    const rows = before.length > 0 ? before : await spreadUntil(ctx, Infinity);
    const firstDrainAt = state?._creationTime ?? Infinity;
    const candidates = rows.map(async (row) => ({
      workosId: row.workosId,
      isByKey: row._creationTime >= firstDrainAt && (await isByKey(ctx, row)),
    }));
    return mostTelling(await Promise.all(candidates));
  },
});

/** A user who could be asked about. */
export interface Candidate {
  workosId: string;
  /** Whether the row may have come through an API key: WorkOS knowing it then proves little. */
  isByKey: boolean;
}

/**
 * Whom of the candidates to ask about: only those no key brought in, if they are enough for it that
 * all of them were really deleted to be unlikely; otherwise everybody.
 * @returns their WorkOS ids, each once, in the same order
 */
export function mostTelling(candidates: readonly Candidate[]): string[] {
  const independent = idsOf(candidates.filter(({ isByKey }) => !isByKey));
  return independent.length >= ENOUGH ? independent : idsOf(candidates);
}

function idsOf(candidates: readonly Candidate[]): string[] {
  return [...new Set(candidates.map(({ workosId }) => workosId))];
}

/** Whether a drain, a replay or a listing had the last word about a row. */
async function isByKey(ctx: QueryCtx, { sync }: Row): Promise<boolean> {
  if (sync === undefined) return false;
  if (sync.eventId === null) return sync.source === "reconcile";
  const event = await inboxByEventId(ctx, sync.eventId);
  if (event === null || event.webhookAt !== undefined) return false;
  return event.via === "drain" || event.via === "replay";
}

/** The first users to come here, and some spread over the time from then until `until` (epoch ms). */
async function spreadUntil(ctx: QueryCtx, until: number): Promise<Row[]> {
  const table = () =>
    ctx.db.query("users").withIndex("by_creation_time", (q) => q.lte("_creationTime", until));
  const [oldest, newest] = [await table().first(), await table().order("desc").first()];
  if (oldest === null || newest === null) return [];
  const start = oldest._creationTime;
  const stride = (newest._creationTime - start) / (SAMPLE_SIZE + 1);
  const rows = await liveFrom(ctx, start, until, SAMPLE_SIZE);
  for (let part = 1; part <= SAMPLE_SIZE; part += 1) {
    rows.push(...(await liveFrom(ctx, start + part * stride, until, 1)));
  }
  return rows;
}

/** Up to `count` users who are not deleted, from a time on (epoch ms). */
async function liveFrom(ctx: QueryCtx, from: number, until: number, count: number): Promise<Row[]> {
  const live: Row[] = [];
  let scanned = 0;
  const rows = ctx.db
    .query("users")
    .withIndex("by_creation_time", (q) => q.gte("_creationTime", from).lte("_creationTime", until));
  for await (const row of rows) {
    if (row.deletedAt === undefined) live.push(row);
    scanned += 1;
    if (live.length === count || scanned === SCANNED) break;
  }
  return live;
}
