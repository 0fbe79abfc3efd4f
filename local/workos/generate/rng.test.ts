import { describe, expect, it } from "vitest";
import { createRng } from "./rng";
import { seededId } from "./ulid";

const take = <T>(count: number, make: () => T) => Array.from({ length: count }, make);

describe("createRng", () => {
  it("repeats itself for the same seed only", () => {
    const numbers = (seed: number) => take(20, createRng(seed).next);
    expect(numbers(1)).toEqual(numbers(1));
    expect(numbers(1)).not.toEqual(numbers(2));
  });

  it("spreads evenly over [0, 1)", () => {
    const numbers = take(10_000, createRng(3).next);
    for (const number of numbers) expect(number >= 0 && number < 1).toBe(true);
    const tenths = take(10, () => 0);
    for (const number of numbers) {
      const tenth = Math.floor(number * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it("picks every item and counts below its limit", () => {
    const rng = createRng(4);
    expect(new Set(take(100, () => rng.pick(["a", "b", "c"]))).size).toBe(3);
    expect(new Set(take(100, () => rng.int(3)))).toEqual(new Set([0, 1, 2]));
  });

  it("has a long tail around its median", () => {
    const rng = createRng(5);
    const numbers = take(2_001, () => rng.longTail(10)).sort((a, b) => a - b);
    expect(numbers[1_000]).toBeGreaterThan(8);
    expect(numbers[1_000]).toBeLessThan(12);
    expect(numbers[2_000]).toBeGreaterThan(30);
    expect(numbers[0]).toBeGreaterThan(0);
  });
});

describe("seededId", () => {
  it("looks like WorkOS's ids and sorts by time", () => {
    const rng = createRng(6);
    const ids = [0, 1, 31, 32, 1_469_918_176_385, Date.UTC(2026, 0)].map((timeMs) =>
      seededId("event", timeMs, rng),
    );
    for (const id of ids) expect(id).toMatch(/^event_[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(ids).toEqual([...ids].sort());
    expect(ids[4]?.slice(6, 16)).toBe("01ARYZ6S41");
  });
});
