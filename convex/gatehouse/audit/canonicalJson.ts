export type Json = null | boolean | number | string | readonly Json[] | { [key: string]: Json };

/**
 * RFC 8785 (JSON Canonicalization Scheme): the one text of a JSON value, so that its hash means
 * something. ECMAScript's own number and string forms are the ones the RFC asks for; what it adds
 * is the order of keys, by UTF-16 code units. Throws on NaN and infinities, which JSON lacks.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new TypeError(`${value} has no JSON form`);
  }
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
}

// Array.isArray does not narrow a readonly array out of a union.
function isArray(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
