import type { FunctionEntry } from "../loader/analyze";
import type { WireJson } from "../values/types";
import { FunctionError, uncaught } from "./errors";
import { end, invocations, type Invocation } from "./invocation";
import { validateArgs, validateReturns } from "./validation";

/** Convex's limit for arguments and for results (docs.convex.dev/production/state/limits). */
const MAX_VALUE_BYTES = 16 * 1024 * 1024;

/**
 * Runs one function inside its invocation: checks the arguments, calls it, checks the result.
 *
 * @param args - the single argument object, wire-encoded
 * @returns the result as JSON text
 * @throws FunctionError in Convex's words
 */
export async function execute(
  entry: FunctionEntry,
  args: WireJson,
  invocation: Invocation,
): Promise<string> {
  const { database, framesOf } = invocation.services;
  const tableOf = (id: string) => database.tableOf(id);
  try {
    validateArgs(entry, args, tableOf);
    const argsJson = JSON.stringify([args]);
    checkSize(argsJson, `Arguments for ${entry.path} are too large`);
    const result = await invocations.run(invocation, () =>
      entry.invoke(invocation.origin.requestId, argsJson),
    );
    checkSize(result, `Function ${entry.path} return value is too large`);
    validateReturns(entry, result, tableOf);
    return result;
  } catch (error) {
    throw uncaught(error, framesOf);
  } finally {
    end(invocation);
  }
}

function checkSize(json: string, complaint: string): void {
  if (json.length <= MAX_VALUE_BYTES) return;
  const mebibytes = (json.length / 2 ** 20).toFixed(2);
  throw new FunctionError(`${complaint} (actual: ${mebibytes} MiB, limit: 16 MiB)`);
}
