import { describe, expect, it } from "vitest";
import type { FunctionCall } from "../runtime/types";
import type { PageRequest, QueryJson, TableScope, Transaction } from "../transaction/types";
import type { SystemQueryParts } from "./systemQueries";
import { runSystemQuery } from "./systemQueries";

const SNAPSHOT = { ts: 1n, close: () => undefined };
const READ_SET = { ranges: [], overlaps: () => true };

function parts() {
  const pages: [QueryJson, PageRequest, TableScope][] = [];
  const state = { open: 0 };
  const transaction = {
    readSet: READ_SET,
    paginate(...args: [QueryJson, PageRequest, TableScope]) {
      pages.push(args);
      if (args[0].source["tableName"] === "broken") throw new Error("no such table");
      return { page: [{ json: '{"_id":"x","n":1}' }], isDone: true, continueCursor: "end" };
    },
    close: () => void (state.open -= 1),
  };
  const fake: SystemQueryParts = {
    database: {
      query: () => {
        state.open += 1;
        return transaction as unknown as Transaction;
      },
    },
    runtime: {
      environment: { list: () => ({ A: "1", B: "2" }), update: () => Promise.resolve() },
      functionSpec: () => [{ identifier: "m.js:f" }],
    },
    apiUrl: "http://api",
    siteUrl: "http://site",
    tableNames: () => ["users", "_scheduled_functions", "audit"],
  };
  return { fake, pages, state };
}

const call = (path: string, args = {}, caller: FunctionCall["caller"] = "admin") => ({
  path,
  args,
  caller,
  identity: null,
});

describe("runSystemQuery", () => {
  const cases: [path: string, args: object, value: unknown][] = [
    ["_system/cli/modules:apiSpec", {}, [{ identifier: "m.js:f" }]],
    ["_system/cli/modules.js:apiSpec", {}, [{ identifier: "m.js:f" }]],
    ["_system/cli/convexUrl:cloudUrl", {}, "http://api"],
    ["_system/cli/convexUrl:siteUrl", {}, "http://site"],
    [
      "_system/cli/queryEnvironmentVariables",
      {},
      [
        { name: "A", value: "1" },
        { name: "B", value: "2" },
      ],
    ],
    ["_system/cli/queryEnvironmentVariables:get", { name: "B" }, { name: "B", value: "2" }],
    ["_system/cli/queryEnvironmentVariables:get", { name: "C" }, null],
    [
      "_system/cli/tables.js:default",
      { paginationOpts: { cursor: null, numItems: 10 } },
      { page: [{ name: "users" }, { name: "audit" }], isDone: true, continueCursor: "" },
    ],
    [
      "_system/cli/tableData",
      { table: "users", order: "desc", paginationOpts: { cursor: null, numItems: 10 } },
      { page: [{ _id: "x", n: 1 }], isDone: true, continueCursor: "end" },
    ],
  ];
  it.each(cases)("%s %j", (path, args, value) => {
    const { fake, state } = parts();
    expect(runSystemQuery(fake, call(path, args), SNAPSHOT)).toMatchObject({ ok: true, value });
    expect(state.open).toBe(0);
  });

  it("reads system tables as such, in the order and from the cursor given", () => {
    const { fake, pages } = parts();
    const paginationOpts = { cursor: "c", numItems: 3 };
    const args = { table: "_scheduled_functions", order: "desc", paginationOpts };
    const outcome = runSystemQuery(fake, call("_system/cli/tableData", args), SNAPSHOT);
    expect(outcome?.readSet).toBe(READ_SET);
    expect(pages).toEqual([
      [
        {
          source: { type: "FullTableScan", tableName: "_scheduled_functions", order: "desc" },
          operators: [],
        },
        { cursor: "c", endCursor: null, pageSize: 3 },
        { system: true },
      ],
    ]);
  });

  it("leaves the app's functions alone", () => {
    expect(runSystemQuery(parts().fake, call("users:list"), SNAPSHOT)).toBeNull();
  });

  it.each([
    [
      "the public",
      call("_system/cli/tables", {}, "public"),
      "Could not find public function for '_system/cli/tables'.",
    ],
    [
      "the CLI, of what is not there",
      call("_system/cli/nothing"),
      "Could not find function for '_system/cli/nothing'.",
    ],
  ])("refuses %s", (_who, request, errorMessage) => {
    expect(runSystemQuery(parts().fake, request, SNAPSHOT)).toMatchObject({
      ok: false,
      errorMessage,
    });
  });

  it("reports a failure and closes its transaction", () => {
    const { fake, state } = parts();
    const args = { table: "broken", paginationOpts: { cursor: null, numItems: 1 } };
    expect(runSystemQuery(fake, call("_system/cli/tableData", args), SNAPSHOT)).toMatchObject({
      ok: false,
      errorMessage: "no such table",
    });
    expect(state.open).toBe(0);
  });
});
