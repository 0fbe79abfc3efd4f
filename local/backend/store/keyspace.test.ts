import { describe, expect, it } from "vitest";
import { sortKey } from "../values/sortKey";
import { MAX_KEY_BYTES, metaKey, spacePrefix, SPACE_PREFIX_BYTES, storedKey } from "./keyspace";

const prefix = spacePrefix("index", 10_001);

describe("keyspace", () => {
  it("gives every space its own prefix of fixed length", () => {
    const kinds = [
      "documents",
      "creationTime",
      "index",
      "posting",
      "searchText",
      "searchTotals",
    ] as const;
    const prefixes = kinds.flatMap((kind) => [
      spacePrefix(kind, 1),
      spacePrefix(kind, 2 ** 32 - 1),
    ]);
    expect(new Set(prefixes.map((each) => each.toString("hex"))).size).toBe(prefixes.length);
    expect(prefixes.every((each) => each.length === SPACE_PREFIX_BYTES)).toBe(true);
  });

  it("keeps spaces and numbers in order and apart from meta rows", () => {
    expect(Buffer.compare(spacePrefix("index", 255), spacePrefix("index", 256))).toBe(-1);
    expect(Buffer.compare(metaKey("table/zzz"), spacePrefix("documents", 1))).toBe(-1);
  });

  // A string takes a byte more at either end.
  const text = (length: number) => "a".repeat(length - 2);

  it("stores keys up to the limit as they are", () => {
    const key = sortKey([text(MAX_KEY_BYTES)]);
    expect(key.length).toBe(MAX_KEY_BYTES);
    expect(storedKey(prefix, [text(MAX_KEY_BYTES)])).toEqual(Buffer.concat([prefix, key]));
  });

  it("cuts longer keys but keeps them distinct", () => {
    const long = text(MAX_KEY_BYTES + 100);
    const [a, b] = [storedKey(prefix, [long]), storedKey(prefix, [`${long.slice(1)}b`])];
    expect(a).not.toEqual(b);
    expect(a.length).toBe(SPACE_PREFIX_BYTES + MAX_KEY_BYTES + 32);
    expect(a.subarray(0, -32)).toEqual(b.subarray(0, -32));
    expect(storedKey(prefix, [long])).toEqual(a);
  });

  it("keeps the order of keys that differ before the cut", () => {
    const early = text(MAX_KEY_BYTES + 100);
    const late = `${early.slice(0, 10)}b${early.slice(11)}`;
    expect(Buffer.compare(storedKey(prefix, [early]), storedKey(prefix, [late]))).toBe(-1);
  });
});
