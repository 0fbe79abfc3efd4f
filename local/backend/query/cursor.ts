import { createHash } from "node:crypto";
import type { QueryJson } from "../transaction/types";

/** Where a page ended: behind a row, or at the end of the query. */
export type CursorPosition = { after: Buffer } | "end";

const END = "end";
const FINGERPRINT_LENGTH = 16;

/** A short hash that ties a cursor to its query. */
export function queryFingerprint(query: QueryJson): string {
  const hash = createHash("sha256").update(JSON.stringify(query)).digest("base64url");
  return hash.slice(0, FINGERPRINT_LENGTH);
}

/** Writes a cursor; opaque to clients. */
export function encodeCursor(position: CursorPosition, fingerprint: string): string {
  const place = position === END ? END : position.after.toString("base64url");
  return `${fingerprint}.${position === END ? "" : "_"}${place}`;
}

/**
 * Reads a cursor.
 *
 * @returns null for the start of the query
 * Throws `InvalidCursor`, with the data clients reset on, when it belongs to another query.
 */
export function decodeCursor(cursor: string | null, fingerprint: string): CursorPosition | null {
  if (cursor === null) return null;
  const place = cursor.slice(fingerprint.length + 1);
  if (!cursor.startsWith(`${fingerprint}.`)) throw new InvalidCursorError();
  if (place === END) return END;
  if (!place.startsWith("_")) throw new InvalidCursorError();
  return { after: Buffer.from(place.slice(1), "base64url") };
}

/** A cursor of another query. `data` is what `usePaginatedQuery` resets on. */
export class InvalidCursorError extends Error {
  readonly data = JSON.stringify({ isConvexSystemError: true, paginationError: "InvalidCursor" });

  constructor() {
    super(
      "InvalidCursor: Tried to run a query starting from a cursor, but it looks like this cursor " +
        "is from a different query.",
    );
  }
}
