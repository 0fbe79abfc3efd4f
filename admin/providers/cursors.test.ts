import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chainOf, CursorMap, type ListParams } from "./cursors";

const params = (changes: Partial<ListParams> = {}): ListParams => ({
  pagination: { page: 1, perPage: 25 },
  sort: { field: "createdAt", order: "DESC" },
  filter: {},
  ...changes,
});

describe("chainOf", () => {
  it("is the same for every page of one list", () => {
    const second = params({ pagination: { page: 2, perPage: 25 } });
    expect(chainOf("users", second)).toBe(chainOf("users", params()));
  });

  it.each([
    ["page size", params({ pagination: { page: 1, perPage: 50 } })],
    ["sort field", params({ sort: { field: "email", order: "DESC" } })],
    ["sort order", params({ sort: { field: "createdAt", order: "ASC" } })],
    ["filter", params({ filter: { status: "active" } })],
  ])("differs by %s", (_what, other) => {
    expect(chainOf("users", other)).not.toBe(chainOf("users", params()));
  });

  it("does not depend on the order a filter was put together in", () => {
    const one = params({ filter: { status: "active", agent: "pi" } });
    const other = params({ filter: { agent: "pi", status: "active" } });
    expect(chainOf("users", one)).toBe(chainOf("users", other));
  });
});

describe("CursorMap", () => {
  it("knows where the first page begins, and nothing else", () => {
    const cursors = new CursorMap();
    expect(cursors.startOf("chain", 1)).toBeNull();
    expect(cursors.startOf("chain", 2)).toBeUndefined();
    expect(cursors.nearestKnown("chain", 7)).toBe(1);
  });

  it("tells a change from a repetition", () => {
    const cursors = new CursorMap();
    expect(cursors.noteEnd("chain", 1, "a")).toBe(true);
    expect(cursors.noteEnd("chain", 1, "a")).toBe(false);
    expect(cursors.noteEnd("chain", 1, "b")).toBe(true);
    expect(cursors.startOf("chain", 2)).toBe("b");
    expect(cursors.startOf("other chain", 2)).toBeUndefined();
  });

  it("finds the nearest known page whatever was noted in whatever order", () => {
    const pages = fc.uniqueArray(fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(pages, fc.integer({ min: 1, max: 40 }), (ends, wanted) => {
        const cursors = new CursorMap();
        for (const page of ends) cursors.noteEnd("chain", page, `end of ${page}`);
        const known = [1, ...ends.map((page) => page + 1)].filter((page) => page <= wanted);
        expect(cursors.nearestKnown("chain", wanted)).toBe(Math.max(...known));
      }),
    );
  });
});
