import type { ModelConfig } from "./config";
import type { Events } from "./events";
import { type IdMaker, randomToken } from "./ids";
import { failureOf, type FailureKind, type MethodName, SIGN_IN_METHODS } from "./methods";
import type { Client } from "./sessions";
import type { Tables } from "./tables";
import type { User } from "./types";
import type { Users } from "./users";

/** A valid call of the authorize endpoint, waiting for a person on the sign-in page. */
export interface Authorization {
  readonly id: string;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly codeChallenge: string | null;
  readonly loginHint: string | null;
  readonly screen: "sign-in" | "sign-up";
  readonly method: MethodName | null;
}

/** What a code stands for until it is exchanged. */
interface Grant {
  readonly userId: string;
  readonly method: MethodName;
  readonly codeChallenge: string | null;
  readonly hostedSession: string;
  readonly expiresAt: number;
}

/** AuthKit's own session in the browser: while it lives, authorize answers without asking. */
interface HostedSession {
  readonly userId: string;
  readonly method: MethodName;
}

export interface SignIns {
  begin(authorization: Omit<Authorization, "id">): Authorization;
  authorization(id: string): Authorization | undefined;
  /** The person is who they say: emits the `authentication.*_succeeded` event. */
  succeed(user: User, method: MethodName, client: Client): User;
  /** The attempt failed: emits the failed (or timed out) event and returns its error. */
  fail(
    user: User | { id: null; email: string | null },
    method: MethodName,
    kind: FailureKind,
    client: Client,
  ): { code: string; message: string };
  openHostedSession(hosted: HostedSession): string;
  hostedSession(id: string): HostedSession | undefined;
  /** Ties a session to the AuthKit session it came from, so that both end together. */
  linkSession(sessionId: string, hostedSession: string): void;
  closeHostedSessionOf(sessionId: string): void;
  /** Issues a code that works once, for ten minutes. */
  issueCode(grant: Omit<Grant, "expiresAt">): string;
  takeCode(code: string): Grant | undefined;
}

// WorkOS: authorization codes are valid for 10 minutes.
const CODE_LIFETIME_MS = 600_000;
// A code was read at the address, or the provider vouches for it.
const PROVES_EMAIL: ReadonlySet<MethodName> = new Set(["magic_auth", "google", "github", "sso"]);
const SSO_CONTEXT = { sso: { organization_id: null, connection_id: null, session_id: null } };

/** Opens the sign-in machinery; it forgets everything with its process, as sign-in pages do. */
export function createSignIns(
  config: ModelConfig,
  ids: IdMaker,
  tables: Tables,
  events: Events,
  users: Users,
): SignIns {
  const authorizations = new Map<string, Authorization>();
  const hostedSessions = new Map<string, HostedSession>();
  const hostedOf = new Map<string, string>();
  const codes = new Map<string, Grant>();

  const verifyEmail = (user: User) =>
    user.email_verified ? user : users.update(user, { email_verified: true });
  const mailCode = (user: User) => {
    const at = new Date(config.now());
    events.emit("magic_auth.created", {
      object: "magic_auth",
      id: ids("magic_auth", at.getTime()),
      user_id: user.id,
      email: user.email,
      expires_at: new Date(at.getTime() + CODE_LIFETIME_MS).toISOString(),
      created_at: at.toISOString(),
      updated_at: at.toISOString(),
    });
  };
  const details = (method: MethodName, client: Client) => ({
    type: SIGN_IN_METHODS[method].event,
    ip_address: client.ip_address,
    user_agent: client.user_agent,
    ...(method === "sso" && SSO_CONTEXT),
  });

  return {
    begin(request) {
      const authorization = { ...request, id: randomToken(24) };
      authorizations.set(authorization.id, authorization);
      return authorization;
    },
    authorization: (id) => authorizations.get(id),

    succeed(user, method, client) {
      const { event } = SIGN_IN_METHODS[method];
      if (method === "magic_auth") mailCode(user);
      events.emit(`authentication.${event}_succeeded`, {
        ...details(method, client),
        status: "succeeded",
        user_id: user.id,
        email: user.email,
      });
      const verified = PROVES_EMAIL.has(method) ? verifyEmail(user) : user;
      return users.noteSignIn(verified, new Date(config.now()).toISOString());
    },

    fail(user, method, kind, client) {
      const error = failureOf(method, kind);
      const timedOut = method === "sso" && kind === "expired";
      const { event } = SIGN_IN_METHODS[method];
      events.emit(`authentication.${event}_${timedOut ? "timed_out" : "failed"}`, {
        ...details(method, client),
        status: timedOut ? "timed_out" : "failed",
        user_id: user.id,
        email: user.email,
        error,
      });
      return error;
    },

    openHostedSession(hosted) {
      const id = randomToken(32);
      hostedSessions.set(id, hosted);
      return id;
    },
    hostedSession(id) {
      const hosted = hostedSessions.get(id);
      return hosted !== undefined && tables.users.get(hosted.userId) ? hosted : undefined;
    },
    linkSession: (sessionId, hosted) => void hostedOf.set(sessionId, hosted),
    closeHostedSessionOf(sessionId) {
      hostedSessions.delete(hostedOf.get(sessionId) ?? "");
      hostedOf.delete(sessionId);
    },

    issueCode(grant) {
      const code = randomToken(26);
      codes.set(code, { ...grant, expiresAt: config.now() + CODE_LIFETIME_MS });
      return code;
    },
    takeCode(code) {
      const grant = codes.get(code);
      codes.delete(code);
      return grant !== undefined && grant.expiresAt > config.now() ? grant : undefined;
    },
  };
}
