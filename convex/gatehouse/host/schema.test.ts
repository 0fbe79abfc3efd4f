import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { describe, expect, expectTypeOf, it } from "vitest";
import { schema } from "../tables/schema";
import { userIndexes } from "../tables/users";
import { gatehouseTables, gatehouseUsers } from "./schema";

const KEYS = { workosId: v.string(), createdAt: v.number(), updatedAt: v.number() };
/** The names of a table's indexes of each kind. */
const indexesOf = (table: object) => {
  const named = table as Record<string, { indexDescriptor: string }[]>;
  const names = (kind: string) => named[kind]?.map(({ indexDescriptor }) => indexDescriptor) ?? [];
  return {
    plain: names("indexes"),
    staged: names("stagedDbIndexes"),
    search: names("searchIndexes"),
  };
};

describe("gatehouseUsers", () => {
  it("keeps an app's fields as they are and adds ours as optional ones", () => {
    const table = gatehouseUsers({ ...KEYS, plan: v.union(v.literal("free"), v.literal("pro")) });
    const { plan, workosId, lastSignInAt, enabledAgents } = table.validator.fields;
    expect(plan.isOptional).toBe("required");
    expect(workosId.kind).toBe("string");
    expect([lastSignInAt.isOptional, enabledAgents.isOptional]).toEqual(["optional", "optional"]);
  });

  it("takes a finished table, and leaves that object as the app wrote it", () => {
    const own = defineTable({ ...KEYS, email: v.string() })
      .index("by_email", ["email"])
      .searchIndex("by_words", { searchField: "email" });
    const table = gatehouseUsers(own);
    const { plain, search } = indexesOf(table);
    expect(plain).toEqual(["by_email", ...Object.keys(userIndexes)]);
    expect(search).toEqual(["by_words", "gatehouse_search_text"]);
    expect(indexesOf(own)).toMatchObject({ plain: ["by_email"], search: ["by_words"] });
    expect(Object.keys(own.validator.fields)).toEqual([...Object.keys(KEYS), "email"]);
    expect(table.validator.fields.email.isOptional).toBe("required");
  });

  it("can build its indexes in the background first", () => {
    const own = defineTable(KEYS).index("by_workos_id", ["workosId"]);
    const { plain, staged, search } = indexesOf(gatehouseUsers(own, { staged: true }));
    expect({ plain, search }).toEqual({ plain: ["by_workos_id"], search: [] });
    expect(staged).toEqual(Object.keys(userIndexes));
  });

  it("prefixes every index that it adds to an app's table", () => {
    const { plain, search } = indexesOf(gatehouseUsers(KEYS));
    expect([...plain, ...search].filter((name) => !name.startsWith("gatehouse_"))).toEqual([]);
  });

  it("gives an app's schema its own types back", () => {
    const table = gatehouseUsers(
      defineTable({ ...KEYS, plan: v.string() }).index("by_plan", ["plan"]),
    );
    const app = defineSchema({
      ...gatehouseTables,
      users: table,
      notes: defineTable({ text: v.string() }),
    });
    expect(Object.keys(app.tables)).toEqual([...Object.keys(gatehouseTables), "users", "notes"]);
    type User = (typeof app.tables.users.validator)["type"];
    expectTypeOf<User["plan"]>().toEqualTypeOf<string>();
    expectTypeOf<User["lastSignInAt"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<keyof typeof app.tables>()
      .extract<"notes" | "inbox">()
      .toEqualTypeOf<"notes" | "inbox">();
  });

  it.each([
    [
      "one keyed otherwise",
      { authId: v.string(), createdAt: v.number(), updatedAt: v.number() },
      ['lacks "workosId"', "add workosId: v.string()"],
    ],
    [
      "one without times",
      { workosId: v.string() },
      ['lacks "createdAt", "updatedAt"', "createdAt: v.number(), updatedAt: v.number()"],
    ],
    [
      "a key that may be absent",
      { ...KEYS, workosId: v.optional(v.string()) },
      ['"workosId" is v.string()'],
    ],
    [
      "a field of another type",
      { ...KEYS, status: v.string() },
      ['"status" is v.string()', "v.optional(v.union(", "give yours another"],
    ],
    [
      "several at once",
      { workosId: v.string(), createdAt: v.number(), updatedAt: v.string(), erased: v.boolean() },
      ['"updatedAt" is v.string()', '"erased" is v.boolean()'],
    ],
  ])("refuses %s in a sentence", (_name, fields, words) => {
    for (const word of words) expect(() => gatehouseUsers(fields)).toThrow(word);
  });

  it("refuses a table of several shapes", () => {
    const table = defineTable(
      v.union(v.object({ ...KEYS }), v.object({ ...KEYS, plan: v.string() })),
    );
    expect(() => gatehouseUsers(table as never)).toThrow("not a union");
  });
});

it("names every table of ours, and no other, in gatehouseTables", () => {
  expect([...Object.keys(gatehouseTables), "users"].sort()).toEqual(
    Object.keys(schema.tables).sort(),
  );
});
