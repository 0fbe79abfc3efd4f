import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { checkStoredDocuments, rebuildIndexes } from "./schema/applySchema";
import { Table, type Catalogue } from "./schema/catalogue";
import { idTableName } from "./schema/idTable";
import { CLOCK_KEY } from "./schema/metaRows";
import { planSchema } from "./schema/planSchema";
import { checkTableName, parseSchema } from "./schema/schemaJson";
import { loadCatalogue, Numbers, saveTables } from "./schema/storedCatalogue";
import { lockDirectory } from "./store/lock";
import { openLmdbStore } from "./store/lmdbStore";
import type { Store, StoreSnapshot, StoreWriter } from "./store/store";
import { StoreBatch } from "./transaction/batch";
import { recheckPending, writePending } from "./transaction/commit";
import { conflictMessage } from "./transaction/conflict";
import { PendingWrites } from "./transaction/pendingWrites";
import { StoreTransaction } from "./transaction/transaction";
import type { Batch, Commit, Database, Snapshot, Transaction } from "./transaction/types";
import { View } from "./transaction/view";
import { Clock, type ClockState } from "./values/clock";

export interface DatabaseOptions {
  /** Directory of the data file; made when it does not exist. */
  dataDir: string;
  /** Whether commits wait for the disk. False only for tests. */
  durable?: boolean;
  /** UTC epoch milliseconds. */
  clock?: () => number;
}

const DATA_FILE = "data.mdb";

/** A commit on its way to the disk, for the next batch to build on. */
interface InFlight {
  /** What everybody else sees until it is told of: LMDB itself shows it as soon as it is written. */
  readonly before: StoreSnapshot;
  view(): View;
  failed: boolean;
}

type Writes = Pick<StoreTransaction, "view" | "pending" | "createdTables">;

interface PreparedCommit {
  ts: bigint;
  catalogue: Catalogue;
  /** Writes it. */
  change: (writer: StoreWriter) => void;
  /** Makes it known, once it is durable. */
  publish: () => Commit;
}

/**
 * Opens the database in a data directory. Throws when another process has it open.
 *
 * @example
 * const database = openDatabase({ dataDir: ".local/backend" });
 * const transaction = database.mutation();
 * transaction.insert("messages", { text: "hi" }, { system: false });
 * database.commit(transaction);
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { dataDir, durable = true, clock = Date.now } = options;
  mkdirSync(dataDir, { recursive: true });
  const lock = lockDirectory(dataDir);
  try {
    const store = openLmdbStore({ path: join(dataDir, DATA_FILE), durable });
    return new EmbeddedDatabase(store, clock, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

class EmbeddedDatabase implements Database {
  readonly #listeners = new Set<(commit: Commit) => void>();
  readonly #clock: Clock;
  readonly #numbers: Numbers;
  readonly #open = new Set<StoreTransaction | StoreBatch>();
  /** Commits made while a mutation or batch was open, to check its reads against. */
  #recent: Commit[] = [];
  #catalogue: Catalogue;
  #latestTs: bigint;
  #inFlight: InFlight | null = null;

  constructor(
    private readonly store: Store,
    now: () => number,
    private readonly onClose: () => void,
  ) {
    const snapshot = store.snapshot();
    this.#clock = new Clock(now, readClock(snapshot));
    this.#latestTs = this.#clock.state.commitTs;
    this.#numbers = new Numbers(snapshot);
    this.#catalogue = loadCatalogue(snapshot);
    snapshot.close();
  }

  get latestTs(): bigint {
    return this.#latestTs;
  }

  snapshot(): View {
    const store = this.#inFlight?.before.share() ?? this.store.snapshot();
    return new View(this.latestTs, this.#catalogue, store);
  }

  query(snapshot: Snapshot): Transaction {
    return new StoreTransaction(asView(snapshot), null, () => undefined);
  }

  mutation(): Transaction {
    const view = this.snapshot();
    return this.#openMutation(view, new PendingWrites(), () => view.close());
  }

  batch(): Batch {
    const basis = this.#inFlight;
    const batch = new StoreBatch(
      basis?.view() ?? this.snapshot(),
      (view, pending, onClose) => this.#openMutation(view, pending, onClose),
      () => this.#closed(batch),
      basis,
    );
    this.#open.add(batch);
    return batch;
  }

  commit(transaction: Transaction): Commit {
    if (!(transaction instanceof StoreTransaction) || transaction.mode !== "mutation") {
      throw new Error("Only a mutation transaction of this database can be committed");
    }
    this.#assertNothingInFlight();
    this.#checkConflicts(transaction);
    const { change, publish } = this.#prepare(transaction);
    this.store.write(change);
    transaction.close();
    return publish();
  }

  async commitBatch(batch: Batch): Promise<Commit> {
    if (!(batch instanceof StoreBatch)) {
      throw new Error("Only a batch of this database can be committed");
    }
    try {
      this.#assertNothingInFlight();
      if (batch.basis?.failed === true) throw new Error("The commit before this one failed");
      for (const transaction of batch.kept) this.#checkConflicts(transaction);
      if (batch.pending.size === 0) return { ts: this.latestTs, keys: [] };
      return await this.#commitInBackground(this.#prepare(batch));
    } finally {
      batch.close();
    }
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tableOf(id: string): string | null {
    return idTableName(this.#catalogue, id);
  }

  applySchema(schemaJson: string | null): void {
    this.#assertNothingInFlight();
    const schema = schemaJson === null ? null : parseSchema(schemaJson);
    const plan = planSchema(this.#catalogue, schema, this.#numbers);
    if (plan.changed.length === 0) return;
    const catalogue = this.#catalogue.with(plan.changed);
    const ts = this.#clock.nextCommitTs();
    const before = this.store.snapshot();
    const keys: Buffer[] = [];
    try {
      checkStoredDocuments(before, catalogue, plan.changed);
      this.store.write((writer) => {
        rebuildIndexes(before, writer, plan);
        keys.push(...this.#saveTables(writer, plan.changed));
        saveClock(writer, this.#clock.state);
      });
    } finally {
      before.close();
    }
    this.#catalogue = catalogue;
    this.#remember({ ts, keys });
  }

  close(): void {
    this.store.close();
    this.onClose();
  }

  #newTable(name: string): Table {
    checkTableName(name);
    return new Table({ name, number: this.#numbers.table(), documentType: null, indexes: [] });
  }

  #openMutation(view: View, pending: PendingWrites, onClose: () => void): StoreTransaction {
    const startedAt = this.#clock.now();
    const writes = {
      now: this.#clock.now,
      nextCreationTime: () => this.#clock.nextCreationTime(startedAt),
      newTable: (name: string) => this.#newTable(name),
    };
    const close = () => {
      onClose();
      this.#closed(transaction);
    };
    const transaction: StoreTransaction = new StoreTransaction(view, writes, close, pending);
    this.#open.add(transaction);
    return transaction;
  }

  async #commitInBackground(prepared: PreparedCommit): Promise<Commit> {
    const { ts, catalogue, change, publish } = prepared;
    const before = this.store.snapshot();
    const { durable, ahead } = this.store.writeInBackground(change);
    const inFlight = { before, view: () => new View(ts, catalogue, ahead()), failed: false };
    this.#inFlight = inFlight;
    try {
      await durable;
    } catch (error) {
      inFlight.failed = true;
      throw error;
    } finally {
      this.#inFlight = null;
      before.close();
    }
    return publish();
  }

  #assertNothingInFlight(): void {
    if (this.#inFlight === null) return;
    throw new Error("Wait for the commit that is on its way to the disk");
  }

  #closed(work: StoreTransaction | StoreBatch): void {
    this.#open.delete(work);
    if (this.#open.size === 0) this.#recent = [];
  }

  /** What pending writes come to, checked against a schema that may be newer than their view. */
  #prepare({ view, pending, createdTables }: Writes): PreparedCommit {
    const catalogue = this.#catalogue.with(createdTables);
    if (view.catalogue !== this.#catalogue) recheckPending(pending, catalogue);
    const ts = this.#clock.nextCommitTs();
    const keys: Buffer[] = [];
    return {
      ts,
      catalogue,
      change: (writer) => {
        keys.push(...this.#saveTables(writer, createdTables));
        for (const key of writePending(writer, pending, catalogue, ts)) keys.push(key);
        saveClock(writer, this.#clock.state);
      },
      publish: () => {
        this.#catalogue = catalogue;
        return this.#publish({ ts, keys });
      },
    };
  }

  #publish(commit: Commit): Commit {
    this.#remember(commit);
    for (const listener of this.#listeners) listener(commit);
    return commit;
  }

  /** Refuses a mutation that read what another commit has changed since. */
  #checkConflicts(transaction: StoreTransaction): void {
    const later = this.#recent.filter((commit) => commit.ts > transaction.snapshotTs);
    if (later.length === 0) return;
    const problem = conflictMessage(transaction.readSet, later, this.#catalogue);
    if (problem !== null) throw new Error(problem);
  }

  #remember(commit: Commit): void {
    this.#latestTs = commit.ts;
    if (this.#open.size > 0) this.#recent.push(commit);
  }

  #saveTables(writer: StoreWriter, tables: readonly Table[]): Buffer[] {
    if (tables.length === 0) return [];
    this.#numbers.save(writer);
    return saveTables(writer, tables);
  }
}

function asView(snapshot: Snapshot): View {
  if (snapshot instanceof View) return snapshot;
  throw new Error("The snapshot was not made by this database");
}

function readClock(store: StoreSnapshot): ClockState {
  const row = store.get(CLOCK_KEY);
  if (row === undefined) return { commitTs: 0n, creationTime: 0 };
  const [commitTs, creationTime] = JSON.parse(row) as [string, number];
  return { commitTs: BigInt(commitTs), creationTime };
}

function saveClock(writer: StoreWriter, { commitTs, creationTime }: ClockState): void {
  writer.put(CLOCK_KEY, JSON.stringify([String(commitTs), creationTime]));
}
