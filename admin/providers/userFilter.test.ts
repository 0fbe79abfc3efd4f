import { describe, expect, it } from "vitest";
import { userFilter as known } from "../../convex/gatehouse/users/listing";
import { USER_FILTER_RULES } from "../addresses/users";
import { userFilter } from "./userFilter";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 18);
const MIDNIGHT = Date.UTC(2026, 10, 23);
const TOMORROW = MIDNIGHT + DAY;
const NOV_20 = Date.UTC(2026, 10, 20);

describe("userFilter", () => {
  it.each([
    [
      "what needs no change",
      { status: "active", search: "ada" },
      { status: "active", search: "ada" },
    ],
    ["not seen", { notSeenForDays: 30 }, { notSeenSince: MIDNIGHT - 30 * DAY }],
    [
      "created on a day",
      { createdOn: "2026-11-20" },
      { createdFrom: NOV_20, createdUntil: NOV_20 + DAY },
    ],
    ["created today", { createdInDays: 1 }, { createdFrom: MIDNIGHT, createdUntil: TOMORROW }],
    [
      "signed in on a day",
      { activeOn: "2026-11-20" },
      { activeFrom: NOV_20, activeUntil: NOV_20 + DAY },
    ],
    ["signed in today", { activeInDays: 1 }, { activeFrom: MIDNIGHT, activeUntil: TOMORROW }],
    [
      "signed in within 30 days",
      { activeInDays: 30 },
      { activeFrom: TOMORROW - 30 * DAY, activeUntil: TOMORROW },
    ],
    [
      "monthly active on a day",
      { monthlyActiveOn: "2026-11-20" },
      { activeFrom: NOV_20 - 29 * DAY, activeUntil: NOV_20 + DAY },
    ],
    ["a day that is none", { activeOn: "soon", createdOn: 7 }, {}],
  ])("says %s in the API's words", (_, filter, expected) => {
    expect(userFilter(filter, NOW)).toEqual(expected);
  });

  it("counts days from the start of the UTC day, so that it is one query all day", () => {
    const filter = { notSeenForDays: 30, createdInDays: 7, activeInDays: 1 };
    const morning = userFilter(filter, MIDNIGHT);
    expect(userFilter(filter, TOMORROW - 1)).toEqual(morning);
  });

  it.each(Object.entries(USER_FILTER_RULES))(
    "of “%s” says only what the API knows",
    (key, rule) => {
      const values = ["active", "2026-11-20", 7, true].filter((value) => rule(value));
      expect(values).not.toEqual([]);
      for (const value of values) {
        const said = Object.keys(userFilter({ [key]: value }, NOW));
        expect(said).not.toEqual([]);
        expect(said.filter((name) => !(name in known.fields))).toEqual([]);
      }
    },
  );
});
