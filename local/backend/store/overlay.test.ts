import { join } from "node:path";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { temporaryDirectory } from "../transaction/testing";
import type { KeyRange } from "../values/types";
import { openLmdbStore } from "./lmdbStore";
import { overlay } from "./overlay";
import { PendingChanges } from "./pendingChanges";
import type { Store, StoreSnapshot, StoreWriter } from "./store";

type Change = { name: string; value: string | undefined };

const name = fc.string({ unit: fc.constantFrom("a", "b", "\xff"), minLength: 1, maxLength: 3 });
const written = fc.record({ name, value: fc.option(fc.string(), { nil: undefined }) });
const key = (text: string) => Buffer.from(text, "latin1");
const EVERYTHING = { start: key("\0"), end: key("\xff\xff\xff\xff") };

function emptyStore(): Store {
  const store = openLmdbStore({ path: join(temporaryDirectory(), "data.mdb"), durable: false });
  onTestFinished(() => store.close());
  return store;
}

function apply(writer: StoreWriter, changes: readonly Change[]): void {
  for (const { name, value } of changes) {
    if (value === undefined) writer.remove(key(name));
    else writer.put(key(name), value);
  }
}

function entries(snapshot: StoreSnapshot, range: KeyRange, reverse: boolean): [string, string][] {
  const cursor = snapshot.scan(range, reverse);
  const found: [string, string][] = [];
  for (let entry = cursor.next(); entry !== null; entry = cursor.next()) {
    found.push([entry.key.toString("latin1"), entry.value]);
  }
  return found;
}

function clear(store: Store): void {
  const snapshot = store.snapshot();
  const old = entries(snapshot, EVERYTHING, false);
  snapshot.close();
  store.write((writer) => old.forEach(([name]) => writer.remove(key(name))));
}

it("shows exactly what the changes would leave when written", () => {
  const store = emptyStore();
  fc.assert(
    fc.property(fc.array(written), fc.array(written), name, name, (stored, changes, a, b) => {
      clear(store);
      store.write((writer) => apply(writer, stored));
      const base = store.snapshot();
      const pending = new PendingChanges((each) => base.get(each));
      const [early, late] = [changes.slice(0, 2), changes.slice(2)];
      apply(pending, early);
      expect(pending.within(EVERYTHING)).toHaveLength(new Set(early.map(({ name }) => name)).size);
      apply(pending, late);
      const ahead = overlay(base, pending);
      store.write((writer) => apply(writer, changes));
      const truth = store.snapshot();
      const range = { start: key(a), end: key(b) };
      for (const reverse of [false, true]) {
        expect(entries(ahead, range, reverse)).toEqual(entries(truth, range, reverse));
        expect(entries(ahead, EVERYTHING, reverse)).toEqual(entries(truth, EVERYTHING, reverse));
      }
      for (const { name } of [...stored, ...changes]) {
        expect(ahead.get(key(name))).toBe(truth.get(key(name)));
        expect(pending.get(key(name))).toBe(truth.get(key(name)));
      }
      ahead.close();
      truth.close();
    }),
  );
});

it("stops a scan that is closed", () => {
  const store = emptyStore();
  store.write((writer) => writer.put(key("a"), "stored"));
  const pending = new PendingChanges(() => undefined);
  pending.put(key("b"), "pending");
  const cursor = overlay(store.snapshot(), pending).scan(EVERYTHING, false);
  expect(cursor.next()?.value).toBe("stored");
  cursor.close();
  expect(cursor.next()).toBeNull();
});
