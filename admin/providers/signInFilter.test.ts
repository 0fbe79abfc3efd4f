import { expect, it } from "vitest";
import { signInFilter } from "./signInFilter";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 18);
const MIDNIGHT = Date.UTC(2026, 10, 23);

it.each([
  ["nothing", {}, {}],
  [
    "what needs no change",
    { outcome: "failed", method: "sso" },
    { outcome: "failed", method: "sso" },
  ],
  ["a UTC day", { day: "2026-11-20" }, { from: MIDNIGHT - 3 * DAY, until: MIDNIGHT - 2 * DAY }],
  ["today", { lastDays: 1 }, { from: MIDNIGHT }],
  [
    "the last days, today among them",
    { lastDays: 7, userId: "u" },
    { userId: "u", from: MIDNIGHT - 6 * DAY },
  ],
  ["a day that is none", { day: "soon" }, {}],
])("says %s in the API's words", (_, filter, expected) => {
  expect(signInFilter(filter, NOW)).toEqual(expected);
});
