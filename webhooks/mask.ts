/** Keys whose values say nothing about a person: ids, kinds, times. Anything else is covered. */
const HARMLESS =
  /^(object|id|event|type|status|state|auth_method|action|source|code|locale)$|_(id|at)$/;

const COVERED = "•••";

/** What an app or an identity provider fills in as it likes: a key in there says nothing. */
const FREE_FORM = /^(.+_)?(metadata|attributes)$/;

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
  if (FREE_FORM.test(key)) return coverAll(value);
  if (typeof value !== "string") return mapItems(key, value, mask);
  return isHarmless(key, value) ? value : cover(value);
}

/** Covers whatever is in there under any key, whole: one letter of "yes" or "true" says it all. */
function coverAll(value: unknown): unknown {
  if (value === null || value === "") return value;
  return typeof value === "object" ? mapItems("", value, (_, item) => coverAll(item)) : COVERED;
}

/** A list or object with each item changed; an item of a list has its list's key. Else the value. */
function mapItems(key: string, value: unknown, change: (key: string, item: unknown) => unknown) {
  if (Array.isArray(value)) return value.map((item) => change(key, item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, change(name, item)]),
  );
}

// An id of the app's own choosing may well be an address.
function isHarmless(key: string, value: string): boolean {
  return HARMLESS.test(key) && !value.includes("@");
}

/** Leaves the first letter, and of an address the domain: enough to recognise, not to collect. */
function cover(value: string): string {
  const at = value.lastIndexOf("@");
  const domain = at > 0 ? value.slice(at) : "";
  return value === "" ? "" : `${[...value][0] ?? ""}${COVERED}${domain}`;
}
