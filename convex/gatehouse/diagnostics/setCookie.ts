/** What a Set-Cookie line says, without the cookie's value. */
export interface SetCookieFacts {
  name: string;
  /** Name, "=" and value, in UTF-8 bytes. */
  pairBytes: number;
  /** The whole line, in UTF-8 bytes. */
  lineBytes: number;
  domain: string | null;
  path: string | null;
  sameSite: "strict" | "lax" | "none" | null;
  secure: boolean;
  httpOnly: boolean;
  maxAgeSeconds: number | null;
  expiresAt: number | null;
}

/** Longest line looked at; a longer one is no cookie header but a mistake or an attack. */
const MAX_LINE_BYTES = 64 * 1024;

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

const sameSiteOf = (value: string): SetCookieFacts["sameSite"] => {
  const lower = value.toLowerCase();
  return lower === "strict" || lower === "lax" || lower === "none" ? lower : null;
};

const numberOrNull = (value: string): number | null =>
  /^-?\d{1,15}$/.test(value) ? Number(value) : null;

const dateOrNull = (value: string): number | null => {
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
};

function applyAttribute(facts: SetCookieFacts, attribute: string): void {
  const equals = attribute.indexOf("=");
  const name = (equals < 0 ? attribute : attribute.slice(0, equals)).trim().toLowerCase();
  const value = equals < 0 ? "" : attribute.slice(equals + 1).trim();
  if (name === "domain") facts.domain = value.replace(/^\./, "").toLowerCase() || null;
  else if (name === "path") facts.path = value.startsWith("/") ? value : null;
  else if (name === "samesite") facts.sameSite = sameSiteOf(value);
  else if (name === "secure") facts.secure = true;
  else if (name === "httponly") facts.httpOnly = true;
  else if (name === "max-age") facts.maxAgeSeconds = numberOrNull(value);
  else if (name === "expires") facts.expiresAt = dateOrNull(value);
}

/**
 * Reads a Set-Cookie line the way browsers do (RFC 6265bis, §5.6). The value is measured and dropped.
 * @param line the header's value; a pasted "Set-Cookie:" in front is fine.
 * @returns the facts, or null when the line holds no cookie.
 */
export function parseSetCookie(line: string): SetCookieFacts | null {
  if (line.length > MAX_LINE_BYTES) return null;
  const bare = line.replace(/^\s*set-cookie\s*:/i, "").trim();
  const [pair = "", ...attributes] = bare.split(";");
  const equals = pair.indexOf("=");
  const name = equals < 0 ? "" : pair.slice(0, equals).trim();
  if (name === "" || /[\s,]/.test(name)) return null;
  const facts: SetCookieFacts = {
    name,
    pairBytes: byteLength(pair.trim()),
    lineBytes: byteLength(bare),
    domain: null,
    path: null,
    sameSite: null,
    secure: false,
    httpOnly: false,
    maxAgeSeconds: null,
    expiresAt: null,
  };
  for (const attribute of attributes) applyAttribute(facts, attribute);
  return facts;
}

/**
 * Whether a Set-Cookie line removes the cookie instead of setting it.
 * @param facts the line's facts.
 * @param now the present, in epoch milliseconds.
 */
export function isRemoval(facts: SetCookieFacts, now: number): boolean {
  if (facts.maxAgeSeconds !== null) return facts.maxAgeSeconds <= 0;
  return facts.expiresAt !== null && facts.expiresAt <= now;
}
