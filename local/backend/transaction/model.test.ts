import { defineSchema, defineTable } from "convex/server";
import { compareValues, convexToJson, v, type Value } from "convex/values";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../database";
import {
  APP,
  collect,
  exportSchema,
  indexScan,
  tableScan,
  temporaryDirectory,
  type RangeStep,
} from "./testing";
import type { Database, QueryJson, ReadSet, Transaction } from "./types";
import type { Fields, WireJson } from "../values/types";

/** The documents as a plain map: what the database has to agree with. */
type Model = Map<string, Record<string, Value>>;

interface Scan {
  index: "by_creation_time" | "by_a" | "by_a_b" | "by_nested";
  equal: (Value | undefined)[];
  lower: [strict: boolean, Value | undefined] | null;
  upper: [strict: boolean, Value | undefined] | null;
  order: "asc" | "desc";
  limit: number | null;
  filter: Value | null;
}

type Step =
  | { kind: "insert"; fields: Fields }
  | { kind: "patch" | "replace"; pick: number; fields: Fields }
  | { kind: "remove"; pick: number }
  | { kind: "commit" | "abandon" | "savepoint" | "rollback" }
  | { kind: "scan"; scan: Scan }
  | { kind: "paginate"; scan: Scan; pageSize: number; insertBetween: Fields | null };

const INDEXES: Record<Scan["index"], string[]> = {
  by_creation_time: [],
  by_a: ["a"],
  by_a_b: ["a", "b"],
  by_nested: ["o.x", "a"],
};

const SCHEMA = exportSchema(
  defineSchema({
    items: defineTable(v.any())
      .index("by_a", ["a"])
      .index("by_a_b", ["a", "b"])
      .index("by_nested", ["o.x", "a"]),
  }),
);

const scalar = fc.constantFrom<Value>(null, 0, -0, 1, NaN, 2n, true, "", "a", "a\0", "b", [1], {});
const optional = fc.option(scalar, { nil: undefined, freq: 4 });
const fields: fc.Arbitrary<Fields> = fc.record(
  { a: optional, b: optional, o: fc.record({ x: scalar }) },
  { requiredKeys: [] },
);
const bound = fc.option(fc.tuple(fc.boolean(), optional), { nil: null });
const scan: fc.Arbitrary<Scan> = fc.record({
  index: fc.constantFrom("by_creation_time", "by_a", "by_a_b", "by_nested"),
  equal: fc.array(optional, { maxLength: 2 }),
  lower: bound,
  upper: bound,
  order: fc.constantFrom("asc", "desc"),
  limit: fc.option(fc.nat(4), { nil: null }),
  filter: fc.option(scalar, { nil: null, freq: 4 }),
});
const pick = fc.nat(1000);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("insert"), fields }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("patch", "replace"), pick, fields }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove"), pick }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("commit", "commit", "abandon", "savepoint", "rollback"),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("scan"), scan }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("paginate"),
      scan,
      pageSize: fc.integer({ min: 1, max: 4 }),
      insertBetween: fc.option(fields, { nil: null }),
    }),
  },
) as fc.Arbitrary<Step>;

describe("a transaction against a naive model", () => {
  it("agrees on every scan and page, whatever was written before", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const database = openDatabase({ dataDir: temporaryDirectory(), durable: false });
        try {
          database.applySchema(SCHEMA);
          new Run(database).all(steps);
        } finally {
          database.close();
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

/** One sequence of steps, done to the database and to the model. */
class Run {
  #committed: Model = new Map();
  #pending: Model = new Map();
  #transaction: Transaction;
  #savepoint: { mark: number; model: Model } | null = null;
  #watched: { query: QueryJson; seen: string; readSet: ReadSet }[] = [];

  constructor(private readonly database: Database) {
    this.#transaction = database.mutation();
  }

  all(steps: Step[]): void {
    for (const each of steps) this.#step(each);
    this.#commit();
    this.#transaction.close();
    this.#checkCount();
  }

  #step(each: Step): void {
    switch (each.kind) {
      case "insert":
        return this.#insert(each.fields);
      case "patch":
      case "replace":
        return this.#change(each.kind, each.pick, each.fields);
      case "remove":
        return this.#remove(each.pick);
      case "commit":
        return this.#commit();
      case "abandon":
        return this.#restart(this.#committed);
      case "savepoint":
        this.#savepoint = { mark: this.#transaction.savepoint(), model: new Map(this.#pending) };
        return;
      case "rollback":
        return this.#rollback();
      case "scan":
        return this.#scan(each.scan);
      case "paginate":
        return this.#paginate(each.scan, each.pageSize, each.insertBetween);
    }
  }

  #insert(written: Fields): void {
    const id = this.#transaction.insert("items", written, APP);
    const document = this.#transaction.get(id, APP);
    if (document === null) throw new Error("A transaction does not see its own insert");
    expect(document.value).toMatchObject(defined(written));
    this.#pending.set(id, document.value);
  }

  #change(kind: "patch" | "replace", at: number, written: Fields): void {
    const id = this.#idAt(at);
    const before = id === undefined ? undefined : this.#pending.get(id);
    if (id === undefined || before === undefined) return;
    const base = kind === "patch" ? before : systemFields(before);
    const expected = defined({ ...base, ...written });
    expect(this.#transaction[kind](id, written, APP).value).toEqual(expected);
    this.#pending.set(id, expected);
  }

  #remove(at: number): void {
    const id = this.#idAt(at);
    if (id === undefined) return;
    this.#transaction.remove(id, APP);
    expect(this.#transaction.get(id, APP)).toBeNull();
    this.#pending.delete(id);
  }

  #rollback(): void {
    if (this.#savepoint === null) return;
    this.#transaction.rollbackTo(this.#savepoint.mark);
    this.#pending = this.#savepoint.model;
    this.#savepoint = null;
  }

  #commit(): void {
    const commit = this.database.commit(this.#transaction);
    this.#restart(this.#pending);
    this.#watched = this.#watched.map((watched) => {
      const [seen, readSet] = this.#runAfresh(watched.query);
      // What a commit does not touch must not have changed.
      if (!watched.readSet.overlaps(commit)) expect(seen).toBe(watched.seen);
      return { query: watched.query, seen, readSet };
    });
  }

  #restart(committed: Model): void {
    this.#transaction.close();
    this.#committed = new Map(committed);
    this.#pending = new Map(committed);
    this.#savepoint = null;
    this.#transaction = this.database.mutation();
  }

  #scan(wanted: Scan): void {
    const query = queryOf(wanted);
    const found = collect(this.#transaction, query).map((document) => document.value);
    expect(found).toEqual(expectedRows(this.#pending, wanted));
    const [seen, readSet] = this.#runAfresh(query);
    this.#watched = [...this.#watched.slice(-10), { query, seen, readSet }];
  }

  #paginate(wanted: Scan, pageSize: number, insertBetween: Fields | null): void {
    const query = queryOf({ ...wanted, limit: null });
    const pages: { cursor: string | null; end: string }[] = [];
    const found: Value[] = [];
    let cursor: string | null = null;
    for (let done = false; !done;) {
      const request = { cursor, endCursor: null, pageSize };
      const page = this.#transaction.paginate(query, request, APP);
      expect(page.page.length).toBeLessThanOrEqual(pageSize);
      found.push(...page.page.map((document) => document.value));
      pages.push({ cursor, end: page.continueCursor });
      [cursor, done] = [page.continueCursor, page.isDone];
    }
    expect(found).toEqual(expectedRows(this.#pending, { ...wanted, limit: null }));
    if (insertBetween !== null) this.#insert(insertBetween);
    this.#checkGapless(query, wanted, pages);
  }

  /** Pages read again up to their end cursors hold every row exactly once. */
  #checkGapless(query: QueryJson, wanted: Scan, pages: { cursor: string | null; end: string }[]) {
    const again = pages.flatMap(({ cursor, end }) => {
      const request = { cursor, endCursor: end, pageSize: 1 };
      const page = this.#transaction.paginate(query, request, APP);
      expect(page.continueCursor).toBe(end);
      return page.page.map((document) => document.value);
    });
    expect(again).toEqual(expectedRows(this.#pending, { ...wanted, limit: null }));
  }

  #runAfresh(query: QueryJson): [seen: string, readSet: ReadSet] {
    const snapshot = this.database.snapshot();
    const transaction = this.database.query(snapshot);
    const seen = collect(transaction, query).map((document) => document.json);
    const { readSet } = transaction;
    transaction.close();
    snapshot.close();
    return [seen.join("\n"), readSet];
  }

  #checkCount(): void {
    const snapshot = this.database.snapshot();
    expect(this.database.query(snapshot).count("items", APP)).toBe(this.#committed.size);
    snapshot.close();
  }

  #idAt(at: number): string | undefined {
    const ids = [...this.#pending.keys()];
    return ids[at % Math.max(1, ids.length)];
  }
}

function queryOf(wanted: Scan): QueryJson {
  const indexed = INDEXES[wanted.index];
  const steps: RangeStep[] = equalitiesOf(wanted).map(([field, value]) => {
    return ["Eq", field, wire(value)];
  });
  const next = [...indexed, "_creationTime", "_id"][steps.length] ?? "_id";
  if (wanted.lower) steps.push([wanted.lower[0] ? "Gt" : "Gte", next, wire(wanted.lower[1])]);
  if (wanted.upper) steps.push([wanted.upper[0] ? "Lt" : "Lte", next, wire(wanted.upper[1])]);
  const plain = wanted.index === "by_creation_time" && steps.length === 0;
  const query = plain
    ? tableScan("items", wanted.order)
    : indexScan(`items.${wanted.index}`, steps, wanted.order);
  if (wanted.filter !== null) {
    const operands = [{ $field: "b" }, { $literal: wire(wanted.filter) }];
    query.operators.push({ filter: { $gte: operands } });
  }
  if (wanted.limit !== null) query.operators.push({ limit: wanted.limit });
  return query;
}

function expectedRows(model: Model, wanted: Scan): Value[] {
  const indexed = [...INDEXES[wanted.index], "_creationTime", "_id"];
  const equal = equalitiesOf(wanted);
  const next = indexed[equal.length] ?? "_id";
  const rows = [...model.values()]
    .filter((row) => equal.every(([field, value]) => compareValues(at(row, field), value) === 0))
    .filter((row) => within(at(row, next), wanted))
    .filter((row) => wanted.filter === null || compareValues(row["b"], wanted.filter) >= 0)
    .sort((x, y) => compareRows(x, y, indexed));
  if (wanted.order === "desc") rows.reverse();
  return wanted.limit === null ? rows : rows.slice(0, wanted.limit);
}

function equalitiesOf(wanted: Scan): [field: string, value: Value | undefined][] {
  return INDEXES[wanted.index]
    .slice(0, wanted.equal.length)
    .map((field, place) => [field, wanted.equal[place]]);
}

function within(value: Value | undefined, { lower, upper }: Scan): boolean {
  if (lower && compareValues(value, lower[1]) < (lower[0] ? 1 : 0)) return false;
  return !upper || compareValues(value, upper[1]) <= (upper[0] ? -1 : 0);
}

function compareRows(x: Record<string, Value>, y: Record<string, Value>, by: string[]): number {
  for (const field of by) {
    const order = compareValues(at(x, field), at(y, field));
    if (order !== 0) return order;
  }
  return 0;
}

function at(row: Record<string, Value>, field: string): Value | undefined {
  if (field !== "o.x") return row[field];
  return (row["o"] as { x?: Value } | undefined)?.x;
}

function defined(written: Fields): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(written).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );
}

function systemFields({ _id, _creationTime }: Record<string, Value>): Fields {
  return { _id, _creationTime };
}

function wire(value: Value | undefined): WireJson {
  return value === undefined ? { $undefined: null } : convexToJson(value);
}
