import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { describe, expect, it, vi } from "vitest";
import {
  APP,
  collect,
  commit,
  exportSchema,
  indexScan,
  insertOne,
  openQuery,
  openTestDatabase,
  SYSTEM,
  tableScan,
  valuesOf,
} from "./testing";
import type { Database, QueryJson } from "./types";

const SLOW_TEST_MS = 60_000;
const UNKNOWN_ID = "j57bznv8djzfx91vdxr08jwv1ydtt17n";

describe("the backend's own documents", () => {
  it("do not count against a function's limits, nor have the app's", () => {
    const database = openTestDatabase();
    const transaction = database.mutation();
    const result = "x".repeat(2 * 1024 * 1024);
    const id = transaction.insert("_session_requests", { result }, SYSTEM);
    transaction.patch(id, { requestId: 1 }, SYSTEM);
    expect(collect(transaction, tableScan("_session_requests"), SYSTEM)).toHaveLength(1);
    const used = Object.values(transaction.metrics()).map((metric) => metric.used);
    expect(used).toEqual([0, 0, 0, 0, 0]);
    transaction.close();
  });
});

describe("transactions", () => {
  it("are invisible until committed, and to older snapshots", () => {
    const database = openTestDatabase();
    const id = insertOne(database, "items", { n: 1 });
    const before = openQuery(database);
    const transaction = database.mutation();
    transaction.patch(id, { n: 2 }, APP);
    expect(transaction.get(id, APP)?.value["n"]).toBe(2);
    expect(openQuery(database).get(id, APP)?.value["n"]).toBe(1);
    database.commit(transaction);
    expect(before.get(id, APP)?.value["n"]).toBe(1);
    expect(openQuery(database).get(id, APP)?.value["n"]).toBe(2);
  });

  it("roll back to a savepoint alone", () => {
    const database = openTestDatabase();
    const id = insertOne(database, "items", { n: 1 });
    commit(database, (transaction) => {
      transaction.patch(id, { n: 2 }, APP);
      const mark = transaction.savepoint();
      transaction.patch(id, { n: 3 }, APP);
      transaction.insert("items", { n: 4 }, APP);
      transaction.insert("others", {}, APP);
      transaction.rollbackTo(mark);
      expect(transaction.count("items", APP)).toBe(1);
    });
    expect(valuesOf(database, tableScan("items"))).toMatchObject([{ n: 2 }]);
    expect(valuesOf(database, tableScan("others"))).toEqual([]);
  });

  it("see their own writes ahead of an open stream", () => {
    const database = openTestDatabase();
    const id = insertOne(database, "items", { n: 1 });
    insertOne(database, "items", { n: 2 });
    const transaction = database.mutation();
    const stream = transaction.stream(tableScan("items"), APP);
    expect(stream.next()?.id).toBe(id);
    transaction.insert("items", { n: 3 }, APP);
    transaction.remove(id, APP);
    expect([stream.next(), stream.next()].map((row) => row?.value["n"])).toEqual([2, 3]);
    expect(stream.next()).toBeNull();
    stream.close();
    stream.close();
    transaction.close();
  });

  it("count documents with their own writes", () => {
    const database = openTestDatabase();
    const id = insertOne(database, "items", {});
    insertOne(database, "items", {});
    const transaction = database.mutation();
    transaction.remove(id, APP);
    transaction.insert("items", {}, APP);
    transaction.insert("items", {}, APP);
    expect(transaction.count("items", APP)).toBe(3);
    expect(transaction.count("nothing", APP)).toBe(0);
    database.commit(transaction);
    expect(openQuery(database).count("items", APP)).toBe(3);
  });

  it("refuse a commit when what they read has changed", () => {
    const database = openTestDatabase();
    const id = insertOne(database, "items", { n: 1 });
    const slow = database.mutation();
    slow.patch(id, { n: 2 }, APP);
    commit(database, (transaction) => transaction.patch(id, { n: 9 }, APP));
    expect(() => database.commit(slow)).toThrow(
      'Documents read from or written to the "items" table changed while this mutation was being ' +
        "run and on every subsequent retry. See https://docs.convex.dev/error#1",
    );
    slow.close();
    expect(openQuery(database).get(id, APP)?.value["n"]).toBe(9);
  });

  it("commit side by side when they touch different documents", () => {
    const database = openTestDatabase();
    const [a, b] = [insertOne(database, "items", {}), insertOne(database, "items", {})];
    const [first, second] = [database.mutation(), database.mutation()];
    first.patch(a, { n: 1 }, APP);
    second.patch(b, { n: 2 }, APP);
    expect(database.commit(first).ts).toBeLessThan(database.commit(second).ts);
    expect(valuesOf(database, tableScan("items"))).toMatchObject([{ n: 1 }, { n: 2 }]);
  });

  it("tell listeners after the commit is readable", () => {
    const database = openTestDatabase();
    const seen = vi.fn(() => valuesOf(database, tableScan("items")).length);
    const stop = database.onCommit(seen);
    insertOne(database, "items", {});
    stop();
    insertOne(database, "items", {});
    expect(seen).toHaveBeenCalledOnce();
    expect(seen).toHaveReturnedWith(1);
  });

  it("cannot be committed when they are queries", () => {
    const database = openTestDatabase();
    expect(() => database.commit(openQuery(database))).toThrow("Only a mutation transaction");
  });

  it("normalize ids", () => {
    const database = openTestDatabase();
    const id = insertOne(database, "items", {});
    const query = openQuery(database);
    expect(query.normalizeId("items", id, APP)).toBe(id);
    expect(query.normalizeId("others", id, APP)).toBeNull();
    expect(query.normalizeId("items", "nonsense", APP)).toBeNull();
  });
});

describe("read sets", () => {
  const reads: [string, (database: Database, id: string) => QueryJson | string][] = [
    ["a document", (_database, id) => id],
    ["a table", () => tableScan("items")],
    ["an empty range", () => indexScan("items.by_n", [["Eq", "n", 7]])],
    ["a table that does not exist", () => tableScan("later")],
  ];

  it.each(reads)("notice a change to %s", (_name, target) => {
    const database = openTestDatabase();
    database.applySchema(
      exportSchema(defineSchema({ items: defineTable(v.any()).index("by_n", ["n"]) })),
    );
    const id = insertOne(database, "items", { n: 1 });
    const query = openQuery(database);
    const what = target(database, id);
    if (typeof what === "string") query.get(what, APP);
    else collect(query, what);
    const unrelated = commit(database, (transaction) => transaction.insert("others", {}, APP));
    expect(query.readSet.overlaps(unrelated)).toBe(false);
    const change = commit(database, (transaction) => {
      transaction.patch(id, { n: 7 }, APP);
      transaction.insert("later", {}, APP);
    });
    expect(query.readSet.overlaps(change)).toBe(true);
  });

  it("notice documents that appear where a get found none", () => {
    const database = openTestDatabase();
    const id = insertOne(database, "items", {});
    const query = openQuery(database);
    commit(database, (transaction) => transaction.remove(id, APP));
    const later = openQuery(database);
    expect(later.get(id, APP)).toBeNull();
    expect(query.get(id, APP)).not.toBeNull();
    expect(later.readSet.ranges).toHaveLength(1);
  });
});

describe("limits", () => {
  it.each<[string, (database: Database) => void, string]>([
    [
      "reads",
      (database) => {
        const query = openQuery(database);
        for (let i = 0; i <= 4096; i++) query.get(UNKNOWN_ID, APP);
        insertOne(database, "items", {});
        for (let i = 0; i <= 4096; i++) collect(query, tableScan("items"));
      },
      "Too many reads in a single function execution (limit: 4096).",
    ],
    [
      "documents read",
      (database) => {
        commit(database, (transaction) => {
          for (let i = 0; i < 8001; i++) transaction.insert("items", {}, APP);
        });
        const query = openQuery(database);
        for (let i = 0; i < 4; i++) collect(query, tableScan("items"));
      },
      "Too many documents read in a single function execution (limit: 32000).",
    ],
    [
      "bytes read",
      (database) => {
        const id = insertOne(database, "items", { text: "x".repeat(1_000_000) });
        const query = openQuery(database);
        for (let i = 0; i < 17; i++) query.get(id, APP);
      },
      "Too many bytes read in a single function execution (limit: 16777216 bytes).",
    ],
    [
      "documents written",
      (database) => {
        const transaction = database.mutation();
        for (let i = 0; i <= 16_000; i++) transaction.insert("items", {}, APP);
      },
      "Too many writes in a single function execution (limit: 16000)",
    ],
    [
      "bytes written",
      (database) => {
        const transaction = database.mutation();
        const text = "x".repeat(1_000_000);
        for (let i = 0; i < 17; i++) transaction.insert("items", { text }, APP);
      },
      "Too many bytes written in a single function execution (limit: 16777216 bytes)",
    ],
  ])(
    "refuse too many %s",
    (_name, act, message) => {
      const database = openTestDatabase();
      expect(() => act(database)).toThrow(message);
    },
    SLOW_TEST_MS,
  );

  it("are told as used and remaining", () => {
    const database = openTestDatabase();
    const transaction = database.mutation();
    const id = transaction.insert("items", { a: 1 }, APP);
    transaction.get(id, APP);
    collect(transaction, tableScan("items"));
    expect(transaction.metrics()).toMatchObject({
      databaseQueries: { used: 2, remaining: 4094 },
      documentsRead: { used: 2, remaining: 31_998 },
      documentsWritten: { used: 1, remaining: 15_999 },
    });
  });
});
