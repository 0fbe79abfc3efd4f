import { open, type Database, type RangeOptions, type Transaction } from "lmdb";
import type { KeyRange } from "../values/types";
import { overlay } from "./overlay";
import { PendingChanges } from "./pendingChanges";
import type { EntryCursor, Store, StoreSnapshot, StoreWriter } from "./store";

// LMDB's longest key is about half a page: 4,026 bytes here, above MAX_KEY_BYTES in keyspace.ts.
const PAGE_SIZE_BYTES = 8192;
const MAX_READERS = 2048;

type Lmdb = Database<string, Buffer>;

export interface LmdbStoreOptions {
  /** Path of the data file. */
  path: string;
  /** Whether a write is on the disk before it returns. */
  durable: boolean;
}

/** Opens an LMDB file as a `Store`. LMDB's asynchronous `transaction` is not used: it hangs. */
export function openLmdbStore({ path, durable }: LmdbStoreOptions): Store {
  const db: Lmdb = open<string, Buffer>({
    path,
    encoding: "string",
    keyEncoding: "binary",
    pageSize: PAGE_SIZE_BYTES,
    maxReaders: MAX_READERS,
    overlappingSync: false,
    noSync: !durable,
  });
  // A killed process leaves its reader slots behind; they would keep old pages alive.
  db.readerCheck();
  const writer: StoreWriter = {
    get: (key) => db.get(key),
    put: (key, value) => db.putSync(key, value),
    remove: (key) => void db.removeSync(key),
  };
  const snapshots = new Set<StoreSnapshot>();
  const snapshot = () =>
    openView(db, { transaction: db.useReadTransaction(), views: 0 }, snapshots);
  return {
    snapshot,
    write: (change) => db.transactionSync(() => change(writer)),
    writeInBackground(change) {
      const current = snapshot();
      const changes = new PendingChanges((key) => current.get(key));
      change(changes);
      current.close();
      const written = db.batch(() => {
        for (const { key, value } of changes.all()) {
          void (value === undefined ? db.remove(key) : db.put(key, value));
        }
      });
      return {
        durable: written.then(() => undefined),
        ahead: () => overlay(snapshot(), changes),
      };
    },
    close() {
      for (const open of snapshots) open.close();
      void db.close();
    },
  };
}

/** A read transaction of LMDB, which ends with the last view of it. */
interface Moment {
  readonly transaction: Transaction;
  views: number;
}

/** @param open gets to know the view until it is closed */
function openView(db: Lmdb, moment: Moment, open: Set<StoreSnapshot>): StoreSnapshot {
  const { transaction } = moment;
  const cursors = new Set<EntryCursor>();
  moment.views += 1;
  // LMDB itself would read freed memory.
  const assertOpen = () => {
    if (!open.has(view)) throw new Error("The database or this view of it is closed");
  };
  const view: StoreSnapshot = {
    get(key) {
      assertOpen();
      return db.get(key, { transaction });
    },
    scan(range, reverse) {
      assertOpen();
      const options = { ...bounds(range, reverse), transaction };
      const cursor = openCursor(db, options, () => cursors.delete(cursor));
      cursors.add(cursor);
      return cursor;
    },
    share() {
      assertOpen();
      return openView(db, moment, open);
    },
    close() {
      if (!open.delete(view)) return;
      for (const cursor of cursors) cursor.close();
      moment.views -= 1;
      if (moment.views === 0) transaction.done();
    },
  };
  open.add(view);
  return view;
}

function bounds({ start, end }: KeyRange, reverse: boolean): RangeOptions {
  if (!reverse) return { start, end };
  return { start: end, exclusiveStart: true, end: start, inclusiveEnd: true, reverse: true };
}

function openCursor(db: Lmdb, options: RangeOptions, onClose: () => void): EntryCursor {
  const entries = db.getRange(options)[Symbol.iterator]();
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    entries.return?.();
    onClose();
  };
  return {
    next() {
      if (!open) return null;
      const result = entries.next();
      if (result.done !== true) return result.value;
      close();
      return null;
    },
    close,
  };
}
