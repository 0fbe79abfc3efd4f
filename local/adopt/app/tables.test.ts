import { describe, expect, it } from "vitest";
import { createReader } from "../syntax/reader";
import { parseSource } from "../syntax/source";
import { readTables } from "./tables";

const FIELDS = `import { v } from "convex/values";
export const base = { workosId: v.string(), createdAt: v.number() };
export const usersTable = defineTable({ ...base, name: v.optional(v.string()) }).index("by_name", ["name"]);
`;
const reader = createReader((file) => (file === "/app/fields.ts" ? FIELDS : null));

function read(schema: string, imports = "") {
  const source = parseSource(
    "/app/schema.ts",
    `${imports}\nexport default defineSchema(${schema});`,
  );
  const { names, isComplete, users } = readTables(source, reader);
  return {
    names,
    isComplete,
    users: users && { ...users, fields: Object.fromEntries(users.fields) },
  };
}

const userField = (validator: string) =>
  read(`{ users: defineTable({ field: ${validator} }) }`).users?.fields["field"];

describe("readTables", () => {
  it("follows a users table into another file", () => {
    const imports = `import { usersTable } from "./fields";`;
    expect(read("{ users: usersTable, posts: defineTable({}) }", imports)).toEqual({
      names: ["users", "posts"],
      isComplete: true,
      users: {
        isComplete: true,
        fields: {
          workosId: { isOptional: false, words: "string" },
          createdAt: { isOptional: false, words: "number" },
          name: { isOptional: true, words: "string" },
        },
      },
    });
  });

  it("looks through what an adoption has wrapped already", () => {
    const imports = `import { gatehouseTables, gatehouseUsers } from "./gatehouse/host/schema";`;
    const { names, users } = read(
      "{ ...gatehouseTables, users: gatehouseUsers(defineTable({ plan: v.string() })) }",
      imports,
    );
    expect(names).toEqual(["users"]);
    expect(users?.fields).toHaveProperty("plan");
  });

  it("says what it cannot see", () => {
    expect(read("makeTables()")).toEqual({ names: [], isComplete: false, users: null });
    expect(read("{ ...authTables }")).toEqual({ names: [], isComplete: false, users: null });
    expect(read("{ users: makeUsers() }")).toMatchObject({ names: ["users"], users: null });
    expect(read("{ users: defineTable({ ...shared }) }").users).toMatchObject({
      isComplete: false,
    });
  });
});

describe("the type of a field", () => {
  it.each([
    ["v.float64()", "number"],
    ["v.bigint()", "int64"],
    [`v.id("teams")`, "id of teams"],
    [`v.array(v.union(v.literal("b"), v.literal("a")))`, `array of ("a" | "b")`],
    ["v.union(v.literal(true), v.literal(2), v.null())", "2 | null | true"],
    ["v.record(v.string(), v.any())", "record of (string) to (any)"],
    ["v.object({ b: v.optional(v.boolean()), a: v.bytes() })", "{ a: bytes, b?: boolean }"],
  ])("reads %s", (validator, words) => {
    expect(userField(validator)).toEqual({ isOptional: false, words });
  });

  it.each([
    "myValidator",
    "nullable(v.string())",
    "v.array(other)",
    "v.object(shape)",
    "v.newKind(v.string())",
  ])("does not guess at %s", (validator) => {
    expect(userField(validator)).toEqual({ isOptional: false, words: null });
  });
});
