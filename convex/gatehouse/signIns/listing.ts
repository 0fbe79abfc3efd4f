import type {
  IndexNames,
  NamedTableInfo,
  PaginationOptions,
  PaginationResult,
} from "convex/server";
import { v, type Infer } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { streamIndexRange, type IndexKey } from "convex-helpers/server/stream";
import type { DataModel, Doc } from "../tables/dataModel";
import type { QueryCtx } from "../tables/server";
import { labelsOf } from "../users/find";
import { SCAN_LIMITS, startingWith } from "../lib/scan";
import { schema } from "../tables/schema";
import { signInOutcome } from "../tables/signIns";

export const signInFilter = v.object({
  outcome: v.optional(signInOutcome),
  method: v.optional(v.string()),
  errorCode: v.optional(v.string()),
  // A WorkOS id.
  userId: v.optional(v.string()),
  // Epoch ms: at or after `from`, before `until`.
  from: v.optional(v.number()),
  until: v.optional(v.number()),
});

const text = nullable(v.string());

/** A sign-in as lists show it. */
export const signInRow = v.object({
  _id: v.id("signIns"),
  eventId: v.string(),
  at: v.number(),
  outcome: signInOutcome,
  method: v.string(),
  workosUserId: text,
  // The user's e-mail or name; of somebody unknown, the address that was tried.
  userLabel: text,
  ipAddress: text,
  userAgent: text,
  errorCode: text,
  errorMessage: text,
});

export type SignInRow = Infer<typeof signInRow>;
type SignInFilter = Infer<typeof signInFilter>;

/** One page of sign-ins, newest first. Of several filters one narrows, the others sieve. */
export async function listSignIns(
  ctx: QueryCtx,
  filter: SignInFilter,
  options: PaginationOptions,
): Promise<PaginationResult<SignInRow>> {
  const result = await narrowed(ctx, filter)
    .filterWith(async (row) => satisfies(row, filter))
    .paginate({ ...options, ...SCAN_LIMITS });
  const labels = await labelsOf(
    ctx,
    result.page.flatMap((row) => row.workosUserId ?? []),
  );
  return {
    ...result,
    page: result.page.map((row) => toSignInRow(row, labels.get(row.workosUserId ?? ""))),
  };
}

/** The index that leaves the fewest rows to sieve, between the filter's times. */
function narrowed(ctx: QueryCtx, filter: SignInFilter) {
  const { outcome, method, errorCode, userId, from, until } = filter;
  const rows = (index: IndexNames<NamedTableInfo<DataModel, "signIns">>, key: IndexKey) => {
    const bounds = {
      ...startingWith(key),
      ...(from === undefined ? {} : { lowerBound: [...key, from] }),
      ...(until === undefined ? {} : { upperBound: [...key, until], upperBoundInclusive: false }),
    };
    return streamIndexRange(ctx.db, schema, "signIns", index, bounds, "desc");
  };
  if (userId !== undefined) return rows("by_workos_user_at", [userId]);
  if (errorCode !== undefined) return rows("by_error_code_at", [errorCode]);
  if (outcome === "failed") return rows("by_outcome_at", [outcome]);
  if (method !== undefined) return rows("by_method_at", [method]);
  if (outcome !== undefined) return rows("by_outcome_at", [outcome]);
  return rows("by_at", []);
}

function satisfies(row: Doc<"signIns">, { outcome, method, errorCode }: SignInFilter): boolean {
  return (
    (outcome === undefined || row.outcome === outcome) &&
    (method === undefined || row.method === method) &&
    (errorCode === undefined || row.errorCode === errorCode)
  );
}

/** Projects a row for lists; `userLabel` is the e-mail or name of its user, if known. */
export function toSignInRow(row: Doc<"signIns">, userLabel: string | undefined): SignInRow {
  const { _id, eventId, at, outcome, method } = row;
  return {
    ...{ _id, eventId, at, outcome, method },
    workosUserId: row.workosUserId ?? null,
    userLabel: userLabel ?? row.email ?? null,
    ipAddress: row.ipAddress ?? null,
    userAgent: row.userAgent ?? null,
    errorCode: row.errorCode ?? null,
    errorMessage: row.errorMessage ?? null,
  };
}
