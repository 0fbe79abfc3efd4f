import { defineSchema, defineTable, type TableDefinition } from "convex/server";
import { v } from "convex/values";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../database";
import {
  APP,
  collect,
  commit,
  exportSchema,
  indexScan,
  openQuery,
  openTestDatabase,
  tableScan,
  temporaryDirectory,
  textSearch,
} from "../transaction/testing";
import type { Database, QueryJson } from "../transaction/types";

const schema = (tables: Record<string, TableDefinition>) => exportSchema(defineSchema(tables));

const names = (database: Database, query: QueryJson) =>
  collect(openQuery(database), query).map((document) => document.value["name"]);

function withPeople(database: Database): Database {
  commit(database, (transaction) => {
    for (const [name, age] of [
      ["Cy", 5],
      ["Ann", 30],
      ["Bo", 7],
    ] as const) {
      transaction.insert("people", { name, age, bio: `${name} likes tea` }, APP);
    }
  });
  return database;
}

const people = () =>
  defineTable({ name: v.string(), age: v.number(), bio: v.optional(v.string()) });

describe("applySchema", () => {
  it("fills new indexes from stored documents", () => {
    const database = withPeople(openTestDatabase());
    database.applySchema(
      schema({
        people: people()
          .index("by_age", ["age"])
          .searchIndex("by_bio", { searchField: "bio", filterFields: ["age"] }),
      }),
    );
    expect(names(database, indexScan("people.by_age"))).toEqual(["Cy", "Bo", "Ann"]);
    expect(names(database, textSearch("people.by_bio", "bio", "bo"))).toEqual(["Bo"]);
    expect(names(database, textSearch("people.by_bio", "bio", "tea", [["age", 5]]))).toEqual([
      "Cy",
    ]);
  });

  it("removes indexes that are no longer declared", () => {
    const database = withPeople(openTestDatabase());
    database.applySchema(schema({ people: people().index("by_age", ["age"]) }));
    database.applySchema(schema({ people: people() }));
    expect(() => names(database, indexScan("people.by_age"))).toThrow(
      "Index people.by_age not found.",
    );
    expect(names(database, tableScan("people"))).toHaveLength(3);
  });

  it("builds an index anew when its fields change under the same name", () => {
    const database = withPeople(openTestDatabase());
    database.applySchema(schema({ people: people().index("by_it", ["age"]) }));
    database.applySchema(schema({ people: people().index("by_it", ["name"]) }));
    expect(names(database, indexScan("people.by_it"))).toEqual(["Ann", "Bo", "Cy"]);
    const range = indexScan("people.by_it", [["Eq", "age", 5]]);
    expect(() => names(database, range)).toThrow("doesn't index this field");
  });

  it("keeps older snapshots on the indexes they had", () => {
    const database = withPeople(openTestDatabase());
    database.applySchema(schema({ people: people().index("by_age", ["age"]) }));
    const before = openQuery(database);
    database.applySchema(schema({ people: people() }));
    expect(collect(before, indexScan("people.by_age"))).toHaveLength(3);
  });

  it("indexes what a mutation wrote that began before the index was there", () => {
    const database = withPeople(openTestDatabase());
    const transaction = database.mutation();
    transaction.insert("people", { name: "Di", age: 1 }, APP);
    database.applySchema(schema({ people: people().index("by_age", ["age"]) }));
    database.commit(transaction);
    expect(names(database, indexScan("people.by_age"))).toEqual(["Di", "Cy", "Bo", "Ann"]);
  });

  it("refuses a mutation whose writes do not match a schema applied meanwhile", () => {
    const database = openTestDatabase();
    database.applySchema(schema({ people: defineTable(v.any()) }));
    const transaction = database.mutation();
    transaction.insert("people", { name: 1 }, APP);
    database.applySchema(schema({ people: people() }));
    expect(() => database.commit(transaction)).toThrow(
      'Failed to insert or update a document in table "people" because it does not match the schema',
    );
    transaction.close();
  });

  it("checks writes, system fields aside", () => {
    const database = openTestDatabase();
    database.applySchema(schema({ people: people() }));
    const transaction = database.mutation();
    const id = transaction.insert("people", { name: "Ann", age: 1 }, APP);
    expect(() => transaction.insert("people", { name: "Ann" }, APP)).toThrow(
      'Failed to insert or update a document in table "people" because it does not match the ' +
        "schema: Object is missing the required field `age`.",
    );
    expect(() => transaction.patch(id, { age: "1" }, APP)).toThrow("Path: .age");
    expect(() => transaction.replace(id, { name: "Ann", age: 1, x: 1 }, APP)).toThrow(
      "extra field `x`",
    );
    expect(transaction.get(id, APP)?.value).toMatchObject({ age: 1 });
    transaction.close();
  });

  it("checks ids against tables made in the same transaction", () => {
    const database = openTestDatabase();
    database.applySchema(schema({ people: defineTable({ friend: v.id("friends") }) }));
    commit(database, (transaction) => {
      const friend = transaction.insert("friends", {}, APP);
      transaction.insert("people", { friend }, APP);
      expect(() => transaction.insert("people", { friend: "Bo" }, APP)).toThrow('v.id("friends")');
    });
  });

  it("refuses a schema that stored documents do not match, and changes nothing", () => {
    const database = withPeople(openTestDatabase());
    database.applySchema(schema({ people: people().index("by_age", ["age"]) }));
    const stricter = schema({
      people: defineTable({ name: v.string(), age: v.string() }).index("by_name", ["name"]),
    });
    expect(() => database.applySchema(stricter)).toThrow(
      /^Document with ID "[0-9a-z]+" in table "people" does not match the schema: /,
    );
    expect(names(database, indexScan("people.by_age"))).toEqual(["Cy", "Bo", "Ann"]);
    expect(() => names(database, indexScan("people.by_name"))).toThrow("not found");
  });

  it("leaves documents alone when validation is off, or there is no schema", () => {
    const database = withPeople(openTestDatabase());
    const lax = defineSchema({ people: defineTable({}) }, { schemaValidation: false });
    database.applySchema(exportSchema(lax));
    commit(database, (transaction) => transaction.insert("people", { any: "thing" }, APP));
    database.applySchema(null);
    commit(database, (transaction) => transaction.insert("people", { other: "thing" }, APP));
    expect(names(database, tableScan("people"))).toHaveLength(5);
  });

  it("keeps numbers through restarts, and never gives a dropped index's number again", () => {
    const dataDir = temporaryDirectory();
    const open = () => openDatabase({ dataDir, durable: false });
    const first = withPeople(open());
    first.applySchema(schema({ people: people().index("by_age", ["age"]) }));
    first.applySchema(schema({ others: defineTable(v.any()), people: people() }));
    first.close();
    const second = open();
    second.applySchema(
      schema({
        others: defineTable(v.any()).index("by_age", ["age"]),
        people: people().index("by_name", ["name"]),
      }),
    );
    expect(names(second, indexScan("people.by_name"))).toEqual(["Ann", "Bo", "Cy"]);
    expect(names(second, indexScan("others.by_age"))).toEqual([]);
    commit(second, (transaction) => {
      const id = transaction.insert("others", { name: "x" }, APP);
      expect(second.tableOf(id)).toBe("others");
    });
    second.close();
  });

  it("does nothing when nothing changed", () => {
    const database = withPeople(openTestDatabase());
    const same = () => schema({ people: people().index("by_age", ["age"]) });
    database.applySchema(same());
    const { latestTs } = database;
    database.applySchema(same());
    expect(database.latestTs).toBe(latestTs);
  });
});
