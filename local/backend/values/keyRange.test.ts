import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterKey, afterPrefix, isEmptyRange, pointRange, prefixRange } from "./keyRange";

const bytes = fc.uint8Array({ minLength: 1, maxLength: 5 }).map((each) => Buffer.from(each));
const prefix = bytes.filter((each) => each.some((byte) => byte < 0xff));

const inRange = (key: Buffer, { start, end }: { start: Buffer; end: Buffer }) =>
  Buffer.compare(start, key) <= 0 && Buffer.compare(key, end) < 0;

describe("key ranges", () => {
  it("prefixRange holds exactly the keys that start with the prefix", () => {
    fc.assert(
      fc.property(prefix, bytes, (start, key) => {
        const startsWith = key.subarray(0, start.length).equals(start);
        expect(inRange(key, prefixRange(start))).toBe(startsWith);
        expect(inRange(Buffer.concat([start, key]), prefixRange(start))).toBe(true);
      }),
    );
  });

  it("afterPrefix carries over 0xff", () => {
    expect(afterPrefix(Buffer.from([1, 2]))).toEqual(Buffer.from([1, 3]));
    expect(afterPrefix(Buffer.from([1, 0xff, 0xff]))).toEqual(Buffer.from([2]));
  });

  it("pointRange holds only its key", () => {
    fc.assert(
      fc.property(bytes, bytes, (key, other) => {
        expect(inRange(other, pointRange(key))).toBe(key.equals(other));
      }),
    );
  });

  it.each([
    ["equal bounds", [1], [1], true],
    ["swapped bounds", [2], [1], true],
    ["proper bounds", [1], [2], false],
  ])("isEmptyRange of %s", (_name, start, end, empty) => {
    expect(isEmptyRange({ start: Buffer.from(start), end: Buffer.from(end) })).toBe(empty);
  });

  it("afterKey leaves no key between", () => {
    expect(afterKey(Buffer.from([7]))).toEqual(Buffer.from([7, 0]));
  });
});
