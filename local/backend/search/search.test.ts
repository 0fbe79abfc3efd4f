import { defineSchema, defineTable } from "convex/server";
import { v, type Value } from "convex/values";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../database";
import {
  APP,
  collect,
  commit,
  exportSchema,
  openQuery,
  openTestDatabase,
  temporaryDirectory,
  textSearch,
} from "../transaction/testing";
import type { Database, Transaction } from "../transaction/types";
import { queryTerms } from "./queryTerms";
import { tokenize } from "./tokenize";

const SCHEMA = exportSchema(
  defineSchema({
    posts: defineTable(v.any()).searchIndex("by_body", {
      searchField: "body",
      filterFields: ["kind", "author.name"],
    }),
  }),
);

let database: Database;

beforeEach(() => {
  database = openTestDatabase();
  database.applySchema(SCHEMA);
});

function insert(...documents: Record<string, Value>[]): void {
  commit(database, (transaction) => {
    for (const document of documents) transaction.insert("posts", document, APP);
  });
}

const search = (text: string, ...filters: Parameters<typeof textSearch>[3] & unknown[]) =>
  textSearch("posts.by_body", "body", text, filters);

const bodies = (query: ReturnType<typeof search>, transaction: Transaction = openQuery(database)) =>
  collect(transaction, query).map((document) => document.value["body"]);

describe("text search", () => {
  it("finds any of the words, the last one as a prefix", () => {
    insert({ body: "red apple" }, { body: "green apples" }, { body: "blue sky" });
    expect(bodies(search("apple"))).toEqual(["green apples", "red apple"]);
    expect(bodies(search("sky app"))).toHaveLength(3);
    expect(bodies(search("app sky"))).toEqual(["blue sky"]);
    expect(bodies(search("APPLE"))).toHaveLength(2);
  });

  it("finds nothing for an empty query or unknown words", () => {
    insert({ body: "red apple" });
    expect(bodies(search(""))).toEqual([]);
    expect(bodies(search("--"))).toEqual([]);
    expect(bodies(search("pear"))).toEqual([]);
  });

  it("filters by equality, missing fields included", () => {
    insert(
      { body: "tea", kind: "a", author: { name: "Ann" } },
      { body: "tea tea", kind: "b" },
      { body: "tea tea tea" },
    );
    expect(bodies(search("tea", ["kind", "b"]))).toEqual(["tea tea"]);
    expect(bodies(search("tea", ["kind", { $undefined: null }]))).toEqual(["tea tea tea"]);
    expect(bodies(search("tea", ["kind", "a"], ["author.name", "Ann"]))).toEqual(["tea"]);
    expect(bodies(search("tea", ["kind", "a"], ["author.name", "Bo"]))).toEqual([]);
  });

  it("ignores documents without text in the field", () => {
    insert({ body: 5 }, { body: null }, {}, { body: "five" });
    expect(bodies(search("five"))).toEqual(["five"]);
  });

  it("sees a transaction's own writes, and forgets what it took back", () => {
    insert({ body: "old tea" }, { body: "cold tea" });
    const transaction = database.mutation();
    const [old, cold] = collect(transaction, search("tea")).map(({ id, value }) => ({ id, value }));
    const mark = transaction.savepoint();
    for (const each of [old, cold]) {
      if (each?.value["body"] === "old tea") transaction.remove(each.id, APP);
      else if (each) transaction.patch(each.id, { body: "coffee" }, APP);
    }
    transaction.insert("posts", { body: "new tea" }, APP);
    expect(bodies(search("tea"), transaction)).toEqual(["new tea"]);
    transaction.rollbackTo(mark);
    expect(bodies(search("tea"), transaction)).toEqual(["cold tea", "old tea"]);
    transaction.close();
  });

  it("depends on the words it looked for, and on nothing else", () => {
    insert({ body: "tea" });
    const query = openQuery(database);
    bodies(search("green te"), query);
    const overlaps = (body: string) =>
      query.readSet.overlaps(
        commit(database, (transaction) => transaction.insert("posts", { body }, APP)),
      );
    expect(overlaps("coffee")).toBe(false);
    expect(overlaps("greener")).toBe(false);
    expect(overlaps("green")).toBe(true);
    expect(overlaps("teapot")).toBe(true);
  });

  it("notices any change to a document it found", () => {
    insert({ body: "tea", kind: "a" });
    const query = openQuery(database);
    const [found] = collect(query, search("tea"));
    const change = commit(database, (transaction) => {
      transaction.patch(found?.id ?? "", { kind: "b" }, APP);
    });
    expect(query.readSet.overlaps(change)).toBe(true);
  });

  it("can be paginated and limited", () => {
    insert(...Array.from({ length: 7 }, (_, n) => ({ body: `tea ${n}`, n })));
    const query = search("tea");
    const request = { cursor: null, endCursor: null, pageSize: 3 };
    const transaction = openQuery(database);
    const first = transaction.paginate(query, request, APP);
    const second = transaction.paginate(query, { ...request, cursor: first.continueCursor }, APP);
    const third = transaction.paginate(query, { ...request, cursor: second.continueCursor }, APP);
    const pages = [first, second, third].map(({ page }) => page.map(({ value }) => value["n"]));
    expect(pages).toEqual([[6, 5, 4], [3, 2, 1], [0]]);
    expect(third.isDone).toBe(true);
    const again = transaction.paginate(query, { ...request, endCursor: first.continueCursor }, APP);
    expect(again.page).toHaveLength(3);
    expect(bodies({ ...query, operators: [{ limit: 2 }] })).toEqual(["tea 6", "tea 5"]);
  });

  it("reads at most 1,024 results", () => {
    insert(...Array.from({ length: 1025 }, () => ({ body: "tea" })));
    const first = { ...search("tea"), operators: [{ limit: 1024 }] };
    expect(collect(openQuery(database), first)).toHaveLength(1024);
    expect(() => bodies(search("tea"))).toThrow(
      "Search query scanned too many documents (fetched 1024).",
    );
  }, 60_000);

  it.each<[string, ReturnType<typeof search>, string]>([
    ["another field", textSearch("posts.by_body", "title", "x"), 'searches the field "body"'],
    ["an unknown filter", search("x", ["size", 1]), 'no filter field "size"'],
    [
      "an unknown index",
      textSearch("posts.by_title", "title", "x"),
      "Index posts.by_title not found.",
    ],
    [
      "too many filters",
      search("x", ...Array.from({ length: 9 }, (): [string, number] => ["kind", 1])),
      "too many filters (9 > maximum 8)",
    ],
  ])("refuses %s", (_name, query, message) => {
    expect(() => bodies(query)).toThrow(message);
  });
});

const word = fc.constantFrom("tea", "teapot", "green", "greens", "cup", "a");
const body = fc.array(word, { maxLength: 6 }).map((words) => words.join(" "));
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("insert" as const), body }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("patch" as const), pick: fc.nat(99), body }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), pick: fc.nat(99) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("commit" as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("search" as const), query: body }) },
);

describe("text search against a naive model", () => {
  it("finds the same documents with the same scores", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const dataDir = temporaryDirectory();
        database = openDatabase({ dataDir, durable: false });
        database.applySchema(SCHEMA);
        const texts = new Map<string, string>();
        let transaction = database.mutation();
        for (const each of steps) {
          const id = "pick" in each ? [...texts.keys()][each.pick % (texts.size || 1)] : undefined;
          if (each.kind === "insert") {
            texts.set(transaction.insert("posts", { body: each.body }, APP), each.body);
          } else if (each.kind === "patch" && id !== undefined) {
            transaction.patch(id, { body: each.body }, APP);
            texts.set(id, each.body);
          } else if (each.kind === "remove" && id !== undefined) {
            transaction.remove(id, APP);
            texts.delete(id);
          } else if (each.kind === "commit") {
            database.commit(transaction);
            transaction = database.mutation();
          } else if (each.kind === "search") {
            const found = collect(transaction, search(each.query)).map((document) => document.id);
            const scores = naiveScores(texts, each.query);
            expect([...found].sort()).toEqual([...scores.keys()].sort());
            const inOrder = found.map((one) => scores.get(one) ?? 0);
            expect(inOrder).toEqual([...inOrder].sort((x, y) => y - x));
          }
        }
        transaction.close();
        database.close();
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

/** BM25 straight from its definition, rounded so that the order of sums does not matter. */
function naiveScores(texts: ReadonlyMap<string, string>, query: string): Map<string, number> {
  const documents = [...texts].map(([id, text]) => ({ id, terms: tokenize(text) }));
  const all = documents.flatMap(({ terms }) => terms);
  const average = all.length / documents.length;
  const wanted = queryTerms(query).flatMap(({ text, isPrefix }) =>
    [...new Set(all)].filter((term) => (isPrefix ? term.startsWith(text) : term === text)),
  );
  const scores = new Map<string, number>();
  for (const term of new Set(wanted)) {
    const having = documents.filter(({ terms }) => terms.includes(term));
    const rarity = Math.log(1 + (documents.length - having.length + 0.5) / (having.length + 0.5));
    for (const { id, terms } of having) {
      const frequency = terms.filter((each) => each === term).length;
      const norm = 1.2 * (0.25 + (0.75 * terms.length) / average);
      const score = (rarity * frequency * 2.2) / (frequency + norm);
      scores.set(id, (scores.get(id) ?? 0) + score);
    }
  }
  return new Map([...scores].map(([id, score]) => [id, Math.round(score * 1e9)]));
}
