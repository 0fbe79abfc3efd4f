import { describe, expect, it } from "vitest";
import { capitalized, count, errorWords, listing, methodLabel, reasonWords } from "./words";

describe("words", () => {
  it.each([
    [0, "person", "0 people"],
    [1, "person", "1 person"],
    [2013, "person", "2,013 people"],
    [2, "delivery", "2 deliveries"],
    [3, "change", "3 changes"],
  ])("count(%i, %s)", (number, noun, expected) => {
    expect(count(number, noun)).toBe(expected);
  });

  it.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b and c"],
  ])("listing(%j)", (words, expected) => {
    expect(listing(words)).toBe(expected);
  });

  it("names methods, known and not", () => {
    expect(methodLabel("magic_auth")).toBe("magic code");
    expect(methodLabel("retina_scan")).toBe("retina scan");
  });

  it("gives reasons as sentences, known and not", () => {
    expect(reasonWords("already-known")).toMatch(/says exactly this/);
    expect(reasonWords("made-up-code")).toBe("Made up code.");
  });

  it("says why a sign-in failed, known and not", () => {
    expect(errorWords("invalid_credentials")).toBe("wrong e-mail or password");
    expect(errorWords("made-up_code")).toBe("made up code");
  });

  it("capitalizes, and survives nothing", () => {
    expect(capitalized("signed in")).toBe("Signed in");
    expect(capitalized("")).toBe("");
  });
});
