import type {
  IndexNames,
  NamedTableInfo,
  PaginationOptions,
  PaginationResult,
} from "convex/server";
import { v, type Infer } from "convex/values";
import {
  mergedStream,
  streamIndexRange,
  type IndexBounds,
  type IndexKey,
} from "convex-helpers/server/stream";
import type { DataModel, Doc } from "../tables/dataModel";
import type { QueryCtx } from "../tables/server";
import { labelsOf } from "../users/find";
import { toInboxRow, type InboxRow } from "./row";
import { SCAN_LIMITS, startingWith } from "../lib/scan";
import { schema } from "../tables/schema";
import { inboxState } from "../tables/inbox";

export const inboxFilter = v.object({
  // Unresolved: failed, or given up after it failed too often.
  state: v.optional(v.union(inboxState, v.literal("unresolved"))),
  type: v.optional(v.string()),
  userId: v.optional(v.string()),
  // Epoch ms.
  receivedSince: v.optional(v.number()),
});

export type InboxFilter = Infer<typeof inboxFilter>;

const UNRESOLVED: readonly Doc<"inbox">["state"][] = ["failed", "dead"];

function filtered(ctx: QueryCtx, { userId, state, type, receivedSince }: InboxFilter) {
  const bounds = (key: IndexKey): IndexBounds => {
    const from = receivedSince === undefined ? key : [...key, receivedSince];
    return { ...startingWith(key), lowerBound: from };
  };
  const rows = (index: IndexNames<NamedTableInfo<DataModel, "inbox">>, key: IndexKey) =>
    streamIndexRange(ctx.db, schema, "inbox", index, bounds(key), "desc");
  if (userId !== undefined) return rows("by_workos_user_received_at", [userId]);
  if (state === "unresolved") {
    const states = UNRESOLVED.map((one) => rows("by_state_received_at", [one]));
    return mergedStream(states, ["receivedAt"]);
  }
  if (state !== undefined) return rows("by_state_received_at", [state]);
  if (type !== undefined) return rows("by_type_received_at", [type]);
  return rows("by_received_at", []);
}

function satisfies(row: Doc<"inbox">, { state, type }: InboxFilter): boolean {
  return (
    (state === undefined ||
      (state === "unresolved" ? UNRESOLVED.includes(row.state) : row.state === state)) &&
    (type === undefined || row.type === type)
  );
}

/** One page of received events, newest first. Of several filters one narrows, the others sieve. */
export async function listInbox(
  ctx: QueryCtx,
  filter: InboxFilter,
  options: PaginationOptions,
): Promise<PaginationResult<InboxRow>> {
  const result = await filtered(ctx, filter)
    .filterWith(async (row) => satisfies(row, filter))
    .paginate({ ...options, ...SCAN_LIMITS });
  const labels = await labelsOf(
    ctx,
    result.page.flatMap((row) => row.workosUserId ?? []),
  );
  const page = result.page.map((row) =>
    toInboxRow(row, labels.get(row.workosUserId ?? "") ?? null),
  );
  return { ...result, page };
}
