import { describe, expect, it } from "vitest";
import { APP, commit, insertOne, openTestDatabase } from "./testing";
import type { Commit, Database, Transaction } from "./types";

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
  it("shows each mutation what those before it kept, and others nothing before its commit", () => {
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
    const { ts } = database.commit(batch);
    expect(seen(database, id)).toBe("two");
    expect(commits.map((commit) => commit.ts)).toEqual([ts]);
    expect(database.latestTs).toBe(ts);
  });

  it("forgets a mutation that was closed without being kept, and only that one", () => {
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
    database.commit(batch);
    expect(seen(database, id)).toBe("kept");
    expect(database.tableOf(id)).toBe("messages");
  });

  it("knows tables that a mutation before made", () => {
    const database = openTestDatabase();
    const batch = database.batch();
    const ids = ["one", "two"].map((text) => {
      const mutation = batch.mutation();
      const id = mutation.insert("fresh", { text }, APP);
      batch.keep(mutation);
      mutation.close();
      return id;
    });
    database.commit(batch);
    expect(ids.map((id) => database.tableOf(id))).toEqual(["fresh", "fresh"]);
    expect(ids.map((id) => seen(database, id))).toEqual(["one", "two"]);
  });

  it("commits nothing when nothing was written", () => {
    const database = openTestDatabase();
    insertOne(database, "messages", { text: "one" });
    const { latestTs } = database;
    const batch = database.batch();
    batch.keep(batch.mutation());
    expect(database.commit(batch)).toEqual({ ts: latestTs, keys: [] });
    expect(database.latestTs).toBe(latestTs);
  });

  it("is refused as a whole when a commit in between changed what it read", () => {
    const database = openTestDatabase();
    const id = insertOne(database, "messages", { text: "one" });
    const batch = database.batch();
    const mutation = batch.mutation();
    mutation.patch(id, { text: "batched" }, APP);
    batch.keep(mutation);
    mutation.close();
    commit(database, (transaction) => transaction.patch(id, { text: "meanwhile" }, APP));
    expect(() => database.commit(batch)).toThrow();
    expect(seen(database, id)).toBe("meanwhile");
  });
});
