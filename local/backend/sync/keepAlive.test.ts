import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GONE_AFTER_MS, keepAlive, PING_AFTER_MS, PROBE_EVERY_MS } from "./keepAlive";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const calls: string[] = [];
  const alive = keepAlive({
    ping: () => calls.push("ping"),
    probe: () => calls.push("probe"),
    gone: () => calls.push("gone"),
  });
  const count = (call: string) => calls.filter((each) => each === call).length;
  return { alive, count };
}

describe("keepAlive", () => {
  it("pings a connection nothing else is sent on", () => {
    const { count } = watched();
    vi.advanceTimersByTime(PING_AFTER_MS * 3);
    expect(count("ping")).toBe(3);
  });

  it("does not ping one that is in use, but probes it", () => {
    const { alive, count } = watched();
    for (let i = 0; i < 10; i += 1) {
      vi.advanceTimersByTime(PING_AFTER_MS - 1);
      alive.sent();
    }
    expect(count("ping")).toBe(0);
    expect(count("probe")).toBe(Math.floor((10 * (PING_AFTER_MS - 1)) / PROBE_EVERY_MS));
  });

  it("gives up a client that is silent for two minutes, once", () => {
    const { alive, count } = watched();
    vi.advanceTimersByTime(GONE_AFTER_MS - 1);
    alive.heard();
    vi.advanceTimersByTime(GONE_AFTER_MS - 1);
    expect(count("gone")).toBe(0);
    vi.advanceTimersByTime(GONE_AFTER_MS);
    expect(count("gone")).toBe(1);
  });

  it("leaves no timer behind", () => {
    watched().alive.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
