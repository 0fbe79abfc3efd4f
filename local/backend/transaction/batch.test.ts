import { describe, expect, it, vi } from "vitest";
import type * as lmdbStore from "../store/lmdbStore";
import { overlay } from "../store/overlay";
import { PendingChanges } from "../store/pendingChanges";
import type { Store } from "../store/store";
import { APP, commit, insertOne, openTestDatabase } from "./testing";
import type { Batch, Commit, Database, Transaction } from "./types";

const disk = vi.hoisted(() => ({ isFull: false }));

vi.mock("../store/lmdbStore", async (importOriginal) => {
  const { openLmdbStore } = await importOriginal<typeof lmdbStore>();
  return {
    openLmdbStore: (options: Parameters<typeof openLmdbStore>[0]): Store => {
      const store = openLmdbStore(options);
      return { ...store, writeInBackground: (change) => writeUnlessFull(store, change) };
    },
  };
});

const writeUnlessFull: (
  store: Store,
  ...args: Parameters<Store["writeInBackground"]>
) => ReturnType<Store["writeInBackground"]> = (store, change) => {
  if (!disk.isFull) return store.writeInBackground(change);
  const changes = new PendingChanges(() => undefined);
  change(changes);
  return {
    durable: Promise.reject(new Error("disk full")),
    ahead: () => overlay(store.snapshot(), changes),
  };
};

function textOf(transaction: Transaction, id: string): unknown {
  return transaction.get(id, APP)?.value["text"];
}

/** What anyone sees who opens a snapshot now. */
function seen(database: Database, id: string): unknown {
  const snapshot = database.snapshot();
  const transaction = database.query(snapshot);
  try {
    return textOf(transaction, id);
  } finally {
    transaction.close();
    snapshot.close();
  }
}

describe("a batch of mutations", () => {
  it("shows each mutation what those before it kept, and others nothing before its commit", async () => {
    const database = openTestDatabase();
    const commits: Commit[] = [];
    database.onCommit((commit) => commits.push(commit));
    const batch = database.batch();
    const first = batch.mutation();
    const id = first.insert("messages", { text: "one" }, APP);
    batch.keep(first);
    first.close();
    const second = batch.mutation();
    expect(textOf(second, id)).toBe("one");
    second.patch(id, { text: "two" }, APP);
    batch.keep(second);
    second.close();
    expect(seen(database, id)).toBeUndefined();
    const { ts } = await database.commitBatch(batch);
    expect(seen(database, id)).toBe("two");
    expect(commits.map((commit) => commit.ts)).toEqual([ts]);
    expect(database.latestTs).toBe(ts);
  });

  it("forgets a mutation that was closed without being kept, and only that one", async () => {
    const database = openTestDatabase();
    const id = insertOne(database, "messages", { text: "before" });
    const batch = database.batch();
    const dropped = batch.mutation();
    dropped.patch(id, { text: "dropped" }, APP);
    dropped.insert("others", { text: "dropped" }, APP);
    dropped.close();
    const kept = batch.mutation();
    expect(textOf(kept, id)).toBe("before");
    kept.patch(id, { text: "kept" }, APP);
    batch.keep(kept);
    kept.close();
    dropped.close();
    await database.commitBatch(batch);
    expect(seen(database, id)).toBe("kept");
    expect(database.tableOf(id)).toBe("messages");
  });

  it("knows tables that a mutation before made", async () => {
    const database = openTestDatabase();
    const batch = database.batch();
    const ids = ["one", "two"].map((text) => {
      const mutation = batch.mutation();
      const id = mutation.insert("fresh", { text }, APP);
      batch.keep(mutation);
      mutation.close();
      return id;
    });
    await database.commitBatch(batch);
    expect(ids.map((id) => database.tableOf(id))).toEqual(["fresh", "fresh"]);
    expect(ids.map((id) => seen(database, id))).toEqual(["one", "two"]);
  });

  it("commits nothing when nothing was written", async () => {
    const database = openTestDatabase();
    insertOne(database, "messages", { text: "one" });
    const { latestTs } = database;
    const batch = database.batch();
    batch.keep(batch.mutation());
    expect(await database.commitBatch(batch)).toEqual({ ts: latestTs, keys: [] });
    expect(database.latestTs).toBe(latestTs);
  });

  it("is refused as a whole when a commit in between changed what it read", async () => {
    const database = openTestDatabase();
    const id = insertOne(database, "messages", { text: "one" });
    const batch = database.batch();
    const mutation = batch.mutation();
    mutation.patch(id, { text: "batched" }, APP);
    batch.keep(mutation);
    mutation.close();
    commit(database, (transaction) => transaction.patch(id, { text: "meanwhile" }, APP));
    await expect(database.commitBatch(batch)).rejects.toThrow();
    expect(seen(database, id)).toBe("meanwhile");
  });

  it("is not seen before it is told of, however late that is", async () => {
    const database = openTestDatabase();
    for (let round = 0; round < 20; round += 1) {
      const batch = database.batch();
      const id = kept(batch, (mutation) => mutation.insert("messages", { text: "one" }, APP));
      const before = database.latestTs;
      const committing = database.commitBatch(batch);
      await new Promise((resolve) => setTimeout(resolve));
      // LMDB is done, but this thread is too busy to hear of it.
      const until = performance.now() + 10;
      while (performance.now() < until);
      if (database.latestTs === before) expect(seen(database, id)).toBeUndefined();
      await committing;
      expect(seen(database, id)).toBe("one");
    }
  });

  it("begins on top of one on its way to the disk, which others do not see yet", async () => {
    const database = openTestDatabase();
    const first = database.batch();
    const id = kept(first, (mutation) => mutation.insert("messages", { text: "one" }, APP));
    const committing = database.commitBatch(first);
    const second = database.batch();
    kept(second, (mutation) => {
      expect(textOf(mutation, id)).toBe("one");
      expect(mutation.count("messages", APP)).toBe(1);
      mutation.patch(id, { text: "two" }, APP);
    });
    expect(seen(database, id)).toBeUndefined();
    const { ts } = await committing;
    expect(seen(database, id)).toBe("one");
    expect((await database.commitBatch(second)).ts).toBeGreaterThan(ts);
    expect(seen(database, id)).toBe("two");
  });

  it("fails with the one it was begun on, and holds up none after it", async () => {
    const database = openTestDatabase();
    const id = insertOne(database, "messages", { text: "one" });
    const first = database.batch();
    kept(first, (mutation) => mutation.patch(id, { text: "lost" }, APP));
    disk.isFull = true;
    const failing = database.commitBatch(first);
    disk.isFull = false;
    const second = database.batch();
    kept(second, (mutation) => {
      mutation.insert("messages", { text: textOf(mutation, id) as string }, APP);
    });
    await expect(failing).rejects.toThrow("disk full");
    await expect(database.commitBatch(second)).rejects.toThrow("The commit before this one failed");
    const third = database.batch();
    kept(third, (mutation) => mutation.insert("messages", { text: "kept" }, APP));
    await database.commitBatch(third);
    expect(seen(database, id)).toBe("one");
  });

  it("lets nothing else be committed while one is on its way to the disk", async () => {
    const database = openTestDatabase();
    const mutation = database.mutation();
    mutation.insert("messages", { text: "meanwhile" }, APP);
    const batch = database.batch();
    kept(batch, (each) => each.insert("messages", { text: "one" }, APP));
    const committing = database.commitBatch(batch);
    expect(() => database.commit(mutation)).toThrow("on its way to the disk");
    await committing;
  });
});

function kept<T>(batch: Batch, write: (mutation: Transaction) => T): T {
  const mutation = batch.mutation();
  const result = write(mutation);
  batch.keep(mutation);
  mutation.close();
  return result;
}
