import { describe, expect, it } from "vitest";
import { catalogue } from "../../../convex/gatehouse/diagnostics/catalogue";
import { searchCauses } from "./searchCauses";

const found = (wanted: string) => searchCauses(catalogue, wanted).map(({ code }) => code);

describe("searching the catalogue", () => {
  it("finds everything for nothing", () => {
    expect(found("  ")).toHaveLength(catalogue.length);
  });

  it.each([
    ["a code", "cors-origin-missing", "cors-origin-missing"],
    ["words of the title, any case", "INVALID redirect", "redirect-uri-not-registered"],
    ["words in any order", "uri redirect invalid", "redirect-uri-not-registered"],
    ["what the person sees", "not found page right after", "callback-not-served"],
  ])("by %s", (_what, wanted, code) => {
    expect(found(wanted)).toContain(code);
  });

  it("finds nothing for what nobody wrote", () => {
    expect(found("zeppelin")).toEqual([]);
  });
});
