import { describe, expect, it } from "vitest";
import type { UserFilters } from "../addresses/users";
import { filterChoices, filterParts, withChoice, withoutPart } from "./userFilters";

const sentence = (filters: UserFilters) =>
  filterParts(filters)
    .map(({ label }) => label)
    .join(" · ");

describe("filterParts", () => {
  it.each<[UserFilters, string]>([
    [{}, ""],
    [
      { status: "active", agent: "cursor-sync", notSeenForDays: 30 },
      "active · has Cursor · not seen for 30 days",
    ],
    [{ search: "ada", neverSignedIn: true }, "never signed in · matching “ada”"],
    [{ search: "" }, ""],
    [{ agent: "made-up" }, "has made-up"],
    [
      { activeOn: "2026-11-20", createdInDays: 7 },
      "signed in on 20 Nov 2026 (UTC) · created in the last 7 days",
    ],
    [{ status: "active", activeInDays: 1 }, "active · signed in today"],
    [{ monthlyActiveOn: "2026-11-20" }, "signed in within the 30 days to 20 Nov 2026 (UTC)"],
    [{ createdOn: "2026-11-20" }, "created on 20 Nov 2026 (UTC)"],
  ])("%j reads %j", (filters, expected) => {
    expect(sentence(filters)).toBe(expected);
  });
});

describe("changing the filter", () => {
  const choice = (label: string) => {
    const found = filterChoices(["pi"])
      .flatMap(({ choices }) => choices)
      .find((candidate) => candidate.label === label);
    if (!found) throw new Error(`no choice "${label}"`);
    return found;
  };

  it("takes one part away", () => {
    expect(withoutPart({ status: "active", search: "ada" }, "search")).toEqual({
      status: "active",
    });
  });

  it("adds a choice, replacing one of its kind", () => {
    expect(withChoice({ status: "active" }, choice("deleted"))).toEqual({ status: "deleted" });
    expect(withChoice({ status: "active" }, choice("has Pi"))).toEqual({
      status: "active",
      agent: "pi",
    });
  });

  it("reads for every choice as it does in the menu", () => {
    for (const { choices } of filterChoices(["pi"])) {
      for (const { label, set } of choices) expect(sentence(set)).toBe(label);
    }
  });

  it("replaces one time of a sign-in, or of the creation, by another", () => {
    const filters = { activeOn: "2026-11-20", createdOn: "2026-11-20" };
    expect(withChoice(filters, choice("signed in within 30 days"))).toEqual({
      ...{ activeInDays: 30, createdOn: "2026-11-20" },
    });
    expect(withChoice(filters, choice("created today"))).toEqual({
      ...{ activeOn: "2026-11-20", createdInDays: 1 },
    });
    expect(withChoice({ monthlyActiveOn: "2026-11-20" }, choice("never signed in"))).toEqual({
      neverSignedIn: true,
    });
  });

  it("removes what a choice contradicts", () => {
    expect(withChoice({ notSeenForDays: 7 }, choice("never signed in"))).toEqual({
      neverSignedIn: true,
    });
    expect(withChoice({ neverSignedIn: true }, choice("not seen for 30 days"))).toEqual({
      notSeenForDays: 30,
    });
  });
});
