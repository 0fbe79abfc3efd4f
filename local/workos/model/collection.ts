/** What every stored thing has: an id and the ISO time that orders it. */
export interface Row {
  readonly id: string;
  readonly created_at: string;
}

/** One write, as the journal keeps it. */
export type Change =
  { readonly put: Row; readonly in: string } | { readonly remove: string; readonly in: string };

/** Rows of one kind in the order of (created_at, id), oldest first. */
export class Collection<T extends Row> {
  readonly #byId = new Map<string, T>();
  readonly #sorted: T[] = [];
  readonly #removed = new Map<string, Row>();

  /**
   * @param name how the journal calls this collection
   * @param onWrite told of every write after it happened
   */
  constructor(
    readonly name: string,
    private readonly onWrite: (change: Change) => void = () => undefined,
  ) {}

  get size(): number {
    return this.#sorted.length;
  }

  get(id: string): T | undefined {
    return this.#byId.get(id);
  }

  /** All rows, oldest first. The array is live: do not keep it across writes. */
  all(): readonly T[] {
    return this.#sorted;
  }

  find(predicate: (row: T) => boolean): T | undefined {
    return this.#sorted.find(predicate);
  }

  /** Inserts the row, or replaces the one with its id. */
  put(row: T): void {
    this.restore(row);
    this.onWrite({ put: row, in: this.name });
  }

  remove(id: string): void {
    this.forget(id);
    this.onWrite({ remove: id, in: this.name });
  }

  /** Puts a row back as the journal remembers it, telling nobody. */
  restore(row: T): void {
    this.forget(row.id);
    this.#removed.delete(row.id);
    this.#byId.set(row.id, row);
    this.#sorted.splice(this.positionOf(row), 0, row);
  }

  /** Takes a row out as the journal remembers it, telling nobody. */
  forget(id: string): void {
    const row = this.#byId.get(id);
    if (row === undefined) return;
    this.#byId.delete(id);
    this.#sorted.splice(this.positionOf(row), 1);
    this.#removed.set(id, { id, created_at: row.created_at });
  }

  /** Where a cursor stands, also when its row has been removed since; undefined if never seen. */
  cursor(id: string): Row | undefined {
    return this.#byId.get(id) ?? this.#removed.get(id);
  }

  /** Index of the first row that is not before `row`. */
  positionOf(row: Row): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const candidate = this.#sorted[middle];
      if (candidate !== undefined && compareRows(candidate, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Orders rows by creation time, then id. */
export function compareRows(a: Row, b: Row): number {
  if (a.created_at !== b.created_at) return a.created_at < b.created_at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
