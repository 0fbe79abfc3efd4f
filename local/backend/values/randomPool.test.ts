import { describe, expect, it } from "vitest";
import { takeRandomBytes } from "./randomPool";

describe("takeRandomBytes", () => {
  it("never hands the same bytes out twice, also when the pool is filled anew", () => {
    const taken = Array.from({ length: 3_000 }, () => takeRandomBytes(14).toString("hex"));
    expect(new Set(taken).size).toBe(3_000);
  });

  it("gives bytes of their own, which later calls leave alone", () => {
    const first = takeRandomBytes(16);
    const copy = Buffer.from(first);
    for (let i = 0; i < 2_000; i++) takeRandomBytes(16);
    expect(first).toEqual(copy);
  });

  it("gives as many as asked for, up to the whole pool", () => {
    expect(takeRandomBytes(1)).toHaveLength(1);
    expect(takeRandomBytes(8_192)).toHaveLength(8_192);
  });

  it("uses every value of a byte", () => {
    const seen = new Set(takeRandomBytes(8_192));
    expect(seen.size).toBe(256);
  });
});
