import type { FunctionCall, QueryOutcome } from "../runtime/types";
import type { Commit, ReadSet, Snapshot } from "../transaction/types";
import type { PublishedResult } from "./publishedResult";
import { publish } from "./publishedResult";
import { nextTurn, turnTaker } from "./turns";

/** What live queries need of the layers below. */
export interface QuerySource {
  readonly latestTs: bigint;
  snapshot(): Snapshot;
  runQuery(call: FunctionCall, snapshot: Snapshot, journal: string | null): Promise<QueryOutcome>;
  onCommit(listener: (commit: Commit) => void): () => void;
  /** Called when functions or environment variables changed. */
  onReload(listener: () => void): () => void;
}

/** Told when a round begins and ends; between the two nothing a client sees may change. */
export interface RoundObserver {
  beginRound(): void;
  endRound(): void;
}

/** One query kept up to date for everyone who asked for the same thing. */
export interface LiveQuery {
  readonly call: FunctionCall;
  /** Replayed so that a page of a paginated query keeps its end. */
  readonly journal: string | null;
  /** `null` until the first round after it was acquired. */
  readonly result: PublishedResult | null;
}

interface Entry {
  key: string;
  readonly call: FunctionCall;
  holders: number;
  journal: string | null;
  readSet: ReadSet | null;
  result: PublishedResult | null;
}

/** What a query has read that failed in a way it should not: try again at the next commit. */
const READ_EVERYTHING: ReadSet = { ranges: [], overlaps: () => true };

/**
 * Runs subscribed queries in rounds. A round takes one snapshot, runs every query that is new
 * or whose read set a commit touched since the last round, and then publishes all results at
 * once: whatever clients see belongs to one snapshot, and commits during a round share the next.
 */
export class LiveQueries {
  /** The snapshot, in nanoseconds, that every published result is current for. */
  publishedTs = 0n;
  /** Whether a round is between its begin and its end. */
  running = false;
  readonly #entries = new Set<Entry>();
  /** Where newcomers find an entry to share. */
  readonly #shared = new Map<string, Entry>();
  readonly #observers = new Set<RoundObserver>();
  #commits: Commit[] = [];
  #allStale = false;
  #wanted = false;
  #closed = false;
  #rounds: Promise<void> = Promise.resolve();
  readonly #stopListening: (() => void)[];

  constructor(readonly source: QuerySource) {
    this.#stopListening = [
      source.onCommit((commit) => {
        this.#commits.push(commit);
        this.requestRound();
      }),
      source.onReload(() => {
        this.#allStale = true;
        this.requestRound();
      }),
    ];
  }

  observe(observer: RoundObserver): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /**
   * Subscribes to a query. Equal path, arguments, identity, caller and journal share one entry.
   * Its result is there after the next round.
   */
  acquire(call: FunctionCall, journal: string | null): LiveQuery {
    const key = keyOf(call, journal);
    const known = this.#shared.get(key);
    if (known) {
      known.holders += 1;
      return known;
    }
    const entry: Entry = { key, call, holders: 1, journal, readSet: null, result: null };
    this.#entries.add(entry);
    this.#shared.set(key, entry);
    return entry;
  }

  /** Gives a subscription back; the last one stops the query. */
  release(query: LiveQuery): void {
    const entry = query as Entry;
    entry.holders -= 1;
    if (entry.holders > 0) return;
    this.#entries.delete(entry);
    this.#unshare(entry);
  }

  /** How many different queries are kept up to date. */
  get size(): number {
    return this.#entries.size;
  }

  /** Asks for a round soon: in a later turn, so that a mutation's answer goes first. */
  requestRound(): void {
    if (this.#wanted || this.#closed) return;
    this.#wanted = true;
    if (!this.running) this.#rounds = this.#runRounds();
  }

  /** Ends after the current round, when no snapshot is open any more. */
  close(): Promise<void> {
    this.#closed = true;
    for (const stop of this.#stopListening) stop();
    return this.#rounds;
  }

  async #runRounds(): Promise<void> {
    this.running = true;
    while (this.#wanted && !this.#closed) {
      await nextTurn();
      this.#wanted = false;
      await this.#runRound();
    }
    this.running = false;
  }

  async #runRound(): Promise<void> {
    for (const observer of this.#observers) observer.beginRound();
    const stale = this.#takeStale();
    const snapshot = this.source.snapshot();
    try {
      const outcomes = await this.#runAll(stale, snapshot);
      for (const [entry, outcome] of outcomes) this.#settle(entry, outcome);
      this.publishedTs = snapshot.ts;
    } finally {
      snapshot.close();
    }
    for (const observer of this.#observers) observer.endRound();
  }

  #takeStale(): Entry[] {
    const commits = this.#commits;
    const all = this.#allStale;
    this.#commits = [];
    this.#allStale = false;
    return [...this.#entries].filter(
      ({ readSet }) =>
        all || readSet === null || commits.some((commit) => readSet.overlaps(commit)),
    );
  }

  async #runAll(entries: Entry[], snapshot: Snapshot): Promise<Map<Entry, QueryOutcome>> {
    const outcomes = new Map<Entry, QueryOutcome>();
    const takeTurns = turnTaker();
    for (const entry of entries) {
      outcomes.set(entry, await this.#runQuery(entry, snapshot));
      await takeTurns();
    }
    return outcomes;
  }

  #runQuery({ call, journal }: Entry, snapshot: Snapshot): Promise<QueryOutcome> {
    return this.source.runQuery(call, snapshot, journal).catch((error: unknown) => ({
      ok: false,
      errorMessage: `Internal error: ${error instanceof Error ? error.message : String(error)}`,
      logLines: [],
      readSet: READ_EVERYTHING,
      journal,
      usedIdentity: true,
    }));
  }

  #settle(entry: Entry, outcome: QueryOutcome): void {
    const result = publish(outcome);
    if (result.fingerprint !== entry.result?.fingerprint) entry.result = result;
    entry.readSet = outcome.readSet;
    if (outcome.journal !== null && outcome.journal !== entry.journal) {
      this.#moveToJournal(entry, outcome.journal);
    }
  }

  /** A page now ends where its journal says: only those who hold that journal may join it. */
  #moveToJournal(entry: Entry, journal: string): void {
    this.#unshare(entry);
    entry.journal = journal;
    entry.key = keyOf(entry.call, journal);
    if (this.#entries.has(entry) && !this.#shared.has(entry.key)) {
      this.#shared.set(entry.key, entry);
    }
  }

  #unshare(entry: Entry): void {
    if (this.#shared.get(entry.key) === entry) this.#shared.delete(entry.key);
  }
}

function keyOf({ path, args, caller, identity }: FunctionCall, journal: string | null): string {
  return JSON.stringify([path, args, caller, identity, journal]);
}
