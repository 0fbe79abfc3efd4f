import { NODE_ONLY_SUFFIX } from "../loader/bundleOptions";
import type { WireJson } from "../values/types";

/** A failed function call, worded as Convex words it below `Server Error`. */
export class FunctionError extends Error {
  /** @param data - a ConvexError's data, wire-encoded */
  constructor(
    message: string,
    readonly data?: WireJson,
  ) {
    super(message);
  }
}

const NODE_ONLY = new RegExp(`^(\\w+?)${NODE_ONLY_SUFFIX} is not defined$`);

function inPlainWords(_message: string, name: string): string {
  return (
    `${name} is not defined. Convex's default runtime does not have it: use a Web API instead, or ` +
    'move the code to an action in a file with "use node". See https://docs.convex.dev/functions/runtimes'
  );
}

/**
 * Turns whatever a function threw into the text Convex shows:
 * `Uncaught Error: message` and the frames given.
 */
export function uncaught(thrown: unknown, framesOf: (error: Error) => string[]): FunctionError {
  if (thrown instanceof FunctionError) return thrown;
  if (!(thrown instanceof Error)) return new FunctionError(`Uncaught ${String(thrown)}`);
  const head = `Uncaught ${thrown.name}: ${thrown.message.replace(NODE_ONLY, inPlainWords)}`;
  return new FunctionError([head, ...framesOf(thrown)].join("\n"), dataOf(thrown));
}

/** The message of a failure as clients get it. */
export function serverError(requestId: string, message: string): string {
  return `[Request ID: ${requestId}] Server Error\n${message}`;
}

/**
 * An error as `convex/server` takes it from a syscall: with `data`, which it expects as
 * parsed wire JSON, it throws a ConvexError into the function.
 */
export function syscallError(error: unknown): Error {
  const plain = new Error(error instanceof Error ? error.message : String(error));
  const data = error instanceof Error ? dataOf(error) : undefined;
  return data === undefined ? plain : Object.assign(plain, { data });
}

/** `convex/server` leaves a ConvexError's data behind as JSON text. */
function dataOf(error: Error): WireJson | undefined {
  if (error instanceof FunctionError) return error.data;
  return "data" in error && typeof error.data === "string" ? JSON.parse(error.data) : undefined;
}
