/** The parts of a JWT that may be looked at; signature and raw text are not kept. */
export interface DecodedToken {
  algorithm: string | null;
  keyId: string | null;
  claims: Readonly<Record<string, unknown>>;
}

/** Why a text is no token, in words for the person who pasted it. */
export interface TokenProblem {
  problem: string;
}

/** One claim, explained. */
export interface ExplainedClaim {
  name: string;
  /** The value, when it is no secret; times as ISO text. */
  value: string;
  meaning: string;
}

const MAX_TOKEN_CHARACTERS = 64 * 1024;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function decodePart(part: string): Record<string, unknown> | null {
  try {
    const base64 = part.replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** The token alone: without white space, quotes and "Authorization: Bearer" around it. */
export function bareToken(text: string): string {
  return text
    .trim()
    .replace(/^(authorization:\s*)?bearer\s+/i, "")
    .replace(/^"|"$/g, "");
}

/**
 * Decodes a JWT without verifying it.
 * @param text a pasted token; "Bearer " in front and white space around are fine.
 * @returns header facts and claims, or a sentence that says what it is instead.
 */
export function decodeToken(text: string): DecodedToken | TokenProblem {
  const token = bareToken(text);
  if (token === "") return { problem: "Nothing was pasted." };
  if (token.length > MAX_TOKEN_CHARACTERS) return { problem: "This is too long to be a token." };
  if (/^sk_(test|live)_/.test(token)) {
    return { problem: "This is a WorkOS API key, not a token. Revoke it if it was shared." };
  }
  if (token.startsWith("Fe26.2")) {
    return { problem: "This is a sealed session cookie; only the app's server can open it." };
  }
  const parts = token.split(".");
  if (parts.length !== 3) {
    return { problem: `A token has three parts with dots between them; this has ${parts.length}.` };
  }
  const [header, claims] = [decodePart(parts[0] ?? ""), decodePart(parts[1] ?? "")];
  if (header === null || claims === null) {
    return { problem: "This looks like a token, but its text is damaged or cut off." };
  }
  return { algorithm: textOrNull(header["alg"]), keyId: textOrNull(header["kid"]), claims };
}

/** Whether {@link decodeToken} found no token. */
export function isTokenProblem(result: DecodedToken | TokenProblem): result is TokenProblem {
  return "problem" in result;
}

/**
 * The audience claim as a list.
 * @param claims a token's claims.
 */
export function audienceOf(claims: Readonly<Record<string, unknown>>): string[] {
  const audience = claims["aud"];
  const list: unknown[] = Array.isArray(audience) ? audience : [audience];
  return list.filter((value) => typeof value === "string");
}

/**
 * A claim that holds a time.
 * @returns epoch milliseconds, or null when it is absent or no number.
 */
export function timeOf(
  claims: Readonly<Record<string, unknown>>,
  name: "exp" | "iat" | "nbf" | "auth_time",
): number | null {
  const seconds = claims[name];
  return typeof seconds === "number" && Number.isFinite(seconds) ? seconds * 1000 : null;
}

const meanings: Record<string, string> = {
  iss: "Issuer: who made the token. Convex compares it with the providers in auth.config.ts.",
  aud: "Audience: for which client it was made. Convex compares it with applicationID, if there is one.",
  sub: "Subject: the WorkOS user ID.",
  sid: "The ID of the session at WorkOS; revoking it ends this sign-in.",
  jti: "The token's own number.",
  client_id: "The WorkOS client that asked for it.",
  exp: "Expires at. WorkOS's access tokens live five minutes.",
  iat: "Issued at, by WorkOS's clock.",
  nbf: "Not valid before.",
  auth_time: "When the person last signed in.",
  org_id: "The organization this session is for. Absent when there is none.",
  role: "The person's role in that organization.",
  roles: "The person's roles in that organization.",
  permissions: "What the roles allow. Long lists make the session cookie large.",
  entitlements: "What the organization has paid for.",
  feature_flags: "Feature flags switched on. Long lists make the session cookie large.",
  act: "Impersonation: somebody else is signed in as this person.",
  email: "E-mail address. Only there when a JWT template adds it.",
  name: "Name. Only there when a JWT template adds it.",
};

const SHOWN_CHARACTERS = 200;

function shownValue(name: string, value: unknown): string {
  if (["exp", "iat", "nbf", "auth_time"].includes(name) && typeof value === "number") {
    const date = new Date(value * 1000);
    return Number.isNaN(date.getTime()) ? String(value) : date.toISOString();
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

/**
 * Explains every claim of a token, known ones first.
 * @param claims a token's claims.
 */
export function explainClaims(claims: Readonly<Record<string, unknown>>): ExplainedClaim[] {
  const known = Object.keys(meanings);
  const rank = (name: string): number =>
    known.includes(name) ? known.indexOf(name) : known.length;
  return Object.keys(claims)
    .sort((a, b) => rank(a) - rank(b))
    .map((name) => ({
      name,
      value: shownValue(name, claims[name]),
      meaning: Object.hasOwn(meanings, name) ? (meanings[name] ?? "") : "Added by a JWT template.",
    }));
}
