import { expect, it } from "vitest";
import { totalFor } from "./useUserTotals";

const TOTALS = { all: 10, active: 7, pending: 2, deleted: 1 };

it.each([
  [{}, 10],
  [{ status: "deleted" } as const, 1],
  [{ status: "active", agent: "pi" } as const, undefined],
  [{ search: "ada" }, undefined],
])("knows how many %j leaves, where that is counted", (filters, expected) => {
  expect(totalFor(filters, TOTALS)).toBe(expected);
});

it("does not guess before the counts have arrived", () => {
  expect(totalFor({}, undefined)).toBeUndefined();
});
