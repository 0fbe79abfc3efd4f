import type { ModelConfig } from "./config";
import type { Events } from "./events";
import { type IdMaker, randomToken } from "./ids";
import { type MethodName, SIGN_IN_METHODS } from "./methods";
import type { Tables } from "./tables";
import type { Session, User } from "./types";

// WorkOS's default maximum session length is configurable; a month keeps a laptop signed in.
const SESSION_LENGTH_MS = 30 * 86_400_000;

/** Where a request came from. */
export interface Client {
  readonly ip_address: string | null;
  readonly user_agent: string | null;
}

export type RefreshProblem = "unknown" | "exchanged" | "ended";

export interface Sessions {
  /** Begins a session and emits `session.created`. */
  start(user: User, method: MethodName, client: Client): Session;
  /** Ends a session and emits `session.revoked`. One that has ended stays as it is. */
  revoke(session: Session): Session;
  /** Issues a refresh token for the session. */
  issueRefreshToken(session: Session): string;
  /** Spends a refresh token: each works once. */
  exchange(token: string): Session | RefreshProblem;
}

/** Opens the environment's sessions. */
export function createSessions(
  config: ModelConfig,
  ids: IdMaker,
  tables: Tables,
  events: Events,
): Sessions {
  const { sessions, refreshTokens } = tables;
  const now = () => new Date(config.now()).toISOString();

  return {
    start(user, method, client) {
      const session: Session = {
        object: "session",
        id: ids("session", config.now()),
        user_id: user.id,
        ip_address: client.ip_address,
        user_agent: client.user_agent,
        auth_method: SIGN_IN_METHODS[method].session,
        status: "active",
        expires_at: new Date(config.now() + SESSION_LENGTH_MS).toISOString(),
        ended_at: null,
        created_at: now(),
        updated_at: now(),
      };
      sessions.put(session);
      events.emit("session.created", session);
      return session;
    },

    revoke(session) {
      if (session.status !== "active") return session;
      const ended: Session = { ...session, status: "revoked", ended_at: now(), updated_at: now() };
      sessions.put(ended);
      events.emit("session.revoked", ended);
      return ended;
    },

    issueRefreshToken(session) {
      const token = randomToken(25);
      refreshTokens.put({
        id: token,
        session_id: session.id,
        exchanged_at: null,
        created_at: now(),
      });
      return token;
    },

    exchange(token) {
      const held = refreshTokens.get(token);
      if (held === undefined) return "unknown";
      if (held.exchanged_at !== null) return "exchanged";
      const session = sessions.get(held.session_id);
      if (session?.status !== "active" || session.expires_at <= now()) return "ended";
      refreshTokens.put({ ...held, exchanged_at: now() });
      return session;
    },
  };
}
