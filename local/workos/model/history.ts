import type { Tables } from "./tables";
import type { Session } from "./types";

/**
 * Brings sessions and last sign-ins up to the events: what a history tells, the lists show, too.
 * @param nowMs UTC epoch milliseconds; sessions that ended by themselves before are expired
 */
export function loadSessions(tables: Tables, nowMs: number): void {
  const now = new Date(nowMs).toISOString();
  const latest = new Map<string, Session>();
  const lastSignIn = new Map<string, string>();
  for (const { event, data } of tables.events.all()) {
    if (event !== "session.created" && event !== "session.revoked") continue;
    const session = data as Session;
    latest.set(session.id, session);
    if (event === "session.created") lastSignIn.set(session.user_id, session.created_at);
  }
  for (const session of latest.values())
    if (tables.users.get(session.user_id) !== undefined && !tables.sessions.get(session.id))
      tables.sessions.put(expired(session, now));
  for (const [userId, at] of lastSignIn) {
    const user = tables.users.get(userId);
    if (user !== undefined && (user.last_sign_in_at ?? "") < at)
      tables.users.put({ ...user, last_sign_in_at: at });
  }
}

function expired(session: Session, now: string): Session {
  return session.status === "active" && session.expires_at <= now
    ? { ...session, status: "expired", ended_at: session.expires_at }
    : session;
}
