import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineDiff } from "./lineDiff";

describe("lineDiff", () => {
  it("shows what changes with a line around it", () => {
    const before = "a\nb\nc\nd\ne\nf\n";
    expect(lineDiff(before, "a\nb\nnew\nc\nd\nE\nf\n")).toEqual([
      "  b",
      "+ new",
      "  c",
      "  d",
      "- e",
      "+ E",
      "  f",
    ]);
  });

  it("leaves out what is far from a change, and blank neighbours", () => {
    expect(lineDiff("a\n\nb\nc\nd\ne\n", "A\n\nb\nc\nd\nE\n")).toEqual([
      ...["- a", "+ A", "  …"],
      ...["  d", "- e", "+ E"],
    ]);
  });

  it("shows a new file whole and a removed one too", () => {
    expect(lineDiff("", "a\n\nb\n")).toEqual(["+ a", "+", "+ b"]);
    expect(lineDiff("a\n", "")).toEqual(["- a"]);
  });

  it("says nothing of equal texts, whichever way their lines end", () => {
    expect(lineDiff("a\r\nb\r\n", "a\nb\n")).toEqual([]);
  });

  it("takes out and adds as many lines as the texts differ by", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = lineDiff(before.join("\n"), after.join("\n"));
        const count = (mark: string): number => diff.filter((line) => line.startsWith(mark)).length;
        expect(count("+") - count("-")).toBe(after.length - before.length);
      }),
    );
  });
});
