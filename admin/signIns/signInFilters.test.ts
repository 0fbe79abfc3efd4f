import { describe, expect, it } from "vitest";
import type { SignInFilters } from "../addresses/signIns";
import { signInFilterChoices, signInFilterParts, withChoice, withoutPart } from "./signInFilters";

const sentence = (filters: SignInFilters) =>
  signInFilterParts(filters)
    .map(({ label }) => label)
    .join(" · ");

describe("the filter as a sentence", () => {
  it.each<[SignInFilters, string]>([
    [{}, ""],
    [{ outcome: "succeeded", method: "magic_auth" }, "signed in · by magic code"],
    [{ outcome: "failed", lastDays: 1 }, "failed · today"],
    [{ errorCode: "invalid_credentials" }, "because: wrong e-mail or password"],
    [{ userId: "user_1", day: "2026-11-20" }, "of user_1 · on 20 Nov 2026 (UTC)"],
    [{ day: "soon" }, "on soon (UTC)"],
    [{ lastDays: 7 }, "in the last 7 days"],
  ])("%j reads %j", (filters, expected) => {
    expect(sentence(filters)).toBe(expected);
  });

  it("reads for every choice as it does in the menu", () => {
    for (const { choices } of signInFilterChoices()) {
      for (const { label, set } of choices) expect(sentence(set)).toBe(label);
    }
  });
});

describe("changing the filter", () => {
  it("replaces one time by another", () => {
    const filters = { outcome: "failed", day: "2026-11-20" } as const;
    expect(withChoice(filters, { lastDays: 7 })).toEqual({ outcome: "failed", lastDays: 7 });
    expect(withChoice(filters, { method: "sso" })).toEqual({ ...filters, method: "sso" });
  });

  it("takes a part out", () => {
    expect(withoutPart({ outcome: "failed", method: "sso" }, "outcome")).toEqual({ method: "sso" });
  });
});
