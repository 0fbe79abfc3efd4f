import type { WorkosEvent } from "../../../webhooks/decode";
import { effectOf } from "../../../webhooks/effect";
import type { SessionEnd } from "../../../webhooks/signIns";
import type { MutationCtx } from "../tables/server";
import { userByWorkosId } from "../users/find";
import type { Processed } from "./outcome";
import { recordSessionEnd, recordSignIn } from "../signIns/record";
import { applyChange } from "../users/store";

/** Carries out what an event means. Runs inside `attempt`'s own mutation. */
export async function carryOut(ctx: MutationCtx, event: WorkosEvent): Promise<Processed> {
  if (await isAboutErased(ctx, event)) {
    return { state: "ignored", reason: "user-erased", changed: [] };
  }
  const { change, signIn, sessionEnd, reason } = effectOf(event);
  if (reason !== null) return { state: "ignored", reason, changed: [] };
  if (sessionEnd !== null) return await processSessionEnd(ctx, sessionEnd);
  const recorded = signIn !== null && (await recordSignIn(ctx, event.id, signIn));
  if (change === null) return { state: "applied", reason: null, changed: [] };
  const applied = await applyChange(ctx, change, recorded ? 1 : 0);
  // A sign-in that was recorded has had its effect, even when the user's row is ahead of it.
  const state = recorded ? "applied" : applied.outcome;
  return { state, reason: applied.reason, changed: applied.changed };
}

/** Whether an event would bring back what was erased: it is recorded without effect or payload. */
async function isAboutErased(ctx: MutationCtx, { userId }: WorkosEvent): Promise<boolean> {
  return userId !== null && (await userByWorkosId(ctx, userId))?.erased !== undefined;
}

async function processSessionEnd(ctx: MutationCtx, end: SessionEnd): Promise<Processed> {
  if (await recordSessionEnd(ctx, end)) return { state: "applied", reason: null, changed: [] };
  return { state: "ignored", reason: "already-known", changed: [] };
}
