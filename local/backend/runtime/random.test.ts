import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "./random";

it("repeats for the same seed and stays in [0, 1)", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const [first, second] = [seededRandom(seed), seededRandom(seed)];
      for (let i = 0; i < 10; i++) {
        const number = first();
        expect(second()).toBe(number);
        expect(number >= 0 && number < 1).toBe(true);
      }
    }),
  );
});

it("is spread evenly", () => {
  const random = seededRandom(7);
  const buckets = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) {
    const bucket = Math.floor(random() * 10);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
