import type { Bytes } from "./bytes";
/**
 * WorkOS's own scheme: `WorkOS-Signature: t=<ms>, v1=<hex>`, where v1 is HMAC-SHA256 over
 * `<t>.<raw body>` with the endpoint's secret as it is. WorkOS SDKs refuse only old timestamps;
 * this refuses both sides of the window.
 */
export const SIGNATURE_HEADER = "workos-signature";

/** How far a delivery's timestamp may be from now, either way; the SDK's own tolerance. */
export const SIGNATURE_WINDOW_IN_MS = 180_000;

export const SIGNATURE_REASONS = Object.freeze({
  "no-secret": "No signing secret is configured, so no delivery can be trusted.",
  "header-missing": "The request has no WorkOS-Signature header. It did not come from WorkOS.",
  "header-malformed":
    'The WorkOS-Signature header is not of the form "t=<milliseconds>, v1=<64 hex digits>".',
  "timestamp-too-old":
    "The delivery was signed more than three minutes ago: a replay, or this server's clock is fast.",
  "timestamp-in-future":
    "The delivery was signed more than three minutes from now: this server's clock is slow.",
  "signature-mismatch":
    "No configured secret gives this signature: compare the secret with the endpoint's in the WorkOS dashboard. A proxy that rewrites bodies does this too.",
} as const);

export type SignatureReason = keyof typeof SIGNATURE_REASONS;
export type SignatureResult = { ok: true } | { ok: false; reason: SignatureReason };

interface SignedRequest {
  /** The raw bytes as they arrived: parsing and printing JSON again gives other bytes. */
  body: Bytes;
  /** Value of the `WorkOS-Signature` header, null when absent. */
  header: string | null;
  /** Any of these may have signed, so that a secret can be rotated without losing a delivery. */
  secrets: readonly string[];
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Checks a delivery. Never throws: whatever is wrong with the input is one of the reasons.
 * @example await verifySignature({ body, header: request.headers.get(SIGNATURE_HEADER), secrets, now })
 */
export async function verifySignature(request: SignedRequest): Promise<SignatureResult> {
  // WebCrypto refuses an empty key.
  const secrets = request.secrets.filter((secret) => secret !== "");
  if (secrets.length === 0) return failure("no-secret");
  if (request.header === null) return failure("header-missing");
  const parts = parseHeader(request.header);
  if (parts === null) return failure("header-malformed");
  const age = request.now - Number(parts.timestamp);
  if (age > SIGNATURE_WINDOW_IN_MS) return failure("timestamp-too-old");
  if (age < -SIGNATURE_WINDOW_IN_MS) return failure("timestamp-in-future");
  const signed = concat(new TextEncoder().encode(`${parts.timestamp}.`), request.body);
  const matches = await Promise.all(
    secrets.map(async (secret) => equals(await hmac(secret, signed), parts.signature)),
  );
  return matches.includes(true) ? { ok: true } : failure("signature-mismatch");
}

function failure(reason: SignatureReason): SignatureResult {
  return { ok: false, reason };
}

interface HeaderParts {
  timestamp: string;
  signature: Uint8Array;
}

function parseHeader(header: string): HeaderParts | null {
  const pairs = header.split(",").map((part) => part.trim().split("="));
  const values = new Map(pairs.map(([key = "", ...rest]) => [key, rest.join("=")]));
  const timestamp = values.get("t") ?? "";
  const hex = values.get("v1") ?? "";
  if (!/^\d{1,16}$/.test(timestamp) || !/^[0-9a-f]{64}$/i.test(hex)) return null;
  const pairsOfDigits = hex.match(/../g) ?? [];
  return { timestamp, signature: Uint8Array.from(pairsOfDigits, (digits) => parseInt(digits, 16)) };
}

async function hmac(secret: string, data: Bytes): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign("HMAC", await keyOf(secret), data));
}

// Preparing a key takes as long as signing with it, and the same few secrets come with every delivery.
const keys = new Map<string, Promise<CryptoKey>>();
const KEYS_KEPT = 8;

function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  if (keys.size === KEYS_KEPT) keys.clear();
  const raw = new TextEncoder().encode(secret);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = crypto.subtle.importKey("raw", raw, algorithm, false, ["sign"]);
  keys.set(secret, key);
  return key;
}

function concat(a: Uint8Array, b: Uint8Array): Bytes {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

// Looks at every byte whatever the first difference, so that timing tells nothing.
function equals(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
}
