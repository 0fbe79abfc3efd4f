import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryDirectory } from "../transaction/testing";
import type { KeyRange } from "../values/types";
import { openLmdbStore } from "./lmdbStore";
import type { Store, StoreSnapshot } from "./store";

function openStore(path = join(temporaryDirectory(), "data.mdb")): Store {
  const store = openLmdbStore({ path, durable: false });
  onTestFinished(() => store.close());
  return store;
}

const key = (text: string) => Buffer.from(text, "latin1");

const range = (start: string, end: string): KeyRange => ({ start: key(start), end: key(end) });

function keys(snapshot: StoreSnapshot, within: KeyRange, reverse = false): string[] {
  const cursor = snapshot.scan(within, reverse);
  const found: string[] = [];
  for (let entry = cursor.next(); entry !== null; entry = cursor.next()) {
    found.push(entry.key.toString("latin1"));
  }
  return found;
}

function put(store: Store, ...texts: string[]): void {
  store.write((writer) => texts.forEach((text) => writer.put(key(text), `value of ${text}`)));
}

describe("LMDB store", () => {
  it("keeps text under binary keys", () => {
    const store = openStore();
    const strange = Buffer.from([0, 255, 1, 0]);
    store.write((writer) => writer.put(strange, "é😀 ✓"));
    const snapshot = store.snapshot();
    expect(snapshot.get(strange)).toBe("é😀 ✓");
    expect(snapshot.get(key("missing"))).toBeUndefined();
  });

  it("scans half-open ranges in both directions", () => {
    const text = fc.string({ unit: fc.constantFrom("\0", "a", "b", "\xff"), maxLength: 3 });
    const store = openStore();
    fc.assert(
      fc.property(fc.uniqueArray(text.filter(Boolean)), text, text, (texts, start, end) => {
        fc.pre(start !== "" && end !== "");
        store.write((writer) => {
          for (const old of keys(all(store), range("\0", "\xff\xff\xff\xff")))
            writer.remove(key(old));
          texts.forEach((each) => writer.put(key(each), "x"));
        });
        const expected = texts.sort().filter((each) => start <= each && each < end);
        expect(keys(all(store), range(start, end))).toEqual(expected);
        expect(keys(all(store), range(start, end), true)).toEqual(expected.reverse());
      }),
    );
  });

  it("shows a snapshot what was there when it was taken", () => {
    const store = openStore();
    put(store, "a", "b");
    const before = store.snapshot();
    store.write((writer) => {
      writer.remove(key("a"));
      writer.put(key("b"), "new");
      writer.put(key("c"), "new");
    });
    expect(keys(before, range("a", "z"))).toEqual(["a", "b"]);
    expect(before.get(key("b"))).toBe("value of b");
    expect(keys(store.snapshot(), range("a", "z"))).toEqual(["b", "c"]);
  });

  it("goes on with an open scan while others write", () => {
    const store = openStore();
    put(store, "a", "b", "c");
    const cursor = store.snapshot().scan(range("a", "z"), false);
    expect(cursor.next()?.key).toEqual(key("a"));
    put(store, "aa", "d");
    store.write((writer) => writer.remove(key("b")));
    expect(cursor.next()?.key).toEqual(key("b"));
    expect(cursor.next()?.key).toEqual(key("c"));
    expect(cursor.next()).toBeNull();
  });

  it("applies nothing of a write that throws", () => {
    const store = openStore();
    put(store, "a");
    const failing = () =>
      store.write((writer) => {
        writer.remove(key("a"));
        writer.put(key("b"), "x");
        throw new Error("no");
      });
    expect(failing).toThrow("no");
    expect(keys(store.snapshot(), range("a", "z"))).toEqual(["a"]);
  });

  it("lets a write read its own changes", () => {
    openStore().write((writer) => {
      writer.put(key("a"), "1");
      expect(writer.get(key("a"))).toBe("1");
      writer.remove(key("a"));
      expect(writer.get(key("a"))).toBeUndefined();
    });
  });

  it("writes in the background: seen ahead at once, by others once durable", async () => {
    const store = openStore();
    put(store, "a", "b");
    const { durable, ahead } = store.writeInBackground((writer) => {
      writer.remove(key("a"));
      writer.put(key("c"), `after ${writer.get(key("b"))}`);
    });
    const [view, before] = [ahead(), store.snapshot()];
    expect(keys(view, range("a", "z"))).toEqual(["b", "c"]);
    expect(keys(before, range("a", "z"))).toEqual(["a", "b"]);
    await durable;
    const after = store.snapshot();
    expect(keys(after, range("a", "z"))).toEqual(["b", "c"]);
    expect(after.get(key("c"))).toBe("after value of b");
    expect(keys(view, range("a", "z"))).toEqual(["b", "c"]);
    expect(keys(before, range("a", "z"))).toEqual(["a", "b"]);
  });

  it("keeps what was written in the background when opened again", async () => {
    const path = join(temporaryDirectory(), "data.mdb");
    const first = openLmdbStore({ path, durable: true });
    await first.writeInBackground((writer) => writer.put(key("a"), "kept")).durable;
    first.close();
    expect(openStore(path).snapshot().get(key("a"))).toBe("kept");
  });

  it("applies nothing of a write in the background that throws", () => {
    const store = openStore();
    const failing = () =>
      store.writeInBackground((writer) => {
        writer.put(key("a"), "x");
        throw new Error("no");
      });
    expect(failing).toThrow("no");
    expect(keys(store.snapshot(), range("a", "z"))).toEqual([]);
  });

  it("takes the longest keys the backend makes", () => {
    const store = openStore();
    const long = Buffer.alloc(2600, 7);
    store.write((writer) => writer.put(long, "x"));
    expect(store.snapshot().get(long)).toBe("x");
  });

  it("keeps data when opened again", () => {
    const path = join(temporaryDirectory(), "data.mdb");
    const first = openLmdbStore({ path, durable: true });
    put(first, "a");
    first.close();
    expect(openStore(path).snapshot().get(key("a"))).toBe("value of a");
  });

  it("frees readers: many more snapshots and scans than reader slots", () => {
    const store = openStore();
    put(store, "a", "b");
    for (let i = 0; i < 5000; i++) {
      put(store, `c${i % 7}`);
      const snapshot = store.snapshot();
      snapshot.scan(range("a", "z"), false).next();
      snapshot.close();
      snapshot.close();
    }
    expect(keys(store.snapshot(), range("a", "c"))).toEqual(["a", "b"]);
  }, 60_000);

  it("refuses to read a closed snapshot, or one of a closed store", () => {
    const store = openLmdbStore({
      path: join(temporaryDirectory(), "data.mdb"),
      durable: false,
    });
    put(store, "a");
    const [first, second] = [store.snapshot(), store.snapshot()];
    first.close();
    store.close();
    for (const snapshot of [first, second]) {
      expect(() => snapshot.get(key("a"))).toThrow("closed");
      expect(() => snapshot.scan(range("a", "b"), false)).toThrow("closed");
    }
    expect(() => put(store, "b")).toThrow("closed");
  });

  it("returns nothing from a closed scan", () => {
    const store = openStore();
    put(store, "a", "b");
    const cursor = store.snapshot().scan(range("a", "z"), false);
    cursor.next();
    cursor.close();
    expect(cursor.next()).toBeNull();
  });
});

function all(store: Store): StoreSnapshot {
  const snapshot = store.snapshot();
  onTestFinished(() => snapshot.close());
  return snapshot;
}
