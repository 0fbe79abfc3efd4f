import type { Fields, KeyRange, StoredDocument, WireJson } from "../values/types";

/** Every key range a function looked at, present or absent. */
export interface ReadSet {
  readonly ranges: readonly KeyRange[];
  /** Whether a commit touched anything this read set covers. */
  overlaps(commit: Commit): boolean;
}

/** What one durable commit changed. */
export interface Commit {
  /** Commit timestamp in nanoseconds, strictly increasing. */
  readonly ts: bigint;
  /** Every key (document, index, search posting) written or removed, old and new. */
  readonly keys: readonly Buffer[];
}

/** A consistent view of the database as of `ts`. Must be closed: it pins an LMDB reader slot. */
export interface Snapshot {
  readonly ts: bigint;
  close(): void;
}

/** `{source, operators}` exactly as `convex/server` sends it to `1.0/queryStream`. */
export interface QueryJson {
  source: { [key: string]: WireJson };
  operators: { [key: string]: WireJson }[];
}

export interface QueryStream {
  next(): StoredDocument | null;
  /** Frees the iterators behind the stream. Safe to call twice. */
  close(): void;
}

export interface PageRequest {
  cursor: string | null;
  /** Read up to and including this position, whatever the page size. */
  endCursor: string | null;
  pageSize: number;
  maximumRowsRead?: number;
  maximumBytesRead?: number;
}

export interface Page {
  page: StoredDocument[];
  isDone: boolean;
  continueCursor: string;
  splitCursor: string | null;
  pageStatus: null | "SplitRecommended" | "SplitRequired";
}

/** Whether system tables (`_scheduled_functions`, …) or the app's tables are meant. */
export interface TableScope {
  system: boolean;
}

/**
 * One function's view of the database: a snapshot, its own pending writes on top,
 * and a record of everything it read. All methods are synchronous and throw
 * errors with the texts of the real backend.
 */
export interface Transaction {
  readonly mode: "query" | "mutation";
  readonly snapshotTs: bigint;
  readonly readSet: ReadSet;
  get(id: string, scope: TableScope, table?: string): StoredDocument | null;
  insert(table: string, fields: Fields, scope: TableScope): string;
  patch(id: string, fields: Fields, scope: TableScope, table?: string): StoredDocument;
  replace(id: string, fields: Fields, scope: TableScope, table?: string): StoredDocument;
  remove(id: string, scope: TableScope, table?: string): StoredDocument;
  stream(query: QueryJson, scope: TableScope): QueryStream;
  paginate(query: QueryJson, request: PageRequest, scope: TableScope): Page;
  count(table: string, scope: TableScope): number;
  normalizeId(table: string, id: string, scope: TableScope): string | null;
  /** Marks the pending writes, for a nested `runMutation` that may be rolled back alone. */
  savepoint(): number;
  rollbackTo(savepoint: number): void;
  /** Used and remaining amounts, as `1.0/getTransactionMetrics` reports them. */
  metrics(): Record<string, { used: number; remaining: number }>;
  /** Drops the view and every open stream. Safe to call twice. */
  close(): void;
}

/** Mutations that share one commit. They run one after the other, never side by side. */
export interface Batch {
  /** The next mutation: on top of what those before it kept. Closing it drops what it wrote. */
  mutation(): Transaction;
  /** Keeps the writes of the latest mutation for the commit. */
  keep(transaction: Transaction): void;
}

/** The durable, transactional database under the runtime. One per data directory. */
export interface Database {
  readonly latestTs: bigint;
  snapshot(): Snapshot;
  /** A read-only transaction on a snapshot the caller keeps open. */
  query(snapshot: Snapshot): Transaction;
  /** The one mutation transaction of the moment; the runtime serialises mutations. */
  mutation(): Transaction;
  /**
   * Makes the writes of a mutation durable (fdatasync) before it returns, ends it, then tells
   * listeners.
   */
  commit(transaction: Transaction): Commit;
  /**
   * Makes the writes of a batch durable, with the disk waited for on another thread, ends it, then
   * tells listeners. Meanwhile the next batch may begin, but nothing may be committed. A batch that
   * wrote nothing costs nothing and is as of the last commit.
   */
  commitBatch(batch: Batch): Promise<Commit>;
  /** Begins a batch on top of the last commit, be it still on its way to the disk. */
  batch(): Batch;
  onCommit(listener: (commit: Commit) => void): () => void;
  /** The name of the table an id belongs to; null for text that is no id, or of no table. */
  tableOf(id: string): string | null;
  /**
   * Takes the exported schema (`schema.export()` text, or null for none): numbers tables
   * and indexes durably, checks stored documents, builds and drops indexes.
   * Throws, changing nothing, when stored documents do not match.
   */
  applySchema(schemaJson: string | null): void;
  close(): void;
}
