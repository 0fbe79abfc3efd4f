import type { FunctionEntry, FunctionKind } from "../loader/analyze";
import type { Batch, ReadSet, Snapshot, Transaction } from "../transaction/types";
import type { WireJson } from "../values/types";
import { FunctionError, uncaught } from "./errors";
import { execute } from "./execute";
import { findFunction } from "./functionPath";
import { createInvocation, end, newUse, type Invocation } from "./invocation";
import { LogBuffer } from "./logs";
import { createOrigin, type Origin } from "./origin";
import type { Services } from "./services";
import { Turn } from "./turn";
import type { Caller } from "./types";

/** A function to run, its path already normalised. */
export interface Call {
  path: string;
  args: WireJson;
  caller: Caller;
  origin: Origin;
}

/** How a call ended. */
export type Run = { logLines: string[] } & (
  { ok: true; /** The result as JSON text. */ json: string } | { ok: false; error: FunctionError }
);

export type QueryRun = Run & { readSet: ReadSet; journal: string | null; usedIdentity: boolean };
export type MutationRun =
  Extract<Run, { ok: false }> | (Extract<Run, { ok: true }> & { ts: bigint });

/** What else happens in a mutation's transaction. */
export interface MutationHooks {
  /** Runs first; a result stands for the mutation, which then does not run. */
  before?(transaction: Transaction): MutationRun | null;
  /** Runs last, when the function has succeeded. */
  after?(transaction: Transaction, run: Extract<Run, { ok: true }>): void;
}

/** Everything of {@link Services} that the engine does not provide itself. */
export type EngineParts = Omit<Services, "call" | "transact">;

type TransactionBody<T> = (transaction: Transaction, keep: () => void) => Promise<T>;

interface OpenBatch {
  writes: Batch;
  /** Resolves with the time of the commit. */
  durable: Promise<bigint>;
  /** Begins to commit once the batch before is committed. While no mutation runs; never rejects. */
  end(): Promise<void>;
}

/** How long a function may take, in milliseconds; actions as on Convex's Node runtime. */
const DEADLINES_MS = { query: 10_000, mutation: 10_000, action: 600_000 };
const PREFIXES = { query: "Q", mutation: "M", action: "A" };

/** Runs functions: queries on a snapshot, mutations one at a time, actions side by side. */
export class Engine implements Services {
  readonly database;
  readonly clock;
  readonly definitions;
  readonly jobsScheduled;
  readonly framesOf;
  readonly log;
  private readonly turn = new Turn();
  private readonly queries = new Set<Promise<unknown>>();
  private batch: OpenBatch | null = null;
  private committing: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(parts: EngineParts) {
    this.database = parts.database;
    this.clock = parts.clock;
    this.definitions = parts.definitions;
    this.jobsScheduled = parts.jobsScheduled;
    this.framesOf = parts.framesOf;
    this.log = parts.log;
  }

  /** @param journal - end cursor of an earlier run of the same query, to get the same page */
  async query(call: Call, snapshot: Snapshot, journal: string | null = null): Promise<QueryRun> {
    if (this.closed) throw closedError();
    const transaction = this.database.query(snapshot);
    const running = this.run("query", call, transaction, journal);
    this.queries.add(running);
    try {
      const { run, invocation } = await running;
      return {
        ...run,
        readSet: transaction.readSet,
        journal: invocation?.journal ?? null,
        usedIdentity: invocation?.use.usedIdentity ?? false,
      };
    } finally {
      this.queries.delete(running);
      transaction.close();
    }
  }

  /** Waits its turn, runs, and commits when the function succeeds. */
  async mutation(call: Call, hooks: MutationHooks = {}): Promise<MutationRun> {
    let hasJobs = false;
    const { result, ts } = await this.inTransaction(async (transaction, keep) => {
      const stored = hooks.before?.(transaction);
      if (stored) return stored;
      const { run, invocation } = await this.run("mutation", call, transaction);
      if (!run.ok) return run;
      hooks.after?.(transaction, run);
      keep();
      hasJobs = Boolean(invocation?.use.scheduledCount);
      return run;
    });
    if (hasJobs) this.jobsScheduled();
    return result.ok ? { ...result, ts } : result;
  }

  async action(call: Call): Promise<Run> {
    return (await this.run("action", call, null)).run;
  }

  async transact<T>(body: (transaction: Transaction) => T): Promise<T> {
    const { result } = await this.inTransaction(async (transaction, keep) => {
      const value = body(transaction);
      keep();
      return value;
    });
    return result;
  }

  /** Lets the queries and mutations under way finish and refuses those that come later. */
  async close(): Promise<void> {
    this.closed = true;
    await this.exclusively(() => undefined);
    await Promise.all(this.queries);
  }

  /** Runs something while no mutation does, such as a change of the schema. */
  exclusively<T>(body: () => T): Promise<T> {
    return this.turn.take(async () => {
      await this.batch?.end();
      await this.committing;
      return body();
    });
  }

  async call(kind: FunctionKind, path: string, args: WireJson, from: Origin): Promise<string> {
    const origin = createOrigin(from, this.clock.now());
    const run = await this.runKind(kind, { path, args, caller: "internal", origin });
    if (run.ok) return run.json;
    throw run.error;
  }

  /** Runs a function of a known kind, a query on the latest snapshot. */
  async runKind(kind: FunctionKind, call: Call): Promise<Run> {
    if (kind === "mutation") return this.mutation(call);
    if (kind === "action") return this.action(call);
    const snapshot = this.database.snapshot();
    try {
      return await this.query(call, snapshot);
    } finally {
      snapshot.close();
    }
  }

  /** @returns once everything the body saw is durable, its result and the time as of then */
  private async inTransaction<T>(body: TransactionBody<T>): Promise<{ result: T; ts: bigint }> {
    if (this.closed) throw closedError();
    const { result, durable } = await this.turn.take(async () => {
      const { writes, durable } = (this.batch ??= this.openBatch());
      const transaction = writes.mutation();
      try {
        return { result: await body(transaction, () => writes.keep(transaction)), durable };
      } finally {
        transaction.close();
      }
    });
    return { result, ts: await durable };
  }

  /** Whatever comes in while the batch before is being committed shares one wait for the disk. */
  private openBatch(): OpenBatch {
    const writes = this.database.batch();
    let end: () => Promise<void> = async () => undefined;
    const durable = new Promise<bigint>((resolve, reject) => {
      end = async () => {
        await this.committing;
        this.batch = null;
        this.committing = this.database.commitBatch(writes).then(({ ts }) => resolve(ts), reject);
      };
    });
    // The mutations of the batch hear of it.
    durable.catch(() => undefined);
    const batch = { writes, durable, end };
    setImmediate(() => void this.endInTurn(batch));
    return batch;
  }

  private async endInTurn(batch: OpenBatch): Promise<void> {
    await this.committing;
    await this.turn.take(async () => {
      if (this.batch === batch) await batch.end();
    });
  }

  private async run(
    kind: FunctionKind,
    call: Call,
    transaction: Transaction | null,
    replayedJournal: string | null = null,
  ): Promise<{ run: Run; invocation: Invocation | null }> {
    const log = (line: string) => this.log(`[CONVEX ${PREFIXES[kind]}(${call.path})] ${line}`);
    const logs = new LogBuffer(log);
    let invocation: Invocation | null = null;
    try {
      const entry = findFunction(this.definitions(), call.path, call.caller, kind);
      const abortable = this.abortable(entry);
      invocation = createInvocation(entry, {
        origin: call.origin,
        services: this,
        logs,
        transaction,
        use: newUse(),
        abort: abortable.abort,
        replayedJournal,
      });
      const json = await abortable.settle(execute(entry, call.args, invocation));
      return { run: { ok: true, json, logLines: logs.lines }, invocation };
    } catch (thrown) {
      const error = uncaught(thrown, this.framesOf);
      if (!this.closed) log(error.message);
      return { run: { ok: false, error, logLines: logs.lines }, invocation };
    } finally {
      if (invocation) {
        invocation.use.over = true;
        end(invocation);
      }
    }
  }

  private abortable({ kind }: FunctionEntry) {
    let abort: (error: unknown) => void = () => undefined;
    const aborted = new Promise<never>((_resolve, reject) => (abort = reject));
    const cancel = this.clock.after(DEADLINES_MS[kind], () => {
      const seconds = DEADLINES_MS[kind] / 1000;
      abort(new FunctionError(`Function execution timed out (maximum duration: ${seconds}s)`));
    });
    return {
      abort,
      settle: (running: Promise<string>) => Promise.race([running, aborted]).finally(cancel),
    };
  }
}

function closedError(): Error {
  return new Error("The backend is closed.");
}
