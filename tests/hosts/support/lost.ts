/**
 * Compares two inventories, or any parts of them.
 * @returns what is in `before` and is gone from `after`, or is something else there: a line each, such
 *   as `crons/prune api logs is gone`. What `after` has besides does not count.
 */
export function lost(before: object, after: object): string[] {
  return compare(before, after, "");
}

function compare(before: object, after: object, place: string): string[] {
  const found = new Map(Object.entries(after));
  return Object.entries(before).flatMap(([key, was]: [string, unknown]) => {
    const here = place === "" ? key : `${place}/${key}`;
    if (!found.has(key)) return [`${here} is gone`];
    const is: unknown = found.get(key);
    if (isRecord(was) && isRecord(is)) return compare(was, is, here);
    return inWords(was) === inWords(is) ? [] : [`${here} was ${inWords(was)}, is ${inWords(is)}`];
  });
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inWords(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "bigint" ? `${part}n` : part,
  );
}
