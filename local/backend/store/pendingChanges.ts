import type { KeyRange } from "../values/types";
import { positionOf } from "./order";
import type { StoreWriter } from "./store";

/** What becomes of one key; an undefined value removes it. */
export interface KeyChange {
  readonly key: Buffer;
  readonly value: string | undefined;
}

/** Changes on top of what is stored, gathered to be written all at once. */
export class PendingChanges implements StoreWriter {
  readonly #byKey = new Map<string, KeyChange>();
  #sorted: KeyChange[] | null = null;

  constructor(private readonly stored: (key: Buffer) => string | undefined) {}

  get(key: Buffer): string | undefined {
    const change = this.changeOf(key);
    return change === undefined ? this.stored(key) : change.value;
  }

  put(key: Buffer, value: string): void {
    this.#set({ key, value });
  }

  remove(key: Buffer): void {
    this.#set({ key, value: undefined });
  }

  all(): Iterable<KeyChange> {
    return this.#byKey.values();
  }

  changeOf(key: Buffer): KeyChange | undefined {
    return this.#byKey.get(nameOf(key));
  }

  /** The changes of a range, in key order. */
  within({ start, end }: KeyRange): KeyChange[] {
    this.#sorted ??= [...this.#byKey.values()].sort((a, b) => Buffer.compare(a.key, b.key));
    return this.#sorted.slice(positionOf(this.#sorted, start), positionOf(this.#sorted, end));
  }

  #set(change: KeyChange): void {
    this.#byKey.set(nameOf(change.key), change);
    this.#sorted = null;
  }
}

function nameOf(key: Buffer): string {
  return key.toString("latin1");
}
