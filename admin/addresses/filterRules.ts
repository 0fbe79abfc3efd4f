type Rule<T> = (value: unknown) => value is T;

/** For each part of a list's filter: whether what an address says for it is something the list knows. */
export type FilterRules<Filters> = {
  readonly [Key in keyof Filters]-?: Rule<NonNullable<Filters[Key]>>;
};

/** Far beyond any number of days or hours that people ask for, and still a date. */
const MAX_WHOLE = 100_000;

/** Any text. */
export function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** A mark that is set. */
export function isTrue(value: unknown): value is true {
  return value === true;
}

/** A whole number of something, such as days: 1 or more. */
export function isWhole(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_WHOLE;
}

/** A day of the calendar, such as "2026-11-20". */
export function isUtcDay(value: unknown): value is string {
  const at = isText(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(`${String(value)}T`);
}

/** One of these words. */
export function oneOf<T extends string>(words: readonly T[]): Rule<T> {
  return (value): value is T => words.some((word) => word === value);
}
