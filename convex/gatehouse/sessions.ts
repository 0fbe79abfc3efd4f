import { v } from "convex/values";
import { api } from "../_generated/api";
import type { ActionCtx } from "./tables/server";
import {
  activeSession,
  endSession,
  fetchActiveSessions,
  type ActiveSession,
} from "./workos/sessions";
import type { AuditEntry } from "./audit/append";
import { appError } from "./lib/errors";
import { operatorAction } from "./functions";
import { askWorkos } from "./workos/client";

/**
 * A user's active sessions, asked of WorkOS now, newest first.
 * @throws `workos_failed`
 */
export const list = operatorAction({
  role: "support",
  args: { workosId: v.string() },
  returns: v.array(activeSession),
  handler: async (_ctx, { workosId }) => await askWorkos(() => fetchActiveSessions(workosId)),
});

/**
 * Ends one session of a user, on record.
 * @returns the sessions that are left
 * @throws `workos_failed`, or `not_found` when it is not one of the user's active ones
 */
export const revoke = operatorAction({
  role: "support",
  args: { workosId: v.string(), sessionId: v.string() },
  returns: v.array(activeSession),
  handler: async (ctx, { workosId, sessionId }) => {
    const sessions = await askWorkos(() => fetchActiveSessions(workosId));
    const wanted = sessions.filter(({ id }) => id === sessionId);
    if (wanted.length === 0) throw appError("not_found", "This session has ended already.");
    const act = { action: "session.revoke", after: sessionId };
    await end(ctx, { ...act, ...(await targetOf(ctx, workosId)) }, wanted);
    return sessions.filter(({ id }) => id !== sessionId);
  },
});

/**
 * Ends all active sessions of a user, on record.
 * @returns those begun meanwhile, if WorkOS tells of any
 * @throws `workos_failed`, saying how many were ended before it went wrong
 */
export const revokeAll = operatorAction({
  role: "support",
  args: { workosId: v.string() },
  returns: v.array(activeSession),
  handler: async (ctx, { workosId }) => {
    const sessions = await askWorkos(() => fetchActiveSessions(workosId));
    if (sessions.length === 0) return [];
    const act = { action: "session.revokeAll", after: `sessions: ${sessions.length}` };
    await end(ctx, { ...act, ...(await targetOf(ctx, workosId)) }, sessions);
    const ended = new Set(sessions.map(({ id }) => id));
    const left = await askWorkos(() => fetchActiveSessions(workosId));
    return left.filter(({ id }) => !ended.has(id));
  },
});

type Recorder = { audit: (entry: AuditEntry) => Promise<void> };

/** Ends sessions one by one; on record before, and once more when that goes wrong. */
async function end(
  { audit }: Recorder,
  entry: AuditEntry,
  sessions: readonly ActiveSession[],
): Promise<void> {
  await audit(entry);
  let ended = 0;
  try {
    for (const { id } of sessions) {
      await endSession(id);
      ended += 1;
    }
  } catch (error) {
    const told = `${ended} of ${sessions.length} ended.`;
    const reason = error instanceof Error ? error.message : String(error);
    await audit({ ...entry, action: "session.revoke.failed", after: told, reason });
    throw appError("workos_failed", sessions.length === 1 ? reason : `${told} ${reason}`);
  }
}

/** The user as the audit log shows them. */
async function targetOf(
  ctx: Pick<ActionCtx, "runQuery">,
  workosId: string,
): Promise<Pick<AuditEntry, "targetType" | "targetId" | "targetLabel">> {
  const user = await ctx.runQuery(api.gatehouse.users.get, { id: workosId });
  return {
    targetType: "user",
    targetId: workosId,
    targetLabel: user?.email ?? user?.name ?? null,
  };
}
