import { describe, expect, it } from "vitest";
import { API_FAULTS, changeFaults, type FaultsChange, NO_FAULTS } from "./faults";

describe("changeFaults", () => {
  it.each(API_FAULTS)("switches the API to %s and leaves the rest", (answer) => {
    const faults = changeFaults(NO_FAULTS, { api: { answer } });
    expect(faults).toEqual({ ...NO_FAULTS, api: { ...NO_FAULTS.api, answer } });
  });

  it("adds change to change", () => {
    const first = changeFaults(NO_FAULTS, { webhooks: { lose: 1 } });
    const second = changeFaults(first, { webhooks: { double: 0.5 }, api: { path: "/events" } });
    expect(second.webhooks).toEqual({ lose: 1, double: 0.5, reorder: 0, delayMs: 0 });
    expect(second.api.path).toBe("/events");
  });

  it.each<[string, unknown, RegExp]>([
    ["an unknown answer", { api: { answer: "explode" } }, /api\.answer.*rate-limit/],
    ["a path without slash", { api: { path: "events" } }, /api\.path/],
    ["a path that is no text", { api: { path: 7 } }, /api\.path/],
    ["a status of success", { api: { status: 201 } }, /api\.status/],
    ["a status beyond HTTP", { api: { status: 600 } }, /api\.status/],
    ["half a status", { api: { status: 404.5 } }, /api\.status/],
    ["a wait for the past", { api: { retryAfterSeconds: -1 } }, /api\.retryAfterSeconds/],
    ["half a second's wait", { api: { retryAfterSeconds: 0.5 } }, /api\.retryAfterSeconds/],
    ["a share above 1", { webhooks: { lose: 2 } }, /webhooks\.lose/],
    ["a share below 0", { webhooks: { double: -0.1 } }, /webhooks\.double/],
    ["a share in words", { webhooks: { reorder: "often" } }, /webhooks\.reorder/],
    ["a negative wait", { api: { delayMs: -1 } }, /api\.delayMs/],
    ["an endless wait", { webhooks: { delayMs: Number.POSITIVE_INFINITY } }, /webhooks\.delayMs/],
  ])("refuses %s", (_name, change, reason) => {
    expect(() => changeFaults(NO_FAULTS, change as FaultsChange)).toThrow(reason);
  });
});
