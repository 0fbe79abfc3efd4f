import { describe, expect, it } from "vitest";
import { connectionOf } from "./connection";

const NOW = 1_000_000;
const up = {
  isWebSocketConnected: true,
  hasEverConnected: true,
  timeOfOldestInflightRequest: null,
};
const down = { ...up, isWebSocketConnected: false };

describe("connectionOf", () => {
  it.each([
    ["connected and idle", up, null, { kind: "live" }],
    [
      "a request just sent",
      { ...up, timeOfOldestInflightRequest: new Date(NOW - 500) },
      null,
      { kind: "live" },
    ],
    [
      "a request without an answer",
      { ...up, timeOfOldestInflightRequest: new Date(NOW - 3_001) },
      null,
      { kind: "catchingUp" },
    ],
    [
      "not connected yet",
      { ...down, hasEverConnected: false },
      NOW - 9_000,
      { kind: "connecting" },
    ],
    ["connection lost", down, NOW - 9_000, { kind: "offline", since: NOW - 9_000 }],
    ["lost, and not noticed when", down, null, { kind: "connecting" }],
  ])("%s", (_what, state, lostAt, expected) => {
    expect(connectionOf(state, lostAt, NOW)).toEqual(expected);
  });
});
