import { v, type Infer } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { decodeSession } from "../../../webhooks/decode";
import { isObject } from "../../../webhooks/json";
import { normalizeMethod } from "../../../webhooks/signIns";
import { workosSend } from "./client";
import { listAll } from "./lists";

/** Nobody keeps more sessions open; a loop of sign-ins may. */
const MAX_PAGES = 5;

/** A session that WorkOS says is active. */
export const activeSession = v.object({
  id: v.string(),
  method: v.string(),
  startedAt: nullable(v.number()),
  expiresAt: nullable(v.number()),
  ipAddress: nullable(v.string()),
  userAgent: nullable(v.string()),
  // Somebody in the WorkOS dashboard acts as the user in it.
  impersonated: v.boolean(),
});

export type ActiveSession = Infer<typeof activeSession>;

/**
 * A user's active sessions as WorkOS has them now, newest first; the newest 500 of more.
 * @throws WorkosError
 */
export async function fetchActiveSessions(workosId: string): Promise<ActiveSession[]> {
  const path = `/user_management/users/${encodeURIComponent(workosId)}/sessions`;
  const sessions = await listAll(path, { order: "desc", maxPages: MAX_PAGES });
  return sessions.flatMap(toActiveSession);
}

/**
 * Ends a session at WorkOS.
 * @throws WorkosError
 */
export async function endSession(sessionId: string): Promise<void> {
  await workosSend("POST", "/user_management/sessions/revoke", { session_id: sessionId });
}

function toActiveSession(value: unknown): ActiveSession[] {
  if (!isObject(value)) return [];
  // WorkOS lists active ones only; an ended one would be no news worth a button.
  if (typeof value["status"] === "string" && value["status"] !== "active") return [];
  const { sessionId: id, authMethod, ...facts } = decodeSession(value);
  if (id === null) return [];
  const { startedAt, expiresAt, ipAddress, userAgent, impersonated } = facts;
  const method = normalizeMethod(authMethod);
  return [{ id, method, startedAt, expiresAt, ipAddress, userAgent, impersonated }];
}
