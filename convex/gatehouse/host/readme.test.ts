import { readFileSync } from "node:fs";
import { cronJobs, httpRouter } from "convex/server";
import { describe, expect, it } from "vitest";
import { guestFields, keyFields, userIndexes, userSearchIndex } from "../tables/users";
import * as auth from "./auth";
import * as config from "./config";
import * as crons from "./crons";
import * as http from "./http";
import * as schema from "./schema";

const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const SECTIONS = new Map(
  README.split(/\n(?=## )/).map((section) => [section.split("\n", 1)[0] ?? "", section]),
);

/** What stands in code marks in a section, without arguments. */
function namedIn(heading: string): Set<string> {
  const marks = SECTIONS.get(heading)?.matchAll(/`([^`\n]+)`/g) ?? [];
  return new Set([...marks].map(([, text = ""]) => text.split("(")[0] ?? text));
}

const missing = (heading: string, names: readonly string[]) =>
  names.filter((name) => !namedIn(heading).has(name));

describe("README.md of the folder names", () => {
  it("every call of the host modules", () => {
    const calls = [auth, config, crons, http, schema].flatMap((module) => Object.keys(module));
    expect(missing("## The host modules", [...calls, "strip"])).toEqual([]);
  });

  it("every field and index added to users", () => {
    const indexes = [...Object.keys(userIndexes), userSearchIndex.name];
    const names = [...Object.keys(guestFields), ...indexes];
    expect(missing("## What your `users` rows get", names)).toEqual([]);
    expect(missing("## The host modules", Object.keys(keyFields))).toEqual([]);
  });

  it("every table, and none that is gone", () => {
    expect([...namedIn("## Tables")].filter((name) => !name.includes("/")).toSorted()).toEqual(
      Object.keys(schema.gatehouseTables).toSorted(),
    );
  });

  it("every cron, and none that is gone", () => {
    const jobs = cronJobs();
    crons.addGatehouseCrons(jobs);
    const named = [...namedIn("## Crons")].filter((name) => name.startsWith("gatehouse: "));
    expect(named.toSorted()).toEqual(Object.keys(jobs.crons).toSorted());
  });

  it("every route", () => {
    const router = httpRouter();
    http.addGatehouseRoutes(router);
    const own = router.getRoutes().filter(([path]) => path.startsWith("/gatehouse/"));
    expect(
      missing(
        "## Routes",
        own.map(([path, method]) => `${method} ${path}`),
      ),
    ).toEqual([]);
  });
});
