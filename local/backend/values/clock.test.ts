import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Clock, decodeTs, encodeTs, nextUp } from "./clock";

const NEW = { commitTs: 0n, creationTime: 0 };

describe("Clock", () => {
  it("hands out wall-clock nanoseconds", () => {
    expect(new Clock(() => 1_700_000_000_000, NEW).nextCommitTs()).toBe(1_700_000_000_000_000_000n);
  });

  it("moves forward while the wall clock stands still or goes back", () => {
    const wall = [1000, 1000, 999, 5];
    const clock = new Clock(() => wall.shift() ?? 0, NEW);
    const stamps = [1, 2, 3, 4].map(() => clock.nextCommitTs());
    expect(stamps).toEqual([1_000_000_000n, 1_000_000_001n, 1_000_000_002n, 1_000_000_003n]);
  });

  it("goes on after the state it was given", () => {
    const clock = new Clock(() => 1, { commitTs: 9_000_000_000n, creationTime: 5000 });
    expect(clock.nextCommitTs()).toBe(9_000_000_001n);
    expect(clock.nextCreationTime(1)).toBe(nextUp(5000));
  });

  it("gives creation times that strictly increase, starting with the transaction's start", () => {
    const clock = new Clock(() => 0, NEW);
    const start = 1_700_000_000_000;
    const times = [start, start, start + 1, start].map((at) => clock.nextCreationTime(at));
    expect(times[0]).toBe(start);
    expect(times[1]).toBe(start + 2 ** -12);
    expect(times[2]).toBe(start + 1);
    expect(times[3]).toBe(start + 1 + 2 ** -12);
  });
});

describe("nextUp", () => {
  it("is the next float", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e300, noNaN: true }), (value) => {
        const next = nextUp(value);
        expect(next).toBeGreaterThan(value);
        const between = value + (next - value) / 2;
        expect(between === value || between === next).toBe(true);
      }),
    );
  });
});

describe("encodeTs", () => {
  it("round-trips", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (ts) => {
        expect(decodeTs(encodeTs(ts))).toBe(ts);
      }),
    );
  });

  it("writes eight little-endian bytes", () => {
    expect(encodeTs(0n)).toBe("AAAAAAAAAAA=");
    expect(encodeTs(1n)).toBe("AQAAAAAAAAA=");
  });

  it("refuses other lengths", () => {
    expect(() => decodeTs("AAAA")).toThrow('Invalid timestamp "AAAA"');
  });
});
