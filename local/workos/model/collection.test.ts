import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Change, Collection, compareRows, type Row } from "./collection";

const row = (id: string, day = 1): Row => ({ id, created_at: `2026-01-0${day}T00:00:00.000Z` });
const anyRow = fc.record({
  id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  created_at: fc.constantFrom("2026-01-01", "2026-01-02", "2026-01-03"),
});

describe("Collection", () => {
  it("keeps rows in the order of creation time, then id", () => {
    const rows = new Collection<Row>("rows");
    for (const each of [row("c", 2), row("b", 1), row("a", 2), row("d", 1)]) rows.put(each);
    expect(rows.all().map(({ id }) => id)).toEqual(["b", "d", "a", "c"]);
  });

  it("holds the last row put under each id, sorted, whatever happens", () => {
    const anyStep = fc.oneof(anyRow, fc.constantFrom("a", "b", "c"));
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
        const rows = new Collection<Row>("rows");
        const expected = new Map<string, Row>();
        for (const step of steps) {
          if (typeof step === "string") {
            rows.remove(step);
            expected.delete(step);
          } else {
            rows.put(step);
            expected.set(step.id, step);
          }
        }
        expect(rows.all()).toEqual([...expected.values()].sort(compareRows));
        expect(rows.size).toBe(expected.size);
      }),
    );
  });

  it("tells its listener of every write, but not of what the journal restores", () => {
    const changes: Change[] = [];
    const rows = new Collection<Row>("rows", (change) => changes.push(change));
    rows.restore(row("a"));
    rows.put(row("b"));
    rows.remove("a");
    rows.forget("b");
    expect(changes).toEqual([
      { put: row("b"), in: "rows" },
      { remove: "a", in: "rows" },
    ]);
  });

  it("still knows where a removed row stood", () => {
    const rows = new Collection<Row>("rows");
    rows.put(row("a", 2));
    rows.remove("a");
    expect(rows.get("a")).toBeUndefined();
    expect(rows.cursor("a")).toEqual(row("a", 2));
    expect(rows.cursor("never seen")).toBeUndefined();
  });
});
