import { beforeEach, describe, expect, it } from "vitest";
import { APP, commit, openQuery, openTestDatabase, tableScan } from "../transaction/testing";
import type { Database, Page, PageRequest, QueryJson } from "../transaction/types";
import { InvalidCursorError } from "./cursor";

const QUERY = tableScan("numbers");
let database: Database;

beforeEach(() => {
  database = openTestDatabase();
  commit(database, (transaction) => {
    for (let n = 0; n < 10; n++) transaction.insert("numbers", { n, pad: "x".repeat(100) }, APP);
  });
});

function page(request: Partial<PageRequest>, query: QueryJson = QUERY): Page {
  const whole = { cursor: null, endCursor: null, pageSize: 4, ...request };
  return openQuery(database).paginate(query, whole, APP);
}

const numbers = ({ page: documents }: Page) => documents.map((document) => document.value["n"]);

describe("pagination", () => {
  it("is done only after a read that found nothing", () => {
    const first = page({ pageSize: 5 });
    const second = page({ pageSize: 5, cursor: first.continueCursor });
    const third = page({ pageSize: 5, cursor: second.continueCursor });
    expect([first, second, third].map(numbers)).toEqual([[0, 1, 2, 3, 4], [5, 6, 7, 8, 9], []]);
    expect([first, second, third].map(({ isDone }) => isDone)).toEqual([false, false, true]);
  });

  it("stays at the end", () => {
    const last = page({ pageSize: 11 });
    const after = page({ cursor: last.continueCursor });
    expect(last.isDone).toBe(true);
    expect(after).toMatchObject({ page: [], isDone: true, continueCursor: last.continueCursor });
  });

  it("goes on behind a document that is gone", () => {
    const first = page({});
    const last = first.page.at(-1)?.id ?? "";
    commit(database, (transaction) => transaction.remove(last, APP));
    expect(numbers(page({ cursor: first.continueCursor }))).toEqual([4, 5, 6, 7]);
  });

  it("returns everything up to an end cursor, whatever the page size", () => {
    const first = page({});
    const again = page({ endCursor: first.continueCursor, pageSize: 1 });
    expect(numbers(again)).toEqual([0, 1, 2, 3]);
    expect(again).toMatchObject({ isDone: false, continueCursor: first.continueCursor });
  });

  it("takes in new rows of a last page, up to the end", () => {
    const all = page({ pageSize: 20 });
    commit(database, (transaction) => transaction.insert("numbers", { n: 10 }, APP));
    const again = page({ endCursor: all.continueCursor, pageSize: 1 });
    expect(numbers(again)).toHaveLength(11);
    expect(again.isDone).toBe(true);
  });

  it("offers a cursor that splits the page in two", () => {
    const whole = page({});
    const left = page({ endCursor: whole.splitCursor });
    const right = page({ cursor: whole.splitCursor, endCursor: whole.continueCursor });
    expect([...numbers(left), ...numbers(right)]).toEqual(numbers(whole));
    expect(numbers(left)).toHaveLength(2);
    expect(page({ pageSize: 1 }).splitCursor).toBeNull();
  });

  it("reads no row behind the page, so that later rows do not touch it", () => {
    const transaction = openQuery(database);
    transaction.paginate(QUERY, { cursor: null, endCursor: null, pageSize: 4 }, APP);
    const change = (n: number) =>
      commit(database, (mutation) => {
        const target = openQuery(database).stream(QUERY, APP);
        let row = target.next();
        for (let at = 0; at < n; at++) row = target.next();
        mutation.patch(row?.id ?? "", { touched: true }, APP);
      });
    expect(transaction.readSet.overlaps(change(4))).toBe(false);
    expect(transaction.readSet.overlaps(change(3))).toBe(true);
  });

  it("stops after the maximum of rows read, filtered ones included", () => {
    const none = { ...QUERY, operators: [{ filter: { $literal: false } }] };
    const first = page({ maximumRowsRead: 6 }, none);
    expect(first).toMatchObject({ page: [], isDone: false, pageStatus: "SplitRequired" });
    expect(page({ maximumRowsRead: 6, cursor: first.continueCursor }, none).isDone).toBe(true);
  });

  it("keeps its end cursor when it has to stop before it", () => {
    const whole = page({ pageSize: 8 });
    const short = page({ endCursor: whole.continueCursor, maximumRowsRead: 4 });
    expect(numbers(short)).toEqual([0, 1, 2, 3]);
    expect(short.continueCursor).toBe(whole.continueCursor);
    expect(short.pageStatus).toBe("SplitRequired");
  });

  it.each([
    [{ pageSize: 4, maximumRowsRead: 100 }, null],
    [{ pageSize: 9, maximumRowsRead: 10 }, "SplitRecommended"],
    [{ pageSize: 9, maximumRowsRead: 9 }, "SplitRecommended"],
    [{ pageSize: 9, maximumRowsRead: 8 }, "SplitRequired"],
    [{ pageSize: 4, maximumBytesRead: 200 }, "SplitRequired"],
    [{ pageSize: 4, maximumBytesRead: 900 }, "SplitRecommended"],
  ] as const)("advises %j: %s", (request, status) => {
    expect(page(request).pageStatus).toBe(status);
  });

  it.each([
    [
      "another query",
      () => page({ cursor: page({}).continueCursor }, tableScan("numbers", "desc")),
    ],
    ["another query's end", () => page({ endCursor: page({}).continueCursor }, tableScan("other"))],
    ["no cursor at all", () => page({ cursor: "nonsense" })],
    ["a cut cursor", () => page({ cursor: page({}).continueCursor.slice(0, 17) })],
  ])("refuses a cursor of %s as clients expect it", (_name, read) => {
    expect(read).toThrow(InvalidCursorError);
    expect(read).toThrow("InvalidCursor");
    const { data } = new InvalidCursorError();
    expect(JSON.parse(data)).toEqual({
      isConvexSystemError: true,
      paginationError: "InvalidCursor",
    });
  });

  it.each([
    [0, "Must request at least 1 document while paginating"],
    [32_001, "Requested too many items"],
  ])("refuses a page size of %i", (pageSize, message) => {
    expect(() => page({ pageSize })).toThrow(message);
  });
});
