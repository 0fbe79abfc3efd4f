import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openLmdbStore } from "../store/lmdbStore";
import type { StoreSnapshot } from "../store/store";
import { temporaryDirectory } from "../transaction/testing";
import { Table } from "./catalogue";
import { loadCatalogue, Numbers, saveTables } from "./storedCatalogue";

function openStore() {
  const path = join(temporaryDirectory(), "data.mdb");
  const store = openLmdbStore({ path, durable: false });
  onTestFinished(() => store.close());
  const read = <T>(look: (snapshot: StoreSnapshot) => T): T => {
    const snapshot = store.snapshot();
    const result = look(snapshot);
    snapshot.close();
    return result;
  };
  return { store, read };
}

describe("Numbers", () => {
  it("start behind the backend's own and go on after those saved", () => {
    const { store, read } = openStore();
    const numbers = read((snapshot) => new Numbers(snapshot));
    expect([numbers.table(), numbers.table(), numbers.index()]).toEqual([10_001, 10_002, 10_001]);
    store.write((writer) => numbers.save(writer));
    const later = read((snapshot) => new Numbers(snapshot));
    expect([later.table(), later.index()]).toEqual([10_003, 10_002]);
  });
});

describe("loadCatalogue", () => {
  it("has the backend's own tables in a new store", () => {
    const { read } = openStore();
    const names = read(loadCatalogue).tables.map((table) => table.name);
    expect(names).toContain("_scheduled_functions");
    expect(names.every((name) => name.startsWith("_"))).toBe(true);
  });

  it("finds saved tables by name and number", () => {
    const { store, read } = openStore();
    const index = { kind: "database" as const, name: "by_a", number: 10_005, fields: ["a"] };
    const table = new Table({
      name: "people",
      number: 10_009,
      documentType: { type: "any" },
      indexes: [index],
    });
    store.write((writer) => void saveTables(writer, [table]));
    const catalogue = read(loadCatalogue);
    expect(catalogue.byName("people")?.row).toEqual(table.row);
    expect(catalogue.byNumber(10_009)?.sortedIndex("by_a")?.fields).toEqual([
      "a",
      "_creationTime",
      "_id",
    ]);
    expect(catalogue.byName("other")).toBeUndefined();
  });
});
