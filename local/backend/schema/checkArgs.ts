import type { Value } from "convex/values";
import { validateValue, type TableOfId } from "./validateValue";
import type { ValidatorJson } from "./validatorJson";

/**
 * Checks a function's argument object.
 *
 * @param validator the function's `exportArgs()`, parsed
 * @param tableOf finds the table of an id (`Database.tableOf`)
 * Throws `ArgumentValidationError: …` as Convex words it.
 */
export function checkArgs(validator: ValidatorJson, args: Value, tableOf: TableOfId): void {
  const problem = validateValue(validator, args, tableOf);
  if (problem !== null) throw new Error(`ArgumentValidationError: ${problem}`);
}

/**
 * Checks what a function returned.
 *
 * @param validator the function's `exportReturns()`, parsed
 * Throws `ReturnsValidationError: …` as Convex words it.
 */
export function checkReturns(validator: ValidatorJson, value: Value, tableOf: TableOfId): void {
  const problem = validateValue(validator, value, tableOf);
  if (problem !== null) throw new Error(`ReturnsValidationError: ${problem}`);
}
