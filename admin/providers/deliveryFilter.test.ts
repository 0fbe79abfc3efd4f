import { expect, it } from "vitest";
import { deliveryFilter } from "./deliveryFilter";

const NOON = Date.UTC(2026, 10, 23, 12);

it.each([
  [{}, {}],
  [{ state: "failed" }, { state: "failed" }],
  [
    { withinHours: 24, type: "user.created" },
    { type: "user.created", receivedSince: NOON - 86_400_000 },
  ],
  [{ withinHours: "x" }, {}],
])("puts %j into the API's words", (filter, expected) => {
  expect(deliveryFilter(filter, NOON + 59_999)).toEqual(expected);
});
