import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeDocumentId, encodeDocumentId, newDocumentId } from "./documentId";

// Made by a real Convex deployment.
const REAL_ID = "j57bznv8djzfx91vdxr08jwv1ydtt17n";

const tableNumber = fc.oneof(
  fc.constantFrom(1, 127, 128, 10_001, 16_384, 2 ** 32 - 1),
  fc.integer({ min: 1, max: 2 ** 32 - 1 }),
);

describe("document ids", () => {
  it("reads and writes a real id", () => {
    const decoded = decodeDocumentId(REAL_ID);
    expect(decoded?.tableNumber).toBe(10_001);
    expect(decoded && encodeDocumentId(decoded)).toBe(REAL_ID);
  });

  it("round-trips any table and document", () => {
    fc.assert(
      fc.property(tableNumber, fc.uint8Array({ minLength: 16, maxLength: 16 }), (table, bytes) => {
        const id = encodeDocumentId({ tableNumber: table, internalId: Buffer.from(bytes) });
        expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{31,37}$/);
        expect(decodeDocumentId(id)).toEqual({
          tableNumber: table,
          internalId: Buffer.from(bytes),
        });
      }),
    );
  });

  it("notices any single wrong character", () => {
    fc.assert(
      fc.property(
        fc.nat(REAL_ID.length - 1),
        fc.constantFrom(..."0123456789abcdefgh"),
        (at, to) => {
          fc.pre(REAL_ID[at] !== to);
          expect(decodeDocumentId(REAL_ID.slice(0, at) + to + REAL_ID.slice(at + 1))).toBeNull();
        },
      ),
    );
  });

  it.each([
    ["nothing", ""],
    ["a word", "hello"],
    ["too short", REAL_ID.slice(1, 31)],
    ["cut", REAL_ID.slice(0, 31)],
    ["too long", REAL_ID + REAL_ID],
    ["upper case", REAL_ID.toUpperCase()],
    ["a letter outside the alphabet", REAL_ID.replace("j", "u")],
  ])("refuses %s", (_name, id) => {
    expect(decodeDocumentId(id)).toBeNull();
  });

  it("makes distinct ids of the right table that carry the day", () => {
    const day = 20_000;
    const ids = Array.from({ length: 100 }, () => newDocumentId(10_007, day * 86_400_000));
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) {
      const decoded = decodeDocumentId(id);
      expect(decoded?.tableNumber).toBe(10_007);
      expect(decoded?.internalId.readUInt16BE(14)).toBe(day);
    }
  });
});
