import type { Authenticator } from "../auth/credentials";
import { AuthError } from "../auth/error";
import type { FunctionCall, MutationOutcome, Outcome, QueryOutcome } from "../runtime/types";
import type { Commit, ReadSet, Snapshot } from "../transaction/types";
import type { WireJson } from "../values/types";
import { decodeTs } from "../values/clock";
import type { Connection } from "./connection";
import type { QuerySource } from "./liveQueries";
import { LiveQueries } from "./liveQueries";
import { Session } from "./session";
import { nextTurn } from "./turns";

interface FakeSnapshot extends Snapshot {
  readonly values: ReadonlyMap<string, WireJson>;
}

/**
 * A backend of one map: a query's path is the key it reads, a mutation's arguments are
 * `{key, value}`. It counts, and it can be made to wait at the points where order matters.
 */
export class FakeBackend implements QuerySource {
  latestTs = 100n;
  openSnapshots = 0;
  readonly runs: string[] = [];
  readonly mutations: FunctionCall[] = [];
  /** Awaited while a query runs. */
  duringQuery: (path: string) => Promise<void> = () => Promise.resolve();
  /** Awaited between a mutation's commit and its answer. */
  afterCommit: () => Promise<void> = () => Promise.resolve();
  #values = new Map<string, WireJson>();
  readonly #answers = new Map<string, MutationOutcome>();
  readonly #commitListeners = new Set<(commit: Commit) => void>();
  readonly #reloadListeners = new Set<() => void>();

  snapshot(): FakeSnapshot {
    this.openSnapshots += 1;
    const close = () => void (this.openSnapshots -= 1);
    return { ts: this.latestTs, values: new Map(this.#values), close };
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    this.#commitListeners.add(listener);
    return () => this.#commitListeners.delete(listener);
  }

  onReload(listener: () => void): () => void {
    this.#reloadListeners.add(listener);
    return () => this.#reloadListeners.delete(listener);
  }

  /** What a key holds now. */
  value(key: string): WireJson {
    return this.#values.get(key) ?? null;
  }

  /** Writes a key as some other client. */
  commit(key: string, value: WireJson): bigint {
    this.#values = new Map(this.#values).set(key, value);
    this.latestTs += 10n;
    const commit = { ts: this.latestTs, keys: [Buffer.from(key)] };
    for (const listener of this.#commitListeners) listener(commit);
    return this.latestTs;
  }

  reload(): void {
    for (const listener of this.#reloadListeners) listener();
  }

  async runQuery(
    { path, identity }: FunctionCall,
    snapshot: Snapshot,
    journal: string | null,
  ): Promise<QueryOutcome> {
    this.runs.push(path);
    await this.duringQuery(path);
    const value = (snapshot as FakeSnapshot).values.get(path) ?? null;
    const common = { logLines: [], readSet: readSetOf(path), usedIdentity: true };
    if (path === "whoAmI") {
      return { ...common, ok: true, value: identity?.subject ?? null, journal: null };
    }
    if (path.startsWith("page")) {
      return { ...common, ok: true, value, journal: journal ?? `end-of-${path}` };
    }
    if (value === "throw") {
      const errorMessage = `[Request ID: ${this.runs.length}] Server Error\nUncaught Error: no`;
      return { ...common, ok: false, errorMessage, errorData: { path }, journal: null };
    }
    if (value === "crash") throw new Error("the runtime broke");
    return { ...common, ok: true, value, journal: null };
  }

  async runMutation(
    call: FunctionCall,
    idempotency?: { sessionId: string; requestId: number },
  ): Promise<MutationOutcome> {
    this.mutations.push(call);
    const id = JSON.stringify(idempotency);
    const known = this.#answers.get(id);
    if (known) return known;
    const { key, value } = call.args as { key: string; value: WireJson };
    if (value === "crash") throw new Error("the runtime broke");
    if (value === "fail") return { ok: false, errorMessage: "failed", logLines: [] };
    const ts = this.commit(key, value);
    const outcome: MutationOutcome = { ok: true, value, logLines: [], ts };
    this.#answers.set(id, outcome);
    await this.afterCommit();
    return outcome;
  }

  async runAction(call: FunctionCall): Promise<Outcome> {
    const { value } = call.args as { value: WireJson };
    if (value === "crash") throw new Error("the runtime broke");
    return { ok: true, value, logLines: [] };
  }
}

function readSetOf(key: string): ReadSet {
  const bytes = Buffer.from(key);
  return {
    ranges: [],
    overlaps: ({ keys }) => keys.some((written) => written.equals(bytes)),
  };
}

type Json = Record<string, unknown>;

/** The other end of a session: keeps what a real client keeps, and checks what it checks. */
export class FakeClient {
  readonly received: Json[] = [];
  readonly values = new Map<number, unknown>();
  readonly journals = new Map<number, string | null>();
  version = { querySet: 0, identity: 0, ts: 0n };
  closedWith: string | undefined;
  congested = false;
  reading = true;
  readonly session: Session;
  #nextRequestId = 0;
  readonly #answeredTs: bigint[] = [];

  constructor(
    readonly backend: FakeBackend,
    live: LiveQueries,
    options: { clock?: () => number; tokenLifetimeMs?: number } = {},
  ) {
    const clock = options.clock ?? (() => 1000);
    this.session = new Session(this.#connection(), {
      live,
      runtime: backend,
      authenticator: fakeAuthenticator(clock, options.tokenLifetimeMs),
      clock,
      log: () => undefined,
    });
  }

  send(message: Json): Promise<void> {
    return this.session.receive(JSON.stringify(message));
  }

  async connect(sessionId = "session"): Promise<void> {
    await this.send({ type: "Connect", sessionId, connectionCount: 0, clientTs: 1500 });
  }

  query(queryId: number, udfPath: string, journal?: string): Json {
    return { type: "Add", queryId, udfPath, args: [{}], journal };
  }

  modify(baseVersion: number, ...modifications: Json[]): Promise<void> {
    const newVersion = baseVersion + 1;
    return this.send({ type: "ModifyQuerySet", baseVersion, newVersion, modifications });
  }

  mutate(key: string, value: WireJson): Promise<void> {
    const requestId = this.#nextRequestId++;
    const args = [{ key, value }];
    return this.send({ type: "Mutation", requestId, udfPath: "set", args });
  }

  ofType(type: string): Json[] {
    return this.received.filter((message) => message["type"] === type);
  }

  #connection(): Connection {
    // A function, since the getters below have a `this` of their own.
    const isCongested = () => this.congested;
    return {
      send: (text) => this.#receive(JSON.parse(text) as Json),
      close: (code, reason) => void (this.closedWith ??= `${code} ${reason}`),
      get congested() {
        return isCongested();
      },
      pauseReading: () => void (this.reading = false),
      resumeReading: () => void (this.reading = true),
      client: { ip: "127.0.0.1" },
    };
  }

  #receive(message: Json): void {
    this.received.push(message);
    if (message["type"] === "MutationResponse" && message["success"] === true) {
      this.#answeredTs.push(decodeTs(String(message["ts"])));
    }
    if (message["type"] === "Transition") this.#transition(message);
  }

  #transition(message: Json): void {
    const start = decodeVersion(message["startVersion"]);
    if (JSON.stringify(start, bigints) !== JSON.stringify(this.version, bigints)) {
      throw new Error(`Invalid start version: ${JSON.stringify(start, bigints)}`);
    }
    const end = decodeVersion(message["endVersion"]);
    if (end.ts < start.ts) throw new Error("The timestamp went back");
    this.version = end;
    for (const modification of message["modifications"] as Json[]) this.#modify(modification);
  }

  #modify(modification: Json): void {
    const queryId = Number(modification["queryId"]);
    if (modification["type"] === "QueryRemoved") return void this.values.delete(queryId);
    const failed = modification["type"] === "QueryFailed";
    this.values.set(queryId, modification[failed ? "errorMessage" : "value"]);
    this.journals.set(queryId, modification["journal"] as string | null);
  }

  /** Whether every successful mutation may resolve: a Transition past it has arrived. */
  get caughtUp(): boolean {
    return this.#answeredTs.every((ts) => ts <= this.version.ts);
  }
}

/** Accepts the token `user:<name>` and the admin key `key`. */
function fakeAuthenticator(clock: () => number, lifetimeMs = Infinity): Authenticator {
  return {
    async user(token) {
      const subject = /^user:(.+)$/.exec(token)?.[1];
      if (subject === undefined) throw new AuthError("InvalidAuthHeader", "bad token");
      await nextTurn();
      const identity = { subject, issuer: "i", tokenIdentifier: `i|${subject}` };
      return { caller: "public", identity, token, expiresAt: clock() + lifetimeMs };
    },
    admin(key) {
      if (key !== "key") throw new AuthError("BadAdminKey", "bad key");
      return { caller: "admin", identity: null };
    },
    header: () => Promise.reject(new Error("unused")),
  };
}

function decodeVersion(version: unknown) {
  const { querySet, identity, ts } = version as { querySet: number; identity: number; ts: string };
  return { querySet, identity, ts: decodeTs(ts) };
}

function bigints(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** Lets rounds that were asked for begin and, unless something holds them, end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
}

/** A promise to be resolved by hand. */
export function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}

/** A backend, its live queries and a way to connect clients. */
export function fakeStack() {
  const backend = new FakeBackend();
  const live = new LiveQueries(backend);
  return {
    backend,
    live,
    connect(options?: ConstructorParameters<typeof FakeClient>[2]) {
      return new FakeClient(backend, live, options);
    },
  };
}
