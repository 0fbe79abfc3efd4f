import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isText, isTrue, isUtcDay, isWhole, oneOf } from "../addresses/filterRules";
import { paramsOf, searchOf } from "./listAddress";
import { mended, type ListRules } from "./listParams";

const RULES: ListRules = {
  sort: { field: "createdAt", order: "DESC" },
  sorts: ["createdAt", "email"],
  filters: {
    search: isText,
    status: oneOf(["active", "deleted"]),
    neverSignedIn: isTrue,
    createdOn: isUtcDay,
    createdInDays: isWhole,
  },
};

const NONE_NEEDED = { requiredKeys: [] };

/** A list's address, mended. */
function mendedAddress(address: string): string {
  const params = mended(paramsOf(address), RULES);
  return params === null ? address : decodeURIComponent(searchOf(params));
}

const filtered = (filter: unknown) => `filter=${JSON.stringify(filter)}`;

describe("an address that is sound", () => {
  it.each([
    ["says nothing", ""],
    ["says only the page", "page=3"],
    ["says all", "sort=email&order=ASC&page=2&perPage=25&filter={}"],
    ["filters by text", filtered({ search: "ada", status: "deleted" })],
    ["filters by day", filtered({ createdOn: "2028-02-29", neverSignedIn: true })],
    ["filters by number", filtered({ createdInDays: 30 })],
  ])("%s and stays as it is", (_name, address) => {
    expect(mendedAddress(address)).toBe(address);
  });
});

describe("an address that is not", () => {
  const own = "sort=createdAt&order=DESC";
  it.each([
    ["a sort that is gone", "sort=age&order=ASC", own],
    ["an order that is none", "sort=email&order=UP", own],
    ["a sort without an order", "sort=email", own],
    ["an order without a sort", "order=ASC", own],
    ["a sort said twice", "sort=email&sort=email&order=ASC", own],
    ["a page that is none", "page=two", "page=1"],
    ["a page before the first", "page=-1", "page=1"],
    ["half a page", "page=1.5", "page=1"],
    ["no rows", "perPage=0", "perPage=50"],
    ["too many rows", "perPage=5000", "perPage=50"],
    ["a filter cut short", 'filter={"search":"a', filtered({})],
    ["a filter that is a list", filtered(["ada"]), filtered({})],
    ["a filter that is nothing", filtered(null), filtered({})],
    ["a part that is gone", filtered({ search: "ada", age: 7 }), filtered({ search: "ada" })],
    ["a part that JavaScript knows", filtered({ constructor: "x" }), filtered({})],
    ["a status that is gone", filtered({ status: "asleep" }), filtered({})],
    ["a number for text", filtered({ search: 7 }), filtered({})],
    ["a text for a number", filtered({ createdInDays: "7" }), filtered({})],
    ["days beyond the calendar", filtered({ createdInDays: 1e9 }), filtered({})],
    ["a day that never was", filtered({ createdOn: "2027-02-29" }), filtered({})],
    ["something else altogether", "utm_source=mail", ""],
  ])("says %s, which is put right", (_name, address, expected) => {
    expect(mendedAddress(address)).toBe(expected);
  });
});

describe("what is remembered", () => {
  it.each([[null], ["text"], [[]], [7]])("is emptied when it is %j", (memory) => {
    expect(mended(memory, RULES)).toEqual({});
  });

  it("is put right part by part", () => {
    const sound = { page: 2, perPage: 50, filter: { status: "active" } };
    expect(mended({ ...sound, sort: "age", order: "ASC" }, RULES)).toEqual({
      ...sound,
      sort: "createdAt",
      order: "DESC",
    });
  });
});

it("is sound once it is put right, whatever it was", () => {
  const part = fc.oneof(fc.jsonValue(), fc.constantFrom("email", "ASC", 1, {}));
  const said = fc.oneof(
    fc.jsonValue(),
    fc.record({ sort: part, order: part, page: part, perPage: part, filter: part }, NONE_NEEDED),
  );
  fc.assert(
    fc.property(said, (params) => {
      const sound = mended(params, RULES);
      if (sound === null) return;
      expect(mended(sound, RULES)).toBeNull();
      expect(mended(paramsOf(searchOf(sound)), RULES)).toBeNull();
    }),
  );
});
