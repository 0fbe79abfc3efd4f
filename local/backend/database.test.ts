import { defineSchema, defineTable } from "convex/server";
import { jsonToConvex, v, type Value } from "convex/values";
import { describe, expect, it } from "vitest";
import { openDatabase } from "./database";
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
  temporaryDirectory,
  valuesOf,
} from "./transaction/testing";
import type { Database } from "./transaction/types";

const UNKNOWN_ID = "j57bznv8djzfx91vdxr08jwv1ydtt17n";

describe("documents", () => {
  it("are stored with an id of their table and a creation time", () => {
    const database = openTestDatabase(() => 1_700_000_000_000);
    const id = insertOne(database, "users", { name: "Ann" });
    expect(openQuery(database).get(id, APP)?.value).toEqual({
      _id: id,
      _creationTime: 1_700_000_000_000,
      name: "Ann",
    });
    expect(database.tableOf(id)).toBe("users");
    expect(database.tableOf("nonsense")).toBeNull();
  });

  it("keep their order of creation within and across transactions", () => {
    const database = openTestDatabase(() => 5000);
    for (const batch of [["a", "b"], ["c"], ["d", "e"]]) {
      commit(database, (transaction) => {
        for (const name of batch) transaction.insert("items", { name }, APP);
      });
    }
    expect(valuesOf(database, tableScan("items")).map(({ name }) => name)).toEqual([..."abcde"]);
  });

  it("survive patch and replace as Convex defines them", () => {
    const database = openTestDatabase();
    const id = insertOne(database, "items", { a: 1, b: { c: 2, d: 3 } });
    commit(database, (transaction) => {
      expect(
        transaction.patch(id, { a: undefined, b: { c: 5 }, e: null }, APP).value,
      ).toMatchObject({
        b: { c: 5 },
        e: null,
      });
    });
    expect(Object.keys(openQuery(database).get(id, APP)?.value ?? {})).not.toContain("a");
    commit(database, (transaction) => transaction.replace(id, { z: 1 }, APP));
    const replaced = openQuery(database).get(id, APP)?.value;
    expect(replaced).toEqual({ _id: id, _creationTime: replaced?.["_creationTime"], z: 1 });
  });

  it("are gone after remove, which returns them", () => {
    const database = openTestDatabase();
    const id = insertOne(database, "items", { a: 1 });
    commit(database, (transaction) => {
      expect(transaction.remove(id, APP).value).toMatchObject({ a: 1 });
    });
    expect(openQuery(database).get(id, APP)).toBeNull();
    expect(valuesOf(database, tableScan("items"))).toEqual([]);
  });

  it("hold commit timestamps, resolved when the mutation commits", () => {
    const database = openTestDatabase();
    database.applySchema(
      exportSchema(
        defineSchema({ items: defineTable({ at: v.commitTs() }).index("by_at", ["at"]) }),
      ),
    );
    const early = commit(database, (transaction) => {
      transaction.insert("items", { at: jsonToConvex({ $commitTs: null }) }, APP);
    });
    const range = indexScan("items.by_at", [["Lte", "at", { $integer: encode(early.ts) }]]);
    expect(valuesOf(database, range)).toMatchObject([{ at: early.ts }]);
  });

  it.each<[string, (database: Database, id: string) => void, string]>([
    [
      "patch of a removed document",
      (database, id) => {
        commit(database, (transaction) => transaction.remove(id, APP));
        database.mutation().patch(id, {}, APP);
      },
      "Update on nonexistent document ID",
    ],
    [
      "replace of an unknown document",
      (database) => database.mutation().replace(UNKNOWN_ID, {}, APP),
      `Replace on nonexistent document ID ${UNKNOWN_ID}`,
    ],
    [
      "removal twice",
      (database, id) => {
        const transaction = database.mutation();
        transaction.remove(id, APP);
        transaction.remove(id, APP);
      },
      `Delete on nonexistent document ID`,
    ],
    [
      "another _id",
      (database, id) => database.mutation().patch(id, { _id: UNKNOWN_ID }, APP),
      `Provided \`_id\` field value "${UNKNOWN_ID}" does not match the document ID`,
    ],
    [
      "another _creationTime",
      (database, id) => database.mutation().replace(id, { _creationTime: 1 }, APP),
      "Provided `_creationTime` field value 1 does not match the document's creation time",
    ],
    [
      "a field with an underscore",
      (database) => database.mutation().insert("items", { _secret: 1 }, APP),
      "Field '_secret' starts with an underscore, which is only allowed for system fields like '_id'",
    ],
    [
      "a write in a query",
      (database) => openQuery(database).insert("items", {}, APP),
      "Queries cannot write to the database.",
    ],
    [
      "text that is no id",
      (database) => openQuery(database).get("hello", APP),
      'Invalid argument `id` for `db.get`: Unable to decode ID: "hello"',
    ],
    [
      "an id of another table",
      (database, id) => openQuery(database).get(id, APP, "users"),
      "expected ID in table 'users' but got ID in table 'items'",
    ],
    [
      "a table name that is no identifier",
      (database) => database.mutation().insert("my table", {}, APP),
      'Invalid table name "my table"',
    ],
    [
      "an unknown index",
      (database) => collect(openQuery(database), indexScan("items.by_x")),
      "Index items.by_x not found.",
    ],
    [
      "an index of an unknown table",
      (database) => collect(openQuery(database), indexScan("nothing.by_x")),
      "Index nothing.by_x not found.",
    ],
  ])("refuse %s", (_name, act, message) => {
    const database = openTestDatabase();
    const id = insertOne(database, "items", {});
    expect(() => act(database, id)).toThrow(message);
  });

  it("are null for an id of no table", () => {
    expect(openQuery(openTestDatabase()).get(UNKNOWN_ID, APP)).toBeNull();
  });
});

describe("index keys", () => {
  it("tell values apart that are longer than a key", () => {
    const database = openTestDatabase();
    database.applySchema(
      exportSchema(defineSchema({ items: defineTable(v.any()).index("by_a", ["a"]) })),
    );
    const base = "x".repeat(3000);
    const all = [base, `${base}a`, `${base}b`, "x", `y${base}`];
    commit(database, (transaction) => {
      for (const a of all) transaction.insert("items", { a }, APP);
      for (const a of all) {
        expect(collect(transaction, indexScan("items.by_a", [["Eq", "a", a]]))).toHaveLength(1);
      }
    });
    for (const [type, expected] of [
      ["Gt", 2],
      ["Gte", 3],
      ["Lt", 2],
      ["Lte", 3],
    ] as const) {
      const found = valuesOf(database, indexScan("items.by_a", [[type, "a", `${base}a`]]));
      expect([type, found.length]).toEqual([type, expected]);
    }
  });
});

describe("system tables", () => {
  it.each<[string, string, Record<string, Value>, string[]]>([
    [
      "_scheduled_functions",
      "by_next",
      { state: { kind: "pending" }, scheduledTime: 5 },
      ["state.kind", "scheduledTime"],
    ],
    [
      "_session_requests",
      "by_session_request",
      { sessionId: "s", requestId: 1 },
      ["sessionId", "requestId"],
    ],
    ["_cron_jobs", "by_name", { name: "n" }, ["name"]],
    ["_environment_variables", "by_name", { name: "n" }, ["name"]],
  ])("%s has %s", (table, index, fields, [first = ""]) => {
    const database = openTestDatabase();
    commit(database, (transaction) => transaction.insert(table, fields, SYSTEM));
    const value = first === "state.kind" ? "pending" : fields[first];
    const query = indexScan(`${table}.${index}`, [["Eq", first, value as string]]);
    expect(collect(openQuery(database), query, SYSTEM)).toHaveLength(1);
    expect(collect(openQuery(database), tableScan(table), SYSTEM)).toHaveLength(1);
  });

  it("are closed to the app, and the app's tables to db.system", () => {
    const database = openTestDatabase();
    let jobId = "";
    commit(database, (transaction) => {
      jobId = transaction.insert("_cron_jobs", { name: "n" }, SYSTEM);
    });
    const id = insertOne(database, "items", {});
    const query = openQuery(database);
    const refusal = "System tables can only be accessed from db.system.";
    expect(() => query.get(jobId, APP)).toThrow(refusal);
    expect(() => collect(query, tableScan("_cron_jobs"))).toThrow(refusal);
    expect(() => query.count("_cron_jobs", APP)).toThrow(refusal);
    expect(() => database.mutation().insert("_cron_jobs", {}, APP)).toThrow(refusal);
    expect(() => database.mutation().patch(jobId, {}, APP)).toThrow(refusal);
    expect(() => query.get(id, SYSTEM)).toThrow("User tables cannot be accessed with db.system.");
  });
});

describe("opening again", () => {
  it("finds documents, tables, numbers and times where they were", () => {
    const dataDir = temporaryDirectory();
    const clock = () => 1000;
    const first = openDatabase({ dataDir, durable: false, clock });
    const id = insertOne(first, "items", { n: 1 });
    const { latestTs } = first;
    first.close();
    const second = openDatabase({ dataDir, durable: false, clock: () => 10 });
    const later = insertOne(second, "items", { n: 2 });
    const other = insertOne(second, "others", {});
    expect(second.latestTs).toBeGreaterThan(latestTs);
    expect(valuesOf(second, tableScan("items")).map(({ _id }) => _id)).toEqual([id, later]);
    expect(second.tableOf(other)).toBe("others");
    expect(second.tableOf(id)).toBe("items");
    second.close();
  });

  it("is refused while the database is open", () => {
    const dataDir = temporaryDirectory();
    const database = openDatabase({ dataDir, durable: false });
    expect(() => openDatabase({ dataDir })).toThrow("in use by this process");
    database.close();
    openDatabase({ dataDir, durable: false }).close();
  });
});

function encode(ts: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(ts);
  return bytes.toString("base64");
}
