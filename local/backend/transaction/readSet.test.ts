import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeRanges, ReadRecorder, readUpTo } from "./readSet";
import type { KeyRange } from "../values/types";

const key = fc
  .uint8Array({ minLength: 1, maxLength: 2, max: 5 })
  .map((bytes) => Buffer.from(bytes));
const range = fc.record({ start: key, end: key });

const holds = (ranges: readonly KeyRange[], each: Buffer) =>
  ranges.some(
    ({ start, end }) => Buffer.compare(start, each) <= 0 && Buffer.compare(each, end) < 0,
  );

const commitOf = (...keys: Buffer[]) => ({ ts: 1n, keys });

describe("read sets", () => {
  it("cover exactly the keys of their ranges", () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 6 }), key, (ranges, each) => {
        const recorder = new ReadRecorder();
        ranges.forEach((one) => recorder.range(one));
        expect(recorder.readSet().overlaps(commitOf(each))).toBe(holds(ranges, each));
      }),
      { numRuns: 1000 },
    );
  });

  it("merge into sorted ranges that do not touch", () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 6 }), (ranges) => {
        const merged = mergeRanges(ranges);
        for (const [at, { start }] of merged.entries()) {
          const previous = merged[at - 1];
          if (previous) expect(Buffer.compare(previous.end, start)).toBe(-1);
        }
      }),
    );
  });

  it("overlap a commit when any of its keys is covered", () => {
    const recorder = new ReadRecorder();
    recorder.key(Buffer.from([5]));
    const readSet = recorder.readSet();
    expect(readSet.overlaps(commitOf())).toBe(false);
    expect(readSet.overlaps(commitOf(Buffer.from([4]), Buffer.from([5, 0])))).toBe(false);
    expect(readSet.overlaps(commitOf(Buffer.from([4]), Buffer.from([5])))).toBe(true);
  });

  it("grow with a scan, from the side it starts at", () => {
    const whole = { start: Buffer.from([1]), end: Buffer.from([9]) };
    for (const [reverse, inside, outside] of [
      [false, 2, 4],
      [true, 4, 2],
    ] as const) {
      const recorder = new ReadRecorder();
      const growing = recorder.scan(whole, reverse);
      expect(recorder.readSet().ranges).toEqual([]);
      readUpTo(growing, Buffer.from([3]), reverse);
      const readSet = recorder.readSet();
      expect(readSet.overlaps(commitOf(Buffer.from([3])))).toBe(true);
      expect(readSet.overlaps(commitOf(Buffer.from([inside])))).toBe(true);
      expect(readSet.overlaps(commitOf(Buffer.from([outside])))).toBe(false);
    }
  });

  it("do not change when more is read", () => {
    const recorder = new ReadRecorder();
    const before = recorder.readSet();
    recorder.key(Buffer.from([1]));
    expect(before.ranges).toEqual([]);
  });
});
