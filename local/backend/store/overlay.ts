import type { KeyRange } from "../values/types";
import type { KeyChange, PendingChanges } from "./pendingChanges";
import type { Entry, EntryCursor, StoreSnapshot } from "./store";

/** A snapshot with changes on top of it. Closing it closes the snapshot. */
export function overlay(base: StoreSnapshot, changes: PendingChanges): StoreSnapshot {
  return {
    get(key) {
      const change = changes.changeOf(key);
      return change === undefined ? base.get(key) : change.value;
    },
    scan: (range, reverse) => scanBoth(base, changes, range, reverse),
    share: () => overlay(base.share(), changes),
    close: () => base.close(),
  };
}

function scanBoth(
  base: StoreSnapshot,
  changes: PendingChanges,
  range: KeyRange,
  reverse: boolean,
): EntryCursor {
  const changed = changes.within(range);
  if (changed.length === 0) return base.scan(range, reverse);
  if (reverse) changed.reverse();
  const unchanged = skipChanged(base.scan(range, reverse), changes);
  let stored = unchanged.next();
  return {
    next() {
      const added = firstAdded(changed);
      const isAddedNext =
        added !== undefined && (stored === null || isBefore(added, stored, reverse));
      if (isAddedNext) {
        changed.shift();
        return added;
      }
      const entry = stored;
      stored = unchanged.next();
      return entry;
    },
    close: () => {
      unchanged.close();
      stored = null;
      changed.length = 0;
    },
  };
}

/** The first change that leaves an entry; those before it, which remove theirs, are dropped. */
function firstAdded(changed: KeyChange[]): Entry | undefined {
  for (;;) {
    const [first] = changed;
    if (first === undefined) return undefined;
    const { key, value } = first;
    if (value !== undefined) return { key, value };
    changed.shift();
  }
}

function skipChanged(cursor: EntryCursor, changes: PendingChanges): EntryCursor {
  return {
    next() {
      let entry = cursor.next();
      while (entry !== null && changes.changeOf(entry.key) !== undefined) entry = cursor.next();
      return entry;
    },
    close: () => cursor.close(),
  };
}

function isBefore(a: Entry, b: Entry, reverse: boolean): boolean {
  const order = Buffer.compare(a.key, b.key);
  return reverse ? order > 0 : order < 0;
}
