import { describe, expect, it } from "vitest";
import { userFilter } from "../providers/resources";
import {
  filterChoices,
  filterParts,
  withChoice,
  withoutPart,
  type UserFilters,
} from "./userFilters";

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

  it("removes what a choice contradicts", () => {
    expect(withChoice({ notSeenForDays: 7 }, choice("never signed in"))).toEqual({
      neverSignedIn: true,
    });
    expect(withChoice({ neverSignedIn: true }, choice("not seen for 30 days"))).toEqual({
      notSeenForDays: 30,
    });
  });
});

describe("userFilter", () => {
  const DAY = 86_400_000;

  it("counts days from the start of the UTC day, so that it is one query all day", () => {
    const midnight = 20_000 * DAY;
    const morning = userFilter({ notSeenForDays: 30 }, midnight + 1);
    const evening = userFilter({ notSeenForDays: 30 }, midnight + DAY - 1);
    expect(morning).toEqual({ notSeenSince: midnight - 30 * DAY });
    expect(evening).toEqual(morning);
  });

  it("passes the rest on as it is", () => {
    expect(userFilter({ status: "active", search: "ada" }, 0)).toEqual({
      status: "active",
      search: "ada",
    });
  });
});
