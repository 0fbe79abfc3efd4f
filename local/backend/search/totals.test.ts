import { describe, expect, it } from "vitest";
import type { StoreWriter } from "../store/store";
import { Document } from "../values/document";
import { changedTotals, readTotals, writeTotals } from "./totals";

const index = { number: 7, searchField: "body", filterFields: [] };

const post = (body: string | number) => Document.encode("id", 1, { body });

function memoryWriter(): StoreWriter {
  const rows = new Map<string, string>();
  return {
    get: (key) => rows.get(key.toString("hex")),
    put: (key, value) => void rows.set(key.toString("hex"), value),
    remove: (key) => void rows.delete(key.toString("hex")),
  };
}

describe("search totals", () => {
  it.each([
    ["an insert", { before: null, after: post("a b c") }, { documents: 11, terms: 103 }],
    ["a removal", { before: post("a b"), after: null }, { documents: 9, terms: 98 }],
    ["a change", { before: post("a b"), after: post("a b c d") }, { documents: 10, terms: 102 }],
    ["an empty text", { before: null, after: post("") }, { documents: 11, terms: 100 }],
    ["no text any more", { before: post("a b"), after: post(5) }, { documents: 9, terms: 98 }],
  ])("follow %s", (_name, write, expected) => {
    expect(changedTotals({ documents: 10, terms: 100 }, index, [write])).toEqual(expected);
  });

  it("are kept per index, starting from nothing", () => {
    const writer = memoryWriter();
    expect(readTotals(writer, index)).toEqual({ documents: 0, terms: 0 });
    writeTotals(writer, index, [{ before: null, after: post("a b") }]);
    writeTotals(writer, index, [{ before: null, after: post("c") }]);
    expect(readTotals(writer, index)).toEqual({ documents: 2, terms: 3 });
    expect(readTotals(writer, { ...index, number: 8 })).toEqual({ documents: 0, terms: 0 });
  });
});
