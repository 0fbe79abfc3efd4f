import { positionOf } from "../store/order";
import { indexKey, type SortedIndex, type Table } from "../schema/catalogue";
import type { Document } from "../values/document";
import type { KeyRange } from "../values/types";

/** What a transaction did to one document: from its committed to its pending state. */
export interface PendingWrite {
  readonly table: Table;
  readonly before: Document | null;
  readonly after: Document | null;
}

/** A document at its place in an index. */
export interface IndexEntry {
  readonly key: Buffer;
  readonly document: Document;
}

interface UndoStep {
  readonly id: string;
  readonly previous: PendingWrite | undefined;
}

interface SortedPending {
  readonly table: Table;
  readonly index: SortedIndex;
  readonly entries: IndexEntry[];
}

/** The uncommitted writes of one transaction, in the order of any index that is asked for. */
export class PendingWrites {
  readonly #writes = new Map<string, PendingWrite>();
  readonly #undo: UndoStep[] = [];
  // Only indexes that were scanned are kept sorted: most mutations scan none after writing.
  readonly #sorted = new Map<SortedIndex, SortedPending>();

  get size(): number {
    return this.#writes.size;
  }

  get(id: string): PendingWrite | undefined {
    return this.#writes.get(id);
  }

  all(): IterableIterator<PendingWrite> {
    return this.#writes.values();
  }

  /** The writes to one table. */
  ofTable(tableNumber: number): PendingWrite[] {
    return [...this.#writes.values()].filter(({ table }) => table.number === tableNumber);
  }

  set(id: string, write: PendingWrite): void {
    const previous = this.#writes.get(id);
    this.#undo.push({ id, previous });
    this.#replace(id, previous, write);
  }

  /** How many documents more (or, negative, fewer) a table has than before. */
  growth(tableNumber: number): number {
    let growth = 0;
    for (const { before, after } of this.ofTable(tableNumber)) {
      growth += Number(after !== null) - Number(before !== null);
    }
    return growth;
  }

  /** A mark that `rollback` returns to. */
  mark(): number {
    return this.#undo.length;
  }

  /** Undoes every write made since `mark`. */
  rollback(mark: number): void {
    for (const { id, previous } of this.#undo.splice(mark).reverse()) {
      this.#replace(id, this.#writes.get(id), previous);
    }
  }

  /** The first pending document of an index within `range`, or the last when `reverse`. */
  first(table: Table, index: SortedIndex, range: KeyRange, reverse: boolean): IndexEntry | null {
    if (this.#writes.size === 0) return null;
    const { entries } = this.#sortedBy(table, index);
    const entry = reverse
      ? entries[positionOf(entries, range.end) - 1]
      : entries[positionOf(entries, range.start)];
    if (entry === undefined) return null;
    const outside = reverse
      ? Buffer.compare(entry.key, range.start) < 0
      : Buffer.compare(entry.key, range.end) >= 0;
    return outside ? null : entry;
  }

  #sortedBy(table: Table, index: SortedIndex): SortedPending {
    const existing = this.#sorted.get(index);
    if (existing !== undefined) return existing;
    const entries = this.ofTable(table.number)
      .flatMap(({ after }) => (after === null ? [] : [entryOf(index, after)]))
      .sort((a, b) => Buffer.compare(a.key, b.key));
    const sorted = { table, index, entries };
    this.#sorted.set(index, sorted);
    return sorted;
  }

  #replace(id: string, from: PendingWrite | undefined, to: PendingWrite | undefined): void {
    if (to === undefined) this.#writes.delete(id);
    else this.#writes.set(id, to);
    const tableNumber = (to ?? from)?.table.number;
    for (const { table, index, entries } of this.#sorted.values()) {
      if (table.number !== tableNumber) continue;
      if (from?.after) entries.splice(positionOf(entries, indexKey(index, from.after.value)), 1);
      if (to?.after) insertSorted(entries, entryOf(index, to.after));
    }
  }
}

function entryOf(index: SortedIndex, document: Document): IndexEntry {
  return { key: indexKey(index, document.value), document };
}

function insertSorted(entries: IndexEntry[], entry: IndexEntry): void {
  entries.splice(positionOf(entries, entry.key), 0, entry);
}
