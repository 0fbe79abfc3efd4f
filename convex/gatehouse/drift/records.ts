import type { Infer } from "convex/values";
import { PROFILE_FIELDS, type UserState } from "../../../webhooks/userState";
import type { Doc } from "../tables/dataModel";
import type { MutationCtx } from "../tables/server";
import type { driftAction, driftKind } from "../tables/sync";
import type { UserStatus } from "../users/row";

export type DriftAction = Infer<typeof driftAction>;

/** What a comparison looks at. Sign-in times are not: WorkOS moves them without a word. */
export const COMPARED_FIELDS = [...PROFILE_FIELDS, "createdAt"] as const;

/** Why a difference stays: the earliest sign of a user counts as their creation. */
export const CREATED_EARLIER_HERE = "created-earlier-here";

type ComparedField = (typeof COMPARED_FIELDS)[number];

/** What a difference is about. */
export interface Difference {
  kind: Infer<typeof driftKind>;
  action: DriftAction;
  reason?: string;
  fields: (ComparedField | "status")[];
  /** What the row here says, and what WorkOS says. */
  before: object;
  after: object;
}

/** Puts a difference on record. */
export async function recordDrift(
  ctx: MutationCtx,
  run: Doc<"syncRuns">,
  workosUserId: string,
  { before, after, ...difference }: Difference,
): Promise<DriftAction> {
  await ctx.db.insert("drift", {
    ...{ runId: run._id, foundAt: Date.now(), workosUserId, ...difference },
    ...{ before: JSON.stringify(before), after: JSON.stringify(after) },
  });
  return difference.action;
}

/** These fields of a user, by name; an empty one is null. */
export function fieldsOf(state: UserState, fields: readonly ComparedField[]): object {
  return Object.fromEntries(fields.map((name) => [name, valueOf(state, name)]));
}

/** All that is known of a user, and the status. Of an erased one only that. */
export function wholeOf(state: UserState, status: UserStatus): object {
  if (state.isErased) return { status };
  const known = COMPARED_FIELDS.filter((name) => valueOf(state, name) !== null);
  return { ...fieldsOf(state, known), status };
}

function valueOf(state: UserState, name: ComparedField): string | boolean | number | null {
  return name === "createdAt" ? state.createdAt : state.fields[name].value;
}
