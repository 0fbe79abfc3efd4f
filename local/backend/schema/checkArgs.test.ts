import { describe, expect, it } from "vitest";
import { checkArgs, checkReturns } from "./checkArgs";
import type { ValidatorJson } from "./validatorJson";

const validator: ValidatorJson = {
  type: "object",
  value: { n: { fieldType: { type: "number" }, optional: false } },
};

const noTables = () => null;

describe("checkArgs and checkReturns", () => {
  it("let matching values pass", () => {
    expect(() => checkArgs(validator, { n: 1 }, noTables)).not.toThrow();
    expect(() => checkReturns({ type: "null" }, null, noTables)).not.toThrow();
  });

  it("name themselves in Convex's words", () => {
    expect(() => checkArgs(validator, { n: "1" }, noTables)).toThrow(
      'ArgumentValidationError: Value does not match validator.\nPath: .n\nValue: "1"\n' +
        "Validator: v.float64()",
    );
    expect(() => checkReturns(validator, {}, noTables)).toThrow(
      "ReturnsValidationError: Object is missing the required field `n`.",
    );
  });
});
