import type { KeyRange } from "./types";

const ZERO = Buffer.from([0]);

/**
 * The smallest key after every key that starts with `prefix`.
 *
 * @param prefix at least one byte below 0xff
 */
export function afterPrefix(prefix: Buffer): Buffer {
  let last = prefix.length - 1;
  while (prefix[last] === 0xff) last--;
  const next = Buffer.from(prefix.subarray(0, last + 1));
  next.writeUInt8(next.readUInt8(last) + 1, last);
  return next;
}

/** The smallest key after `key` itself. */
export function afterKey(key: Buffer): Buffer {
  return Buffer.concat([key, ZERO]);
}

/** The range of every key that starts with `prefix`. */
export function prefixRange(prefix: Buffer): KeyRange {
  return { start: prefix, end: afterPrefix(prefix) };
}

/** The range that holds only `key`. */
export function pointRange(key: Buffer): KeyRange {
  return { start: key, end: afterKey(key) };
}

/** Whether `range` holds no key at all. */
export function isEmptyRange(range: KeyRange): boolean {
  return Buffer.compare(range.start, range.end) >= 0;
}
