import { randomBytes } from "node:crypto";

/** The alphabet of ULIDs. */
export const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ENTROPY_BITS = 80n;

/**
 * Encodes a ULID, the form of every WorkOS id after its prefix: 48 bits of time, 80 of entropy.
 * @param timeMs UTC epoch milliseconds
 * @param entropy a number below 2^80
 */
export function encodeUlid(timeMs: number, entropy: bigint): string {
  let rest = (BigInt(timeMs) << ENTROPY_BITS) | (entropy & ((1n << ENTROPY_BITS) - 1n));
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = CROCKFORD.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}

/** Makes ids such as `user_01J…`; ids of one maker rise even within a millisecond. */
export type IdMaker = (prefix: string, timeMs: number) => string;

/**
 * Returns a maker of rising ids.
 * @param randomEntropy yields a fresh number below 2^79; defaults to the system's secure source
 */
export function createIds(randomEntropy: () => bigint = secureEntropy): IdMaker {
  let lastTime = -1;
  let entropy = 0n;
  return (prefix, timeMs) => {
    entropy = timeMs > lastTime ? randomEntropy() : entropy + 1n;
    lastTime = Math.max(lastTime, timeMs);
    return `${prefix}_${encodeUlid(lastTime, entropy)}`;
  };
}

/** Returns `length` characters of base 62 that nobody can guess: codes, tokens, secrets. */
export function randomToken(length: number): string {
  return Array.from(randomBytes(length), (byte) => BASE62.charAt(byte % 62)).join("");
}

// 79 bits leave room to count up within a millisecond.
function secureEntropy(): bigint {
  return BigInt(`0x${randomBytes(10).toString("hex")}`) >> 1n;
}
