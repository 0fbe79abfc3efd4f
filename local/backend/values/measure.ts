import { CommitTsPlaceholder, type Value } from "convex/values";

const MIB = 1024 * 1024;

/** How large and deep a document may be. */
export interface DocumentLimits {
  readonly bytes: number;
  readonly nesting: number;
}

/** Convex's limits on documents of the app (facts, §7). */
export const APP_LIMITS: DocumentLimits = { bytes: MIB, nesting: 16 };

/** Limits on documents of the backend itself, such as stored answers of mutations. */
export const SYSTEM_LIMITS: DocumentLimits = { bytes: 32 * MIB, nesting: 64 };

export const MAX_OBJECT_FIELDS = 1024;
export const MAX_ARRAY_LENGTH = 8192;

const LONE_SURROGATE = /\p{Surrogate}/u;
const NUMBER_BYTES = 9;

/**
 * Measures a document as Convex counts it (`getConvexSize`), checking its limits on the way.
 *
 * @returns bytes
 * Throws when it is too large or nested, an array or object in it is too long, or a string is not
 * Unicode (a lone surrogate, which Convex cannot store either).
 */
export function measureDocument(document: Record<string, Value>, limits: DocumentLimits): number {
  const size = measure(document, 1, limits.nesting);
  if (size <= limits.bytes) return size;
  throw new Error(
    `Value is too large (${formatMib(size)} > maximum size ${formatMib(limits.bytes)})`,
  );
}

function measure(value: Value | undefined, depth: number, nesting: number): number {
  if (value === undefined) return 0;
  if (value === null || typeof value === "boolean") return 1;
  if (typeof value === "number" || typeof value === "bigint") return NUMBER_BYTES;
  if (typeof value === "string") return 2 + measureText(value);
  if (value instanceof ArrayBuffer) return 2 + value.byteLength;
  if (value instanceof CommitTsPlaceholder) return NUMBER_BYTES;
  checkNesting(depth, nesting);
  return Array.isArray(value)
    ? measureArray(value, depth, nesting)
    : measureObject(value, depth, nesting);
}

function measureArray(items: Value[], depth: number, nesting: number): number {
  if (items.length > MAX_ARRAY_LENGTH) {
    throw new Error(
      `Array length is too long (${items.length} > maximum length ${MAX_ARRAY_LENGTH})`,
    );
  }
  let size = 2;
  for (const item of items) size += measure(item, depth + 1, nesting);
  return size;
}

function measureObject(
  object: { [key: string]: Value | undefined },
  depth: number,
  nesting: number,
): number {
  const fields = Object.keys(object);
  if (fields.length > MAX_OBJECT_FIELDS) {
    throw new Error(
      `Object has too many fields (${fields.length} > maximum number ${MAX_OBJECT_FIELDS})`,
    );
  }
  let size = 2;
  for (const field of fields) size += field.length + 1 + measure(object[field], depth + 1, nesting);
  return size;
}

function measureText(text: string): number {
  const bytes = Buffer.byteLength(text, "utf8");
  if (bytes !== text.length && LONE_SURROGATE.test(text)) {
    throw new Error(
      `String ${JSON.stringify(text)} contains a lone surrogate, which is not valid Unicode. ` +
        "Clean it with `text.toWellFormed()` before you store it.",
    );
  }
  return bytes;
}

function checkNesting(depth: number, nesting: number): void {
  if (depth <= nesting) return;
  throw new Error(`Value is too nested (nested ${depth} levels deep > maximum nesting ${nesting})`);
}

function formatMib(bytes: number): string {
  return `${Math.round((bytes / MIB) * 100) / 100} MiB`;
}
