import { CommitTsPlaceholder, type Value } from "convex/values";

// One tag per type, in Convex's order of types; 0 ends whatever is self-delimiting.
const TAG = {
  end: 0x00,
  undefined: 0x01,
  null: 0x03,
  int64: 0x08,
  float64: 0x0d,
  false: 0x0e,
  true: 0x0f,
  string: 0x10,
  bytes: 0x11,
  array: 0x12,
  object: 0x15,
} as const;
// Bytes 0 and 1 become two, so that the end byte is inside no string and no key is a prefix of
// another.
const ESCAPE = 0x01;
const NEEDS_ESCAPE = /[\0\x01]/;
const MAX_INT64 = 2n ** 63n - 1n;
const SIGN_BIT = 2n ** 63n;
const INITIAL_BYTES = 512;

let buffer = Buffer.allocUnsafe(INITIAL_BYTES);
let length = 0;

/**
 * Encodes values so that comparing the bytes compares the values.
 *
 * @param values the parts of a key, `undefined` for a missing field
 * @param prefix bytes to begin with
 * @returns the concatenated encodings; each part is self-delimiting, so a list of parts sorts as
 *   a tuple and a prefix of the parts is a prefix of the bytes
 * Order: `compareValues` of `convex/values` (undefined < null < int64 < float64 < boolean <
 * string < bytes < array < object).
 */
export function sortKey(values: readonly (Value | undefined)[], prefix?: Buffer): Buffer {
  length = prefix === undefined ? 0 : prefix.copy(buffer);
  for (const value of values) write(value);
  const key = Buffer.allocUnsafe(length);
  buffer.copy(key, 0, 0, length);
  return key;
}

function write(value: Value | undefined): void {
  if (value === undefined) writeByte(TAG.undefined);
  else if (value === null) writeByte(TAG.null);
  else if (typeof value === "string") writeString(value);
  else if (typeof value === "number") writeFloat(value);
  else if (typeof value === "boolean") writeByte(value ? TAG.true : TAG.false);
  else if (typeof value === "bigint") writeInt(value);
  else if (value instanceof ArrayBuffer) writeEscaped(TAG.bytes, Buffer.from(value));
  else if (value instanceof CommitTsPlaceholder) writeInt(MAX_INT64);
  else if (Array.isArray(value)) writeArray(value);
  else writeObject(value);
}

function writeArray(items: Value[]): void {
  writeByte(TAG.array);
  for (const item of items) write(item);
  writeByte(TAG.end);
}

function writeObject(object: { [key: string]: Value | undefined }): void {
  writeByte(TAG.object);
  for (const key of Object.keys(object).sort()) {
    writeString(key);
    write(object[key]);
  }
  writeByte(TAG.end);
}

function writeString(text: string): void {
  if (NEEDS_ESCAPE.test(text)) return writeEscaped(TAG.string, Buffer.from(text, "utf8"));
  reserve(text.length * 3 + 2);
  buffer[length++] = TAG.string;
  length += buffer.write(text, length, "utf8");
  buffer[length++] = TAG.end;
}

function writeEscaped(tag: number, bytes: Buffer): void {
  reserve(bytes.length * 2 + 2);
  buffer[length++] = tag;
  for (const byte of bytes) {
    if (byte <= ESCAPE) buffer[length++] = ESCAPE;
    buffer[length++] = byte <= ESCAPE ? byte + 1 : byte;
  }
  buffer[length++] = TAG.end;
}

function writeInt(value: bigint): void {
  reserve(9);
  buffer[length++] = TAG.int64;
  length = buffer.writeBigUInt64BE(BigInt.asUintN(64, value) ^ SIGN_BIT, length);
}

function writeFloat(value: number): void {
  reserve(9);
  buffer[length++] = TAG.float64;
  const start = length;
  length = buffer.writeDoubleBE(value, length);
  const negative = buffer.readUInt8(start) >= 0x80;
  if (!negative) buffer.writeUInt8(buffer.readUInt8(start) | 0x80, start);
  else for (let i = start; i < length; i++) buffer.writeUInt8(~buffer.readUInt8(i) & 0xff, i);
}

function writeByte(byte: number): void {
  reserve(1);
  buffer[length++] = byte;
}

function reserve(bytes: number): void {
  if (length + bytes <= buffer.length) return;
  const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + bytes));
  buffer.copy(larger, 0, 0, length);
  buffer = larger;
}
