import { jsonToConvex } from "convex/values";
import type { FunctionEntry } from "../loader/analyze";
import { checkArgs, checkReturns } from "../schema/checkArgs";
import type { TableOfId } from "../schema/validateValue";
import type { WireJson } from "../values/types";
import { FunctionError } from "./errors";

/**
 * Checks a call's arguments against the function's `args`.
 *
 * @throws FunctionError `ArgumentValidationError: …`
 */
export function validateArgs(entry: FunctionEntry, args: WireJson, tableOf: TableOfId): void {
  if (entry.args.type === "any") return;
  const { args: validator } = entry;
  reworded(() => checkArgs(validator, jsonToConvex(args), tableOf));
}

/**
 * Checks a result against the function's `returns`.
 *
 * @param json - the result as JSON text
 * @throws FunctionError `ReturnsValidationError: …`
 */
export function validateReturns(entry: FunctionEntry, json: string, tableOf: TableOfId): void {
  const { returns: validator } = entry;
  if (validator === null || validator.type === "any") return;
  reworded(() => checkReturns(validator, jsonToConvex(JSON.parse(json)), tableOf));
}

function reworded(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw error instanceof Error ? new FunctionError(error.message) : error;
  }
}
