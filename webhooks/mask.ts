/** Keys whose values say nothing about a person: ids, kinds, times. Anything else is covered. */
const HARMLESS =
  /^(object|id|event|type|status|state|auth_method|action|source|code|locale)$|_(id|at)$/;

/**
 * Covers the personal data in an event's JSON text, so that it can be shown to an operator who has
 * no reason to see it. Works by allow-list: a field WorkOS adds tomorrow is covered too.
 * @returns indented JSON text; text that is not JSON is covered whole
 */
export function maskPayload(text: string): string {
  try {
    return JSON.stringify(mask("", JSON.parse(text)), null, 2);
  } catch {
    return cover(text);
  }
}

function mask(key: string, value: unknown): unknown {
  if (typeof value === "string") return isHarmless(key, value) ? value : cover(value);
  if (Array.isArray(value)) return value.map((item) => mask(key, item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mask(name, item)]));
}

// An id of the app's own choosing may well be an address.
function isHarmless(key: string, value: string): boolean {
  return HARMLESS.test(key) && !value.includes("@");
}

/** Leaves the first letter, and of an address the domain: enough to recognise, not to collect. */
function cover(value: string): string {
  const at = value.lastIndexOf("@");
  const domain = at > 0 ? value.slice(at) : "";
  return value === "" ? "" : `${[...value][0] ?? ""}•••${domain}`;
}
