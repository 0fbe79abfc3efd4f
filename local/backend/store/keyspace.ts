import { createHash } from "node:crypto";
import type { Value } from "convex/values";
import { sortKey } from "../values/sortKey";

// Convex cuts index keys at 2,500 bytes (facts, §2); the hash keeps equality exact beyond.
export const MAX_KEY_BYTES = 2500;
const NUMBER_BYTES = 4;

/** Bytes in front of every key: the kind of space and a table or index number. */
export const SPACE_PREFIX_BYTES = 1 + NUMBER_BYTES;

const SPACE_TAG = {
  documents: 2,
  creationTime: 3,
  index: 4,
  posting: 5,
  searchText: 6,
  searchTotals: 7,
} as const;

const META_TAG = 1;

/**
 * The prefix of one space of keys.
 *
 * @param kind what the space holds
 * @param number table number for documents and creation times, index number for the rest
 */
export function spacePrefix(kind: keyof typeof SPACE_TAG, number: number): Buffer {
  const prefix = Buffer.alloc(SPACE_PREFIX_BYTES);
  prefix.writeUInt8(SPACE_TAG[kind]);
  prefix.writeUInt32BE(number, 1);
  return prefix;
}

/** The key of a row about the database itself: `clock`, `numbers`, `table/users`. */
export function metaKey(name: string): Buffer {
  return Buffer.from([META_TAG, ...Buffer.from(name, "utf8")]);
}

/**
 * The key of values as stored: their encoding, or its first 2,500 bytes and the hash of all of it.
 * Order among keys with equal first 2,500 bytes is by hash.
 */
export function storedKey(prefix: Buffer, values: readonly (Value | undefined)[]): Buffer {
  const whole = sortKey(values, prefix);
  if (whole.length - prefix.length <= MAX_KEY_BYTES) return whole;
  const hash = createHash("sha256").update(whole.subarray(prefix.length)).digest();
  return Buffer.concat([whole.subarray(0, prefix.length + MAX_KEY_BYTES), hash]);
}
