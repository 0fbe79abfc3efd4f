import { takeRandomBytes } from "./randomPool";

// The format of Convex's `id-encoding`: base32(VInt(table) ‖ 16 bytes ‖ fletcher16 of both).
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const INTERNAL_ID_BYTES = 16;
const TIME_BYTES = 6;
const RANDOM_BYTES = 8;
const CHECKSUM_BYTES = 2;
const MIN_ID_LENGTH = 31;
const MAX_ID_LENGTH = 37;
const MS_PER_DAY = 86_400_000;
const MAX_TABLE_NUMBER = 2 ** 32 - 1;

const DIGITS = new Map([...ALPHABET].map((character, digit) => [character, digit]));

export interface DecodedId {
  tableNumber: number;
  /** The 16 bytes that name the document within its table. */
  internalId: Buffer;
}

/**
 * Makes the id of a new document: its time, 8 random bytes and the day. Ids of documents made one
 * after the other are neighbours, so that a commit of many changes few pages of the disk.
 *
 * @param tableNumber the table's durable number
 * @param nowMs UTC epoch milliseconds
 */
export function newDocumentId(tableNumber: number, nowMs: number): string {
  const internalId = Buffer.allocUnsafe(INTERNAL_ID_BYTES);
  internalId.writeUIntBE(Math.floor(nowMs), 0, TIME_BYTES);
  takeRandomBytes(RANDOM_BYTES).copy(internalId, TIME_BYTES);
  internalId.writeUInt16BE(Math.floor(nowMs / MS_PER_DAY) & 0xffff, TIME_BYTES + RANDOM_BYTES);
  return encodeDocumentId({ tableNumber, internalId });
}

/** The text form of an id. Inverse of `decodeDocumentId`. */
export function encodeDocumentId({ tableNumber, internalId }: DecodedId): string {
  const body = Buffer.from([...vint(tableNumber), ...internalId]);
  const checksum = fletcher16(body);
  return base32(Buffer.from([...body, checksum & 0xff, checksum >> 8]));
}

/** Takes an id apart, or returns null when the text is not a well-formed id. */
export function decodeDocumentId(id: string): DecodedId | null {
  if (id.length < MIN_ID_LENGTH || id.length > MAX_ID_LENGTH) return null;
  const bytes = unbase32(id);
  if (bytes === null) return null;
  const body = bytes.subarray(0, bytes.length - CHECKSUM_BYTES);
  const table = readVint(body);
  if (table === null || body.length !== table.length + INTERNAL_ID_BYTES) return null;
  if (bytes.readUInt16LE(body.length) !== fletcher16(body)) return null;
  return { tableNumber: table.value, internalId: body.subarray(table.length) };
}

function vint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

function readVint(bytes: Buffer): { value: number; length: number } | null {
  let value = 0;
  for (let i = 0; i < Math.min(5, bytes.length); i++) {
    const byte = bytes.readUInt8(i);
    value += (byte & 0x7f) * 0x80 ** i;
    if (byte < 0x80) return value <= MAX_TABLE_NUMBER ? { value, length: i + 1 } : null;
  }
  return null;
}

function fletcher16(bytes: Buffer): number {
  let low = 0;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) & 0xff;
    high = (high + low) & 0xff;
  }
  return (high << 8) | low;
}

function base32(bytes: Buffer): string {
  let text = "";
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    pending = ((pending << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((pending >> bits) & 31);
    }
  }
  return bits === 0 ? text : text + ALPHABET.charAt((pending << (5 - bits)) & 31);
}

function unbase32(text: string): Buffer | null {
  const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8));
  let length = 0;
  let bits = 0;
  let pending = 0;
  for (const character of text) {
    const digit = DIGITS.get(character);
    if (digit === undefined) return null;
    pending = ((pending << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.writeUInt8((pending >> bits) & 0xff, length++);
    }
  }
  const leftover = pending & ((1 << bits) - 1);
  return leftover === 0 && bits < 5 ? bytes : null;
}
