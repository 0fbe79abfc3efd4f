import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareStamps, NEVER, type Stamp } from "./stamp";

const event = (updatedAt: number, eventId: string): Stamp => ({ updatedAt, eventId });
const reading = (updatedAt: number, readAt: number): Stamp => ({
  updatedAt,
  eventId: null,
  readAt,
});

describe("compareStamps", () => {
  it("orders by time, then event id, with readings after the events of a millisecond gone by", () => {
    const inOrder = [
      NEVER,
      reading(0, 5),
      reading(10, 10),
      reading(10, 1_010),
      event(10, "event_a"),
      event(10, "event_b"),
      reading(10, 1_011),
      reading(10, 1_012),
      event(11, "event_a"),
    ];
    for (const [index, earlier] of inOrder.entries()) {
      expect(compareStamps(earlier, earlier)).toBe(0);
      for (const later of inOrder.slice(index + 1)) {
        expect(compareStamps(earlier, later)).toBeLessThan(0);
        expect(compareStamps(later, earlier)).toBeGreaterThan(0);
      }
    }
  });

  it("is a total order", () => {
    const time = fc.nat(2);
    const stamps = fc.oneof(
      fc.tuple(time, fc.constantFrom("a", "b", "c")).map(([t, id]) => event(t, id)),
      fc.tuple(time, fc.constantFrom(0, 2, 5_000, 5_001)).map(([t, at]) => reading(t, at)),
    );
    fc.assert(
      fc.property(stamps, stamps, stamps, (a, b, c) => {
        expect(Math.sign(compareStamps(a, b))).toBe(-Math.sign(compareStamps(b, a)) + 0);
        if (compareStamps(a, b) <= 0 && compareStamps(b, c) <= 0) {
          expect(compareStamps(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});
