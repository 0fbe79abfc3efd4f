/** What a pasted text is taken for. */
export type Recognised = "token" | "cookie" | "address" | "recording" | "message" | "unreadable";

/** The kinds a person may choose instead of the one recognised, with their names. */
export const KIND_NAMES: Readonly<Record<Exclude<Recognised, "unreadable">, string>> = {
  token: "a token",
  cookie: "a Set-Cookie line",
  address: "an address",
  recording: "a HAR recording",
  message: "an error message",
};

/** More than any of these ever has; a recording is dropped as a file. */
const MAX_PASTED_CHARACTERS = 5_000_000;

const TOKEN = /^(authorization\s*:\s*)?(bearer\s+)?"?(eyJ[\w-]+(\.|"?$)|sk_(test|live)_|Fe26\.2)/i;
const COOKIE =
  /^set-cookie\s*:|^[^\s=;,]+=[^;\n]*;\s*(path|domain|secure|httponly|samesite|max-age|expires|partitioned)\b/i;
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i;
const RECORDING = /^\s*\{[^]{0,2000}"(log|entries)"\s*:/;

/** Controls other than white space, and the mark of bytes that are no text. */
const NO_TEXT = /(?!\s)\p{Cc}|\ufffd/u;

/**
 * Says what a pasted text is.
 * @param text anything; white space around it does not matter
 * @returns the kind, or null when nothing was pasted
 */
export function recognise(text: string): Recognised | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (trimmed.length > MAX_PASTED_CHARACTERS || NO_TEXT.test(trimmed)) return "unreadable";
  if (TOKEN.test(trimmed)) return "token";
  if (COOKIE.test(trimmed)) return "cookie";
  if (ADDRESS.test(trimmed)) return "address";
  return RECORDING.test(trimmed) ? "recording" : "message";
}
