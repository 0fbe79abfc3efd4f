import { idInDocumentKey, type SortedIndex, type Table } from "../schema/catalogue";
import type { Entry, EntryCursor, StoreSnapshot } from "../store/store";
import { Document } from "../values/document";
import { afterKey } from "../values/keyRange";
import type { IndexEntry, PendingWrites } from "./pendingWrites";
import { readUpTo, type GrowingRange } from "./readSet";
import type { KeyRange } from "../values/types";

export interface ScanRequest {
  readonly table: Table;
  readonly index: SortedIndex;
  readonly range: KeyRange;
  readonly reverse: boolean;
}

/** Reads an index in order: the committed rows of a snapshot merged with pending writes. */
export class Scan {
  readonly #committed: EntryCursor;
  #head: Entry | null | undefined;
  /** What is left to read. */
  #rest: KeyRange;

  constructor(
    readonly request: ScanRequest,
    private readonly store: StoreSnapshot,
    private readonly pending: PendingWrites,
    private readonly recorded: GrowingRange,
  ) {
    this.#committed = store.scan(request.range, request.reverse);
    this.#rest = request.range;
  }

  /** The next row, or null when the range is exhausted. */
  next(): IndexEntry | null {
    const { table, index, reverse } = this.request;
    const committed = this.#committedHead();
    const pending = this.pending.first(table, index, this.#rest, reverse);
    const row =
      pending !== null && comesFirst(pending, committed, reverse)
        ? pending
        : this.#takeCommitted(committed);
    if (row === null) return this.#finish();
    this.#rest = reverse
      ? { start: this.#rest.start, end: row.key }
      : { start: afterKey(row.key), end: this.#rest.end };
    readUpTo(this.recorded, row.key, reverse);
    return row;
  }

  close(): void {
    this.#committed.close();
  }

  /** The next committed row that no pending write replaces. */
  #committedHead(): Entry | null {
    if (this.#head === undefined) this.#head = this.#committed.next();
    while (this.#head !== null && this.pending.get(this.#idOf(this.#head)) !== undefined) {
      this.#head = this.#committed.next();
    }
    return this.#head;
  }

  #takeCommitted(entry: Entry | null): IndexEntry | null {
    if (entry === null) return null;
    this.#head = undefined;
    return { key: entry.key, document: this.#documentOf(entry) };
  }

  #documentOf(entry: Entry): Document {
    const { table, index } = this.request;
    if (index.holdsDocuments) return Document.decode(this.#idOf(entry), entry.value);
    const stored = this.store.get(table.documentKey(entry.value));
    if (stored === undefined) {
      throw new Error(`Index ${table.name}.${index.name} names a missing document ${entry.value}`);
    }
    return Document.decode(entry.value, stored);
  }

  #idOf(entry: Entry): string {
    const { index } = this.request;
    return index.holdsDocuments ? idInDocumentKey(entry.key) : entry.value;
  }

  #finish(): null {
    this.recorded.start = this.request.range.start;
    this.recorded.end = this.request.range.end;
    this.close();
    return null;
  }
}

function comesFirst(pending: IndexEntry, committed: Entry | null, reverse: boolean): boolean {
  if (committed === null) return true;
  const order = Buffer.compare(pending.key, committed.key);
  return reverse ? order > 0 : order < 0;
}
