import type { KeyRange } from "../values/types";

export interface Entry {
  readonly key: Buffer;
  readonly value: string;
}

/** Entries of a range in key order. Holds an iterator open until closed or exhausted. */
export interface EntryCursor {
  next(): Entry | null;
  /** Safe to call twice. */
  close(): void;
}

/** A frozen view of the store. */
export interface StoreSnapshot {
  get(key: Buffer): string | undefined;
  scan(range: KeyRange, reverse: boolean): EntryCursor;
  /** Another view of the same moment, to be closed by itself. */
  share(): StoreSnapshot;
  /** Frees the view and every cursor on it. Safe to call twice. */
  close(): void;
}

/** What a write may do; it reads its own changes. */
export interface StoreWriter {
  get(key: Buffer): string | undefined;
  put(key: Buffer, value: string): void;
  remove(key: Buffer): void;
}

/** A write on its way to the disk. */
interface BackgroundWrite {
  /** Resolves when the write is durable, and every new snapshot has it. */
  durable: Promise<void>;
  /** The store as the write leaves it. */
  ahead(): StoreSnapshot;
}

/** An ordered map from bytes to text with snapshots and atomic writes. */
export interface Store {
  snapshot(): StoreSnapshot;
  /** Applies all changes or, when `change` throws, none; durable when it returns. */
  write(change: (writer: StoreWriter) => void): void;
  /**
   * Like `write`, with the disk waited for on another thread. `change` runs at once. Nothing else may
   * be written until it is durable.
   */
  writeInBackground(change: (writer: StoreWriter) => void): BackgroundWrite;
  close(): void;
}
