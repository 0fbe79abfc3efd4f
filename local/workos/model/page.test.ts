import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Collection, type Row } from "./collection";
import { type Order, type Page, pageOf, type PageRequest, UnknownCursorError } from "./page";

function collectionOf(ids: readonly string[]): Collection<Row> {
  const rows = new Collection<Row>("rows");
  for (const [index, id] of ids.entries())
    rows.put({
      id,
      created_at: new Date(Date.UTC(2026, 0, 1) + Math.floor(index / 2)).toISOString(),
    });
  return rows;
}

const FIVE = ["a", "b", "c", "d", "e"];
const idsOf = (page: Page<Row>) => page.data.map(({ id }) => id).join("");

describe("pageOf", () => {
  it.each<[string, PageRequest, string, string | null, string | null]>([
    ["first, ascending", { order: "asc", limit: 2 }, "ab", null, "b"],
    ["next, ascending", { order: "asc", limit: 2, after: "b" }, "cd", "c", "d"],
    ["last, ascending", { order: "asc", limit: 2, after: "d" }, "e", "e", null],
    ["back, ascending", { order: "asc", limit: 2, before: "d" }, "bc", "b", "c"],
    ["first, descending", { order: "desc", limit: 2 }, "ed", null, "d"],
    ["next, descending", { order: "desc", limit: 2, after: "d" }, "cb", "c", "b"],
    ["back, descending", { order: "desc", limit: 2, before: "b" }, "dc", "d", "c"],
    ["first, normal: before leads to older", { order: "normal", limit: 2 }, "ed", "d", null],
    ["older, normal", { order: "normal", limit: 2, before: "d" }, "cb", "b", "c"],
    ["newer, normal", { order: "normal", limit: 2, after: "b" }, "dc", "c", "d"],
    ["all at once", { order: "asc", limit: 10 }, "abcde", null, null],
    ["between two cursors", { order: "asc", limit: 10, after: "a", before: "d" }, "bc", "b", "c"],
    ["beyond the end", { order: "asc", limit: 2, after: "e" }, "", null, null],
  ])("%s", (_name, request, ids, before, after) => {
    const page = pageOf(collectionOf(FIVE), request);
    expect([idsOf(page), page.before, page.after]).toEqual([ids, before, after]);
  });

  it("filters, and counts only what passes", () => {
    const rows = collectionOf(FIVE);
    const page = pageOf(rows, { order: "asc", limit: 2 }, ({ id }) => "ace".includes(id));
    expect([idsOf(page), page.before, page.after]).toEqual(["ac", null, "c"]);
    const rest = pageOf(rows, { order: "asc", limit: 2, after: "c" }, ({ id }) =>
      "abc".includes(id),
    );
    expect([idsOf(rest), rest.after]).toEqual(["", null]);
  });

  it("goes on from a cursor whose row was removed meanwhile", () => {
    const rows = collectionOf(FIVE);
    rows.remove("b");
    expect(idsOf(pageOf(rows, { order: "asc", limit: 2, after: "b" }))).toBe("cd");
    expect(idsOf(pageOf(rows, { order: "desc", limit: 2, after: "b" }))).toBe("a");
    expect(idsOf(pageOf(rows, { order: "asc", limit: 2, before: "b" }))).toBe("a");
  });

  it("refuses a cursor it has never seen", () => {
    const request = { order: "asc", limit: 2, after: "zzz" } as const;
    expect(() => pageOf(collectionOf(FIVE), request)).toThrow(UnknownCursorError);
  });
});

const ORDERS = ["asc", "desc", "normal"] as const;
const anyList = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 25 });

/** Walks a list to its end the way a client does. */
function walk(rows: Collection<Row>, order: Order, limit: number): string[] {
  // In normal order the older side lies behind `before`.
  const forward = order === "normal" ? "before" : "after";
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Row> = pageOf(rows, {
      order,
      limit,
      ...(cursor !== null && { [forward]: cursor }),
    });
    seen.push(...page.data.map(({ id }) => id));
    cursor = page[forward];
  } while (cursor !== null);
  return seen;
}

describe("walking a list", () => {
  it("meets every item exactly once, in every order and page size", () => {
    fc.assert(
      fc.property(
        anyList,
        fc.constantFrom(...ORDERS),
        fc.integer({ min: 1, max: 7 }),
        (ids, order, limit) => {
          const rows = collectionOf(ids);
          const ascending = rows.all().map(({ id }) => id);
          expect(walk(rows, order, limit)).toEqual(
            order === "asc" ? ascending : ascending.toReversed(),
          );
        },
      ),
    );
  });

  it("comes back over the same items", () => {
    fc.assert(
      fc.property(anyList, fc.integer({ min: 1, max: 5 }), (ids, limit) => {
        const rows = collectionOf(ids);
        const first = pageOf(rows, { order: "asc", limit });
        fc.pre(first.after !== null);
        const second = pageOf(rows, { order: "asc", limit, after: first.after ?? "" });
        const back = pageOf(rows, { order: "asc", limit, before: second.before ?? "" });
        expect(back.data).toEqual(first.data);
      }),
    );
  });

  it("loses nobody when rows are removed between pages", () => {
    fc.assert(
      fc.property(anyList, fc.nat(24), (ids, victim) => {
        const rows = collectionOf(ids);
        const all = rows.all().map(({ id }) => id);
        const first = pageOf(rows, { order: "asc", limit: 3 });
        fc.pre(first.after !== null);
        const removed = all[victim % all.length] ?? "";
        rows.remove(removed);
        const rest = pageOf(rows, { order: "asc", limit: 100, after: first.after ?? "" });
        expect(rest.data.map(({ id }) => id)).toEqual(all.slice(3).filter((id) => id !== removed));
      }),
    );
  });
});
