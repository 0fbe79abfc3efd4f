import type { User } from "../model/types";

/** Claims a JWT template cannot set (WorkOS's JWT template reference). */
const RESERVED_CLAIMS = new Set(["iss", "sub", "exp", "iat", "nbf", "jti"]);
const MAX_RENDERED_BYTES = 3_072;
const EXPRESSION = /\{\{\s*([a-z_.]+)\s*\}\}/g;

/** The rendered template exceeds 3,072 bytes: WorkOS answers `token_too_big`. */
export class TokenTooBigError extends Error {}

/**
 * Tells why a template cannot be used.
 * @returns a sentence, or null when it is fine
 */
export function templateProblem(content: string): string | null {
  try {
    const claims: unknown = JSON.parse(content);
    if (typeof claims !== "object" || claims === null || Array.isArray(claims))
      return "The template must be a JSON object.";
    const reserved = Object.keys(claims).find((claim) => RESERVED_CLAIMS.has(claim));
    return reserved === undefined ? null : `The claim '${reserved}' is reserved.`;
  } catch (error) {
    return `The template is not JSON: ${(error as Error).message}.`;
  }
}

/**
 * Renders a template such as `{"email": "{{ user.email }}"}`; empty values render as "".
 * @throws TokenTooBigError
 */
export function renderTemplate(content: string, user: User): Record<string, unknown> {
  const claims = JSON.parse(content, (_key, value: unknown) =>
    typeof value === "string" ? renderText(value, { user }) : value,
  ) as Record<string, unknown>;
  if (Buffer.byteLength(JSON.stringify(claims)) > MAX_RENDERED_BYTES)
    throw new TokenTooBigError(`The rendered template exceeds ${MAX_RENDERED_BYTES} bytes.`);
  return claims;
}

function renderText(text: string, scope: unknown): string {
  return text.replace(EXPRESSION, (_match, path: string) => {
    const value = path.split(".").reduce(property, scope);
    return typeof value === "string" || typeof value === "boolean" ? String(value) : "";
  });
}

function property(holder: unknown, key: string): unknown {
  return typeof holder === "object" && holder !== null
    ? (holder as Record<string, unknown>)[key]
    : undefined;
}
