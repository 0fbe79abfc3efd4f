export type JsonObject = Record<string, unknown>;

/** Nesting deeper than this is no WorkOS event; theirs have about five levels. */
export const MAX_JSON_DEPTH = 32;

/** Room for the longest URLs and user agents; several of them still fit one document and index. */
export const MAX_TEXT_LENGTH = 8_192;

/** How deep a JSON text nests, without parsing it: brackets inside strings do not count. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString && character === "\\") index += 1;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === "[" || character === "{") deepest = Math.max(deepest, ++depth);
    else if (character === "]" || character === "}") depth -= 1;
  }
  return deepest;
}

/** Whether a parsed value is an object, not an array or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A member by its snake_case name, or its camelCase one, which the Events API's SDK uses for the
 * events it knows. Only own members count, so `__proto__` and friends mean nothing.
 * @returns the value (null counts as one), undefined when the object does not mention it
 */
export function member(object: JsonObject, snakeName: string): unknown {
  if (Object.hasOwn(object, snakeName)) return object[snakeName];
  const camelName = snakeName.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.hasOwn(object, camelName) ? object[camelName] : undefined;
}

/**
 * A text member; null when WorkOS says it is empty. Undefined when absent, of another type, too long
 * to be real, or with half a surrogate pair, which no database takes.
 */
export function textMember(object: JsonObject, snakeName: string): string | null | undefined {
  const value = member(object, snakeName);
  if (value === null || value === "") return null;
  return typeof value === "string" && isStorable(value) ? value : undefined;
}

function isStorable(text: string): boolean {
  return text.length <= MAX_TEXT_LENGTH && !/\p{Surrogate}/u.test(text);
}

/** An ISO 8601 member as epoch ms; null when empty, undefined when absent or not a time. */
export function timeMember(object: JsonObject, snakeName: string): number | null | undefined {
  const value = member(object, snakeName);
  if (value === null) return null;
  const time = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : time;
}
