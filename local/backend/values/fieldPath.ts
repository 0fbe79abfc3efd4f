import type { Value } from "convex/values";

/**
 * The value at a dotted path.
 *
 * @param document the object to look in
 * @param path field names joined by dots, as in `index("by_city", ["address.city"])`
 * @returns undefined when any step is missing or not an object
 */
export function valueAt(document: Record<string, Value>, path: string): Value | undefined {
  if (!path.includes(".")) return own(document, path);
  let value: Value | undefined = document;
  for (const field of path.split(".")) {
    if (!isObject(value)) return undefined;
    value = own(value, field);
  }
  return value;
}

/** Whether a value is a Convex object, not an array, bytes or a placeholder. */
export function isObject(value: Value | undefined): value is { [key: string]: Value | undefined } {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function own(object: { [key: string]: Value | undefined }, field: string): Value | undefined {
  return Object.hasOwn(object, field) ? object[field] : undefined;
}
