import { describe, expect, it } from "vitest";
import { lost } from "./lost";

const BEFORE = {
  functions: { "users:me": { type: "Query", visibility: "public" } },
  routes: { "GET /health": 200 },
  rows: { users: { one: { name: "Ada", agents: ["a"], amount: 3n } } },
};

describe("lost", () => {
  it.each<[name: string, after: object, lines: string[]]>([
    ["nothing", BEFORE, []],
    [
      "nothing, though there is more everywhere",
      {
        functions: { ...BEFORE.functions, "gatehouse/users:list": {} },
        routes: { "GET /health": 200, "POST /workos/webhook": 401 },
        rows: { users: { one: { ...BEFORE.rows.users.one, locale: "en" } }, inbox: {} },
      },
      [],
    ],
    ["a whole part", { ...BEFORE, functions: {} }, ["functions/users:me is gone"]],
    [
      "a kind",
      { ...BEFORE, functions: { "users:me": { type: "Query", visibility: "internal" } } },
      ['functions/users:me/visibility was "public", is "internal"'],
    ],
    [
      "an answer",
      { ...BEFORE, routes: { "GET /health": 404 } },
      ["routes/GET /health was 200, is 404"],
    ],
    [
      "an element, a value, a field",
      { ...BEFORE, rows: { users: { one: { agents: ["a", "b"], amount: 4n } } } },
      [
        "rows/users/one/name is gone",
        'rows/users/one/agents was ["a"], is ["a","b"]',
        'rows/users/one/amount was "3n", is "4n"',
      ],
    ],
    ["a row", { ...BEFORE, rows: { users: {} } }, ["rows/users/one is gone"]],
  ])("names %s", (_name, after, lines) => {
    expect(lost(BEFORE, after)).toEqual(lines);
  });
});
