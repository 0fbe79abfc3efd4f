import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { decodeUser } from "../../../webhooks/user";
import { changeFromAbsence, changeFromReading } from "../../../webhooks/userChange";
import type { Doc } from "../tables/dataModel";
import { internalMutation } from "../tables/server";
import { appendAudit } from "../audit/append";
import { role } from "../tables/operators";
import { driftAction } from "../tables/sync";
import { applyChange } from "../users/store";

const text = nullable(v.string());

/** Applies what WorkOS said about a user just now, and settles the difference, on record. */
export const settle = internalMutation({
  args: {
    driftId: v.id("drift"),
    readAt: v.number(),
    // The user as WorkOS has it (JSON text); null when it has none.
    payload: text,
    actor: v.object({ workosId: v.string(), role, name: text, email: text }),
  },
  returns: v.object({ action: driftAction, reason: text }),
  handler: async (ctx, { driftId, readAt, payload, actor }) => {
    const drift = await ctx.db.get("drift", driftId);
    if (drift === null) throw new Error(`There is no difference ${driftId}.`);
    const change = changeFor(drift, payload, readAt);
    if (change !== null) await applyChange(ctx, change);
    const reason = reasonFor(drift, payload);
    const action = reason === null ? ("repaired" as const) : ("left_alone" as const);
    await ctx.db.patch("drift", driftId, { action, reason: reason ?? undefined });
    const run = await ctx.db.get("syncRuns", drift.runId);
    if (run !== null && action === "repaired") {
      await ctx.db.patch("syncRuns", run._id, { repaired: run.repaired + 1 });
    }
    await appendAudit(ctx, actor, {
      action: "drift.repair",
      targetType: "user",
      targetId: drift.workosUserId,
      before: drift.kind.replaceAll("_", " "),
      after: reason === null ? "repaired" : "left alone",
      reason,
    });
    return { action, reason };
  },
});

type Drift = Doc<"drift">;

function changeFor(drift: Drift, payload: string | null, readAt: number) {
  if (payload === null) {
    const isHere = drift.kind !== "missing_here";
    return isHere ? changeFromAbsence(drift.workosUserId, "reconcile", readAt) : null;
  }
  const user = decodeUser(JSON.parse(payload));
  return user === null ? null : changeFromReading(user, "reconcile", readAt);
}

/** Why there was nothing to repair after all; null when it was repaired. */
function reasonFor(drift: Drift, payload: string | null): string | null {
  if (payload !== null && drift.kind === "missing_in_workos") return "still-in-workos";
  if (payload === null && drift.kind === "missing_here") return "gone-from-workos";
  return null;
}
