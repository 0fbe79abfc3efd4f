import { describe, expect, it } from "vitest";
import { cronsOf, routesOf } from "./registrations";

describe("routesOf", () => {
  it("finds paths and prefixes that are written out, with their place", () => {
    const code = new Map([
      [
        "http.ts",
        `http.route({ path: "/a", method: "GET", handler });\nhttp.route({ "pathPrefix": '/b/', handler });`,
      ],
      ["more/routes.ts", "\nexport const add = (router) => router.route({ path: `/c` });"],
      ["other.ts", "http.route({ path: computed }); http.route(spec); route({ path: '/no' });"],
    ]);
    expect(routesOf(code)).toEqual([
      { name: "/a", place: "http.ts:1" },
      { name: "/b/", place: "http.ts:2" },
      { name: "/c", place: "more/routes.ts:2" },
    ]);
  });
});

describe("cronsOf", () => {
  it("finds names however often the cron runs", () => {
    const code = new Map([
      [
        "crons.ts",
        `crons.interval("a", { hours: 1 }, f);\ncrons.cron("b", "* * * * *", f);\ncrons.daily(name, {}, f);`,
      ],
      ["other.ts", `log.write("gatehouse: c");`],
    ]);
    expect(cronsOf(code)).toEqual([
      { name: "a", place: "crons.ts:1" },
      { name: "b", place: "crons.ts:2" },
    ]);
  });
});
