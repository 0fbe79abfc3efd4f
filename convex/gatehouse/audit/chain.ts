import { canonicalJson, type Json } from "./canonicalJson";

/** What the chain seals: never personal data itself, only its salted hash. */
export interface SealedEntry {
  day: string;
  seq: number;
  at: number;
  actorId: string;
  role: string;
  action: string;
  targetType: string;
  targetId: string;
  detailsHash: string;
}

export interface ChainLink extends SealedEntry {
  prevHash: string;
  hash: string;
  // Null once erased; the hash stays.
  details: Json;
}

export type ChainCheck =
  | { ok: true; rows: number; closingHash: string | null }
  | { ok: false; rows: number; brokenAt: number; problem: ChainProblem };

type ChainProblem = "gap" | "broken-link" | "row-changed" | "details-changed";

/** The hash before the very first row. */
export const GENESIS_HASH = "0".repeat(64);

/** Lower-case hex SHA-256 of a text's UTF-8 bytes. */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Hash of a row: SHA-256 over the previous hash followed by the row's canonical JSON. */
export async function hashEntry(prevHash: string, entry: SealedEntry): Promise<string> {
  const { day, seq, at, actorId, role, action, targetType, targetId, detailsHash } = entry;
  const sealed = { day, seq, at, actorId, role, action, targetType, targetId, detailsHash };
  return await sha256Hex(prevHash + canonicalJson(sealed));
}

/** Hash of the erasable part. Its random salt keeps an erased name from being guessed back. */
export async function hashDetails(details: Json): Promise<string> {
  return await sha256Hex(canonicalJson(details));
}

/**
 * Checks consecutive rows of one chain, oldest first.
 * @param prevHash hash of the row before the first one given, `GENESIS_HASH` at the beginning
 * @returns the closing hash, or the position and nature of the first problem
 */
export async function verifyChain(
  links: readonly ChainLink[],
  prevHash: string,
): Promise<ChainCheck> {
  let previous = prevHash;
  for (const [index, link] of links.entries()) {
    const problem = await checkLink(link, previous, (links[0]?.seq ?? 0) + index);
    if (problem !== null) return { ok: false, rows: links.length, brokenAt: link.seq, problem };
    previous = link.hash;
  }
  return { ok: true, rows: links.length, closingHash: links.length === 0 ? null : previous };
}

async function checkLink(
  link: ChainLink,
  previous: string,
  seq: number,
): Promise<ChainProblem | null> {
  if (link.seq !== seq) return "gap";
  if (link.prevHash !== previous) return "broken-link";
  if (link.hash !== (await hashEntry(previous, link))) return "row-changed";
  const intact = link.details === null || link.detailsHash === (await hashDetails(link.details));
  return intact ? null : "details-changed";
}
