import { ConvexError } from "convex/values";

/** An error in words that a person at the console can act on. */
export class ReadableError extends Error {
  override readonly name = "ReadableError";
  /** One of Gatehouse's own codes (`role_missing`, …) or `unknown`. */
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

interface Rule {
  code: string;
  pattern: RegExp;
  words: (match: RegExpExecArray) => string;
}

/** What Convex's own messages mean here, most telling first. */
const RULES: readonly Rule[] = [
  {
    code: "function_missing",
    pattern: /Could not find (?:public )?function for '([^']+)'/,
    words: ([, name]) =>
      `The Convex deployment does not have ${name}: console and functions are from different versions. Deploy both again with npm run deploy (on a laptop: stop npm start and start it again).`,
  },
  {
    code: "arguments_refused",
    pattern: /ArgumentValidationError/,
    words: () =>
      "The Convex deployment expects other arguments than this console sends: they are from different versions. Reload the page; if it stays, deploy both again with npm run deploy.",
  },
  {
    code: "not_signed_in",
    pattern: /No auth provider found|Unauthenticated|Token expired/i,
    words: () => "Your sign-in is no longer accepted. Reload the page to sign in again.",
  },
  {
    code: "server_error",
    pattern: /\[CONVEX \w+\(([^)]+)\)\](?:.*?\[Request ID: (\w+)\])?/s,
    words: ([, name, id]) =>
      `${name} failed on the server. The reason is in the Convex logs (npx convex logs)${id ? `, request ${id}` : ""}. Nothing was changed.`,
  },
];

/**
 * Puts any failure of a Convex call into words.
 * @param error what a query, mutation or action threw
 * @returns the same failure, with a sentence that says what to do
 */
export function toReadableError(error: unknown): ReadableError {
  if (error instanceof ReadableError) return error;
  if (error instanceof ConvexError && isGatehouseError(error.data)) {
    return new ReadableError(error.data.code, error.data.message, error);
  }
  const message = error instanceof Error ? error.message : String(error);
  for (const { code, pattern, words } of RULES) {
    const match = pattern.exec(message);
    if (match) return new ReadableError(code, words(match), error);
  }
  return new ReadableError("unknown", message, error);
}

function isGatehouseError(data: unknown): data is { code: string; message: string } {
  return (
    typeof data === "object" &&
    data !== null &&
    "code" in data &&
    typeof data.code === "string" &&
    "message" in data &&
    typeof data.message === "string"
  );
}
