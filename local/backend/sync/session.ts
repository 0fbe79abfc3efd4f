import type { Authenticator, Credentials } from "../auth/credentials";
import { ANONYMOUS, isExpired } from "../auth/credentials";
import { AuthError } from "../auth/error";
import type { MutationOutcome, Runtime } from "../runtime/types";
import type { Connection } from "./connection";
import type { LiveQueries, RoundObserver } from "./liveQueries";
import type { Authenticate, ClientMessage, Connect, ModifyQuerySet } from "./messages";
import { decodeClientMessage, ProtocolError } from "./messages";
import { QuerySet } from "./querySet";
import { Requests } from "./requests";
import type { StateVersion } from "./responses";
import { encodeAuthError, encodeFatalError } from "./responses";
import { encodeTransition, INITIAL_VERSION, splitTransition } from "./responses";

/** What every session of a backend shares. */
export interface SessionContext {
  readonly live: LiveQueries;
  readonly runtime: Pick<Runtime, "runMutation" | "runAction">;
  readonly authenticator: Authenticator;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: (line: string) => void;
}

/**
 * One client of the sync protocol. Query set and identity change only when a round begins, so
 * that every Transition shows one snapshot; mutations are answered before a Transition may show
 * their effects.
 */
export class Session implements RoundObserver {
  #connect: Connect | null = null;
  #clockSkewMs: number | null = null;
  #credentials: Credentials = ANONYMOUS;
  /** Versions of the newest messages received, and of those the current round includes. */
  #received = { querySet: 0, identity: 0 };
  #applied = { querySet: 0, identity: 0 };
  #sent: StateVersion = INITIAL_VERSION;
  #pending: (() => void)[] = [];
  /** A successful mutation's ts for which the client still waits to see a Transition. */
  #owedTs: bigint | null = null;
  /** Whether a Transition waits for the client to read what it was sent. */
  #heldBack = false;
  #reading: Promise<void> = Promise.resolve();
  #closed = false;
  readonly #queries: QuerySet;
  readonly #requests: Requests;
  readonly #stopObserving: () => void;

  constructor(
    private readonly connection: Connection,
    private readonly context: SessionContext,
  ) {
    const { live, runtime } = context;
    this.#queries = new QuerySet(live);
    this.#requests = new Requests(connection, {
      runtime,
      latestTs: () => live.source.latestTs,
      mutationAnswered: (outcome) => this.#mutationAnswered(outcome),
      crashed: (error) => this.#crash(error),
    });
    this.#stopObserving = live.observe(this);
  }

  /** Takes one frame; frames are handled in order, also while a token is being verified. */
  receive(frame: string): Promise<void> {
    this.#reading = this.#reading.then(() => this.#handleFrame(frame));
    return this.#reading;
  }

  /** The client has read some of what it was sent. */
  drained(): void {
    if (this.#heldBack && !this.connection.congested) this.#flush();
  }

  /** The connection is gone: stops everything that has not begun. */
  closed(): void {
    this.#closed = true;
    this.#stopObserving();
    this.#requests.stop();
    this.#queries.clear();
  }

  beginRound(): void {
    if (this.#queries.size > 0 && isExpired(this.#credentials, this.context.clock())) {
      this.#expire();
      return;
    }
    for (const apply of this.#pending) apply();
    this.#pending = [];
  }

  endRound(): void {
    this.#flush();
  }

  /** Sends a Transition when the client has something to learn and may learn it now. */
  #flush(): void {
    if (this.#closed || !this.#queries.ready || this.#wouldOvertakeAnswer()) return;
    this.#heldBack = this.connection.congested;
    if (this.#heldBack) return;
    const modifications = this.#queries.takeModifications();
    if (modifications.length > 0 || this.#versionIsNews()) this.#sendTransition(modifications);
  }

  #wouldOvertakeAnswer(): boolean {
    const since = this.#requests.mutatingSinceTs;
    return since !== null && since < this.context.live.publishedTs;
  }

  #versionIsNews(): boolean {
    const { querySet, identity } = this.#applied;
    const owed = this.#owedTs !== null && this.#owedTs <= this.context.live.publishedTs;
    return owed || querySet !== this.#sent.querySet || identity !== this.#sent.identity;
  }

  #sendTransition(modifications: readonly string[]): void {
    const ts = this.context.live.publishedTs;
    const end: StateVersion = { ...this.#applied, ts };
    const transition = encodeTransition(this.#sent, end, modifications, this.#clockSkewMs);
    const transitionId = `${end.querySet}-${end.identity}-${ts}`;
    for (const frame of splitTransition(transition, transitionId)) this.connection.send(frame);
    this.#sent = end;
    if (this.#owedTs !== null && this.#owedTs <= ts) this.#owedTs = null;
  }

  async #handleFrame(frame: string): Promise<void> {
    if (this.#closed) return;
    try {
      await this.#handle(decodeClientMessage(frame));
    } catch (error) {
      if (error instanceof ProtocolError) this.#fail(error.message);
      else this.#crash(error);
    }
  }

  async #handle(message: ClientMessage): Promise<void> {
    if (message.type === "Connect") return this.#handleConnect(message);
    if (this.#connect === null) {
      throw new ProtocolError(`Received ${message.type} before Connect`);
    }
    if (message.type === "Event") return;
    if (message.type === "Authenticate") return this.#handleAuthenticate(message);
    if (isExpired(this.#credentials, this.context.clock())) return this.#expire();
    if (message.type === "ModifyQuerySet") return this.#handleModifyQuerySet(message);
    if (message.type === "Action") return this.#requests.act(message, this.#credentials);
    this.#requests.mutate(message, this.#credentials, this.#connect.sessionId);
  }

  #handleConnect(message: Connect): void {
    if (this.#connect !== null) throw new ProtocolError("Received Connect twice");
    this.#connect = message;
    if (message.clientTs !== null) this.#clockSkewMs = message.clientTs - this.context.clock();
  }

  async #handleAuthenticate(message: Authenticate): Promise<void> {
    const { baseVersion } = message;
    checkBase("identity", baseVersion, this.#received.identity);
    let credentials: Credentials;
    try {
      credentials = await this.#verify(message);
    } catch (error) {
      if (!(error instanceof AuthError)) throw error;
      // A wrong admin key stays wrong; a user's token may be replaced by a fresh one.
      if (error.code === "BadAdminKey") throw new ProtocolError(error.message);
      return this.#refuse(error.message, baseVersion, true);
    }
    const identity = baseVersion + 1;
    this.#credentials = credentials;
    this.#received = { ...this.#received, identity };
    this.#change(() => {
      this.#queries.actAs(credentials);
      this.#applied = { ...this.#applied, identity };
    });
  }

  async #verify({ tokenType, value, impersonating }: Authenticate): Promise<Credentials> {
    const { authenticator } = this.context;
    if (tokenType === "None") return ANONYMOUS;
    if (tokenType === "User") return authenticator.user(value);
    return authenticator.admin(value, impersonating ?? undefined);
  }

  #handleModifyQuerySet({ baseVersion, newVersion, modifications }: ModifyQuerySet): void {
    checkBase("query set", baseVersion, this.#received.querySet);
    this.#received = { ...this.#received, querySet: newVersion };
    this.#change(() => {
      for (const modification of modifications) this.#queries.modify(modification);
      this.#applied = { ...this.#applied, querySet: newVersion };
    });
  }

  #change(apply: () => void): void {
    this.#pending.push(apply);
    this.context.live.requestRound();
  }

  #mutationAnswered(outcome: MutationOutcome): void {
    if (outcome.ok) {
      this.#owedTs = outcome.ts;
      if (this.context.live.publishedTs < outcome.ts) this.context.live.requestRound();
    }
    this.#flush();
  }

  #expire(): void {
    this.#refuse("Convex token identity expired", this.#received.identity, false);
  }

  #refuse(error: string, baseVersion: number, authUpdateAttempted: boolean): void {
    this.connection.send(encodeAuthError(error, baseVersion, authUpdateAttempted));
    this.#close(1000, "AuthError");
  }

  #fail(error: string): void {
    this.context.log(`Sync protocol error: ${error}`);
    this.connection.send(encodeFatalError(error));
    this.#close(1002, "ProtocolError");
  }

  /** The client reconnects and repeats what is unanswered, which is safe. */
  #crash(error: unknown): void {
    this.context.log(`A sync session failed: ${error instanceof Error ? error.stack : error}`);
    this.#close(1011, "InternalServerError");
  }

  #close(code: number, reason: string): void {
    this.closed();
    this.connection.close(code, reason);
  }
}

function checkBase(what: string, given: number, current: number): void {
  if (given === current) return;
  throw new ProtocolError(
    `Base version ${given} passed up doesn't match the current ${what} version ${current}`,
  );
}
