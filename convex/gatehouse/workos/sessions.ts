import { v, type Infer } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { decodeSession } from "../../../webhooks/decode";
import { isObject } from "../../../webhooks/json";
import { normalizeMethod } from "../../../webhooks/signIns";
import { workosGet, workosSend, WorkosError } from "./client";

const PAGE_SIZE = 100;
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
  const sessions: ActiveSession[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await workosGet(path, { limit: PAGE_SIZE, order: "desc", after });
    const list = isObject(answer) ? answer["data"] : null;
    if (!Array.isArray(list)) throw new WorkosError(0, `WorkOS answered ${path} without a list.`);
    sessions.push(...list.flatMap(toActiveSession));
    after = nextCursor(answer);
    if (after === undefined) break;
  }
  return sessions;
}

/**
 * Ends a session at WorkOS.
 * @throws WorkosError
 */
export async function endSession(sessionId: string): Promise<void> {
  await workosSend("POST", "/user_management/sessions/revoke", { session_id: sessionId });
}

function nextCursor(answer: unknown): string | undefined {
  const metadata = isObject(answer) ? answer["list_metadata"] : null;
  const after = isObject(metadata) ? metadata["after"] : null;
  return typeof after === "string" ? after : undefined;
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
