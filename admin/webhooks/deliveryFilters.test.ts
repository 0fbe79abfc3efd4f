import { expect, it } from "vitest";
import { deliveryFilterChoices, deliveryFilterParts } from "./deliveryFilters";

it("reads like a sentence", () => {
  const parts = deliveryFilterParts({
    withinHours: 24,
    userId: "user_1",
    state: "dead",
    type: "user.updated",
  });
  expect(parts.map(({ label }) => label)).toEqual([
    "given up",
    "user.updated",
    "about user_1",
    "in the last 24 hours",
  ]);
  expect(deliveryFilterParts({ withinHours: 7 })).toEqual([
    { key: "withinHours", label: "in the last 7 hours" },
  ]);
  expect(deliveryFilterParts({})).toEqual([]);
});

it("offers each state, times and every event Gatehouse acts on, failures first", () => {
  const [states, times, events] = deliveryFilterChoices();
  expect(states?.choices.map(({ label }) => label)).toEqual([
    "failed or given up",
    "failed",
    "given up",
    "ignored",
    "applied",
  ]);
  expect(times?.choices.map(({ set }) => set)).toContainEqual({ withinHours: 24 });
  expect(events?.choices.map(({ set }) => set)).toContainEqual({ type: "session.created" });
});
