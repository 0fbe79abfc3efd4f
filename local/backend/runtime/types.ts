import type { UserIdentity } from "convex/server";
import type { ReadSet, Snapshot } from "../transaction/types";
import type { WireJson } from "../values/types";

/** Who sends an HTTP request, and until when it may be worked on. */
export interface HttpClient {
  /** The address its connection comes from. */
  ip?: string;
  /** Aborted when the request's time is up; also ends what an answer under way still does. */
  signal?: AbortSignal;
}

/** Who is calling: the public API, the operator's admin key, or the backend itself. */
export type Caller = "public" | "admin" | "internal";

export interface FunctionCall {
  /** `module:function` or `module.js:function`; `module` alone means its default export. */
  path: string;
  /** The single argument object, wire-encoded. */
  args: WireJson;
  identity: UserIdentity | null;
  caller: Caller;
  /** The raw token, client address and user agent, where there is a client. */
  request?: { authToken?: string; ip?: string; userAgent?: string };
}

export interface Success {
  ok: true;
  value: WireJson;
  logLines: string[];
}

export interface Failure {
  ok: false;
  /** As the real backend words it: `[Request ID: …] Server Error\nUncaught Error: …`. */
  errorMessage: string;
  /** A ConvexError's data, wire-encoded. */
  errorData?: WireJson;
  logLines: string[];
}

export type Outcome = Success | Failure;

export type QueryOutcome = Outcome & {
  readSet: ReadSet;
  /** End cursor of the function's paginated query, replayed to get a gapless page. */
  journal: string | null;
  /** Whether the result can change with the caller's identity. */
  usedIdentity: boolean;
};

export type MutationOutcome = (Success & { ts: bigint }) | Failure;

/** Names a client's mutation so that a repeat returns the stored answer and applies nothing. */
export interface Idempotency {
  sessionId: string;
  requestId: number;
}

/** Runs the project's functions. Mutations one at a time, queries on the snapshot given. */
export interface Runtime {
  runQuery(call: FunctionCall, snapshot: Snapshot, journal?: string | null): Promise<QueryOutcome>;
  runMutation(call: FunctionCall, idempotency?: Idempotency): Promise<MutationOutcome>;
  runAction(call: FunctionCall): Promise<Outcome>;
  /** Any function, kind looked up by its path (`POST /api/function`, `convex run`). */
  runFunction(call: FunctionCall): Promise<Outcome>;
  /** Serves the site port: the app's `http.ts` router. */
  runHttpAction(request: Request, client?: HttpClient): Promise<Response>;
  /** Called after functions or environment variables changed: every subscription is stale. */
  onReload(listener: () => void): () => void;
  /** Bundles `convex/`, checks it, applies the schema, restarts crons and auth providers. */
  reload(): Promise<void>;
  /** Deployment environment variables, durable in the database. */
  readonly environment: {
    list(): Record<string, string>;
    update(changes: { name: string; value: string | null }[]): Promise<void>;
  };
  /** What the CLI's `function-spec` and `codegen` ask for. */
  functionSpec(): WireJson[];
  verifyToken(token: string): Promise<UserIdentity>;
  close(): Promise<void>;
}
