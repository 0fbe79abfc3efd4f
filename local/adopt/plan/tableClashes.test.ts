import { describe, expect, it } from "vitest";
import type { FieldType } from "../app/fieldType";
import type { AppTables } from "../app/tables";
import { requiredFields, tableClashes } from "./tableClashes";

const SURFACE = {
  tables: ["inbox", "auditLog"],
  userFields: {
    workosId: "string",
    createdAt: "number",
    updatedAt: "number",
    email: "string",
    enabledAgents: "array of (string)",
  },
};

const required = (words: string | null): FieldType => ({ isOptional: false, words });
const optional = (words: string | null): FieldType => ({ isOptional: true, words });
const NEEDED = {
  workosId: required("string"),
  createdAt: required("number"),
  updatedAt: required("number"),
};

function tablesWith(fields: Record<string, FieldType>, isComplete = true): AppTables {
  return {
    names: ["users", "posts"],
    isComplete: true,
    users: { fields: new Map(Object.entries(fields)), isComplete },
  };
}

const clashes = (fields: Record<string, FieldType>, isComplete = true) =>
  tableClashes(tablesWith(fields, isComplete), SURFACE);

describe("tableClashes", () => {
  it("finds nothing where nothing is in the way", () => {
    expect(clashes({ ...NEEDED, email: optional("string"), plan: required("string") })).toEqual({
      refusals: [],
      warnings: [],
    });
  });

  it("lets an app require what is optional to us, and not what we need to be optional", () => {
    expect(clashes({ ...NEEDED, email: required("string") }).refusals).toEqual([]);
    expect(clashes({ ...NEEDED, createdAt: optional("number") }).refusals).toEqual([
      "users.createdAt is optional in your schema: Gatehouse needs every row to have it. Fill it and make it v.number().",
    ]);
  });

  it("names all fields that are missing at once, with their types", () => {
    expect(clashes({ name: required("string") }).refusals).toEqual([
      "Your users table has no workosId, createdAt, updatedAt. Add workosId: v.string(), createdAt: v.number(), updatedAt: v.number(), fill them for the rows there are, and adopt again.",
    ]);
  });

  it("says what the users seem to be keyed by", () => {
    const others = { createdAt: NEEDED.createdAt, updatedAt: NEEDED.updatedAt };
    expect(clashes({ ...others, clerkId: required("string") }).refusals[0]).toContain(
      "(it is keyed by clerkId; Gatehouse finds people by WorkOS's user id)",
    );
    expect(clashes({ ...others, name: required("string") }).refusals[0]).not.toContain("keyed by");
  });

  it("calls no field missing where it cannot see them all", () => {
    expect(clashes({}, false)).toEqual({
      refusals: [],
      warnings: [expect.stringContaining("gatehouseUsers says so at the next push")],
    });
  });

  it("names a field of another type, and leaves to the push what it cannot read", () => {
    const { refusals, warnings } = clashes({
      ...NEEDED,
      email: required("number"),
      enabledAgents: optional(null),
      own: optional(null),
    });
    expect(refusals).toEqual([
      "users.email is number in your schema, and string in Gatehouse's. Rename yours, or bring it to that type.",
    ]);
    expect(warnings).toHaveLength(1);
    expect(clashes({ ...NEEDED, own: optional(null) }).warnings).toEqual([]);
  });

  it("names each table that both have", () => {
    const tables = { ...tablesWith(NEEDED), names: ["users", "inbox", "auditLog"] };
    expect(tableClashes(tables, SURFACE).refusals).toEqual([
      "Your schema has a table inbox, and so has Gatehouse. Rename yours before you adopt.",
      "Your schema has a table auditLog, and so has Gatehouse. Rename yours before you adopt.",
    ]);
  });

  it("misses the users only where they would be seen", () => {
    const none = { names: ["posts"], isComplete: true, users: null };
    expect(tableClashes(none, SURFACE).refusals).toEqual([
      expect.stringMatching(
        /^Your schema has no table users: .* Have one with workosId: v\.string\(\)/,
      ),
    ]);
    const unseen = { ...none, isComplete: false };
    expect(tableClashes(unseen, SURFACE)).toMatchObject({
      refusals: [],
      warnings: [expect.any(String)],
    });
  });
});

describe("requiredFields", () => {
  it("names what every row must have, but for what Gatehouse always writes", () => {
    const fields = {
      ...NEEDED,
      email: required("string"),
      plan: required(null),
      name: optional("string"),
    };
    expect(requiredFields(tablesWith(fields))).toEqual(["email", "plan"]);
    expect(requiredFields({ names: [], isComplete: false, users: null })).toEqual([]);
  });
});
