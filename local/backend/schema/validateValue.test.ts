import { v, type GenericValidator, type Value } from "convex/values";
import { describe, expect, it } from "vitest";
import { validateValue } from "./validateValue";
import type { ValidatorJson } from "./validatorJson";

const USER = "user-id";
const JOB = "job-id";

const TABLES: Record<string, string> = { [USER]: "users", [JOB]: "_scheduled_functions" };

const tableOf = (id: string) => TABLES[id] ?? null;

/** The JSON form of a validator, as functions and schemas export it. */
function jsonOf(validator: GenericValidator): ValidatorJson {
  return (validator as unknown as { json: ValidatorJson }).json;
}

const check = (validator: GenericValidator, value: Value) =>
  validateValue(jsonOf(validator), value, tableOf);

const person = v.object({
  name: v.string(),
  age: v.optional(v.number()),
  tags: v.array(v.union(v.string(), v.null())),
});

describe("validateValue", () => {
  it.each<[string, GenericValidator, Value]>([
    ["null", v.null(), null],
    ["numbers", v.number(), -0],
    ["NaN", v.float64(), NaN],
    ["integers", v.int64(), 5n],
    ["booleans", v.boolean(), false],
    ["strings", v.string(), ""],
    ["bytes", v.bytes(), new ArrayBuffer(2)],
    ["anything", v.any(), { a: [1n, null] }],
    ["literals", v.literal("a"), "a"],
    ["integer literals", v.literal(5n), 5n],
    ["ids", v.id("users"), USER],
    ["arrays", v.array(v.number()), [1, 2]],
    ["empty arrays", v.array(v.number()), []],
    ["objects", person, { name: "Ann", tags: ["x", null] }],
    ["objects with optional fields", person, { name: "Ann", age: 3, tags: [] }],
    ["unions", v.union(v.string(), v.number()), 3],
    ["records", v.record(v.string(), v.number()), { a: 1, b: 2 }],
    ["records by id", v.record(v.id("users"), v.null()), { [USER]: null }],
  ])("accepts %s", (_name, validator, value) => {
    expect(check(validator, value)).toBeNull();
  });

  it.each<[string, GenericValidator, Value, string]>([
    [
      "the wrong type",
      v.string(),
      1,
      "Value does not match validator.\n\nValue: 1.0\nValidator: v.string()",
    ],
    [
      "a number for an integer",
      v.int64(),
      1,
      "Value does not match validator.\n\nValue: 1.0\nValidator: v.int64()",
    ],
    [
      "an array for an object",
      v.object({}),
      [],
      "Value does not match validator.\n\nValue: []\nValidator: v.object({})",
    ],
    [
      "bytes for an object",
      v.record(v.string(), v.any()),
      new ArrayBuffer(1),
      'Value does not match validator.\n\nValue: b"AA=="\nValidator: v.record(v.string(), v.any())',
    ],
    [
      "a wrong field",
      person,
      { name: 1, tags: [] },
      "Value does not match validator.\nPath: .name\nValue: 1.0\nValidator: v.string()",
    ],
    [
      "a wrong item",
      person,
      { name: "Ann", tags: ["x", 2] },
      "Value does not match validator.\nPath: .tags[1]\nValue: 2.0\n" +
        "Validator: v.union(v.string(), v.null())",
    ],
    [
      "a missing field",
      person,
      { name: "Ann" },
      "Object is missing the required field `tags`. Consider wrapping the field validator in " +
        '`v.optional(...)` if this is expected.\n\nObject: {name: "Ann"}\nValidator: v.object({' +
        "age: v.optional(v.float64()), name: v.string(), tags: v.array(v.union(v.string(), v.null()))})",
    ],
    [
      "a field too many, deep inside",
      v.object({ o: v.object({}) }),
      { o: { x: true } },
      "Object contains extra field `x` that is not in the validator.\nPath: .o\n" +
        "Object: {x: true}\nValidator: v.object({})",
    ],
    [
      "another literal",
      v.object({ kind: v.literal("a") }),
      { kind: "b" },
      '`"b"` does not match literal validator `v.literal("a")`.\nPath: .kind',
    ],
    [
      "an integer literal",
      v.literal(5n),
      5,
      "`5.0` does not match literal validator `v.literal(<bigint>)`.",
    ],
    [
      "an id of another table",
      v.id("posts"),
      USER,
      'Found ID "user-id" from table `users`, which does not match the table name in validator ' +
        '`v.id("posts")`.',
    ],
    [
      "an id of a system table",
      v.id("posts"),
      JOB,
      'Found ID "job-id" from a system table, which does not match the table name in validator ' +
        '`v.id("posts")`.',
    ],
    [
      "text that is no id",
      v.id("users"),
      "Ann",
      'Value does not match validator.\n\nValue: "Ann"\nValidator: v.id("users")',
    ],
    [
      "no option of a union",
      v.union(v.literal(1), v.object({ a: v.any() })),
      { b: 1 },
      "Value does not match validator.\n\nValue: {b: 1.0}\n" +
        "Validator: v.union(v.literal(1.0), v.object({a: v.any()}))",
    ],
    [
      "a wrong record key",
      v.record(v.id("users"), v.any()),
      { Ann: 1 },
      'Value does not match validator.\nPath: .keys()\nValue: "Ann"\nValidator: v.id("users")',
    ],
    [
      "a wrong record value",
      v.record(v.string(), v.string()),
      { Ann: 1 },
      "Value does not match validator.\nPath: .values()\nValue: 1.0\nValidator: v.string()",
    ],
    [
      "an inherited property for a field",
      v.object({ toString: v.any() }),
      {},
      "Object is missing the required field `toString`.",
    ],
  ])("refuses %s", (_name, validator, value, message) => {
    expect(check(validator, value)).toContain(message);
  });

  it("reports a union of one option as that option", () => {
    expect(check(v.union(v.object({ a: v.string() })), { a: 1 })).toContain("Path: .a");
  });

  it("allows extra fields only at the top level", () => {
    const validator = jsonOf(v.union(v.object({ o: v.object({}) }), v.object({ p: v.any() })));
    expect(validateValue(validator, { _id: USER, o: {} }, tableOf, ["_id"])).toBeNull();
    expect(validateValue(validator, { o: { _id: USER } }, tableOf, ["_id"])).not.toBeNull();
  });

  it("takes integers and placeholders for commit timestamps", () => {
    expect(validateValue({ type: "commitTs" }, 5n, tableOf)).toBeNull();
    expect(validateValue({ type: "commitTs" }, 5, tableOf)).toContain("v.commitTs()");
  });
});
