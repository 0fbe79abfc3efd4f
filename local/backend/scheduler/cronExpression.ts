/** When a job runs: the minutes, hours and days that match, all in UTC. */
export interface CronFields {
  minutes: ReadonlySet<number>;
  hours: ReadonlySet<number>;
  /** null for "any"; when both kinds of day are given, either may match. */
  daysOfMonth: ReadonlySet<number> | null;
  /** 1 is January. */
  months: ReadonlySet<number>;
  /** 0 is Sunday. */
  daysOfWeek: ReadonlySet<number> | null;
}

interface FieldRange {
  name: string;
  min: number;
  max: number;
  /** Names for the values from `min` on. */
  names?: readonly string[];
}

const MINUTE: FieldRange = { name: "minute", min: 0, max: 59 };
const HOUR: FieldRange = { name: "hour", min: 0, max: 23 };
const DAY_OF_MONTH: FieldRange = { name: "day of month", min: 1, max: 31 };
const MONTH: FieldRange = {
  name: "month",
  min: 1,
  max: 12,
  names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
};
/** 7 is Sunday too. */
const DAY_OF_WEEK: FieldRange = {
  name: "day of week",
  min: 0,
  max: 7,
  names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
};

const PART = /^(\*|\?|[a-z0-9]+)(?:-([a-z0-9]+))?(?:\/(\d+))?$/;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Leap days come at most eight years apart. */
const SEARCHED_DAYS = 366 * 9;

/**
 * Parses the five fields of a cron expression: `minute hour day-of-month month day-of-week`,
 * with `*`, lists, ranges, steps and English names.
 *
 * @throws an error naming the field and what it allows
 */
export function parseCronExpression(expression: string): CronFields {
  const fields = expression.trim().toLowerCase().split(/\s+/);
  const [minute, hour, dayOfMonth, month, dayOfWeek] = fields;
  if (fields.length !== 5 || !minute || !hour || !dayOfMonth || !month || !dayOfWeek) {
    throw new Error(
      `Invalid cron expression "${expression}": write five fields, "minute hour day-of-month month day-of-week".`,
    );
  }
  return {
    minutes: parseField(minute, MINUTE),
    hours: parseField(hour, HOUR),
    daysOfMonth: isAny(dayOfMonth) ? null : parseField(dayOfMonth, DAY_OF_MONTH),
    months: parseField(month, MONTH),
    daysOfWeek: isAny(dayOfWeek)
      ? null
      : new Set([...parseField(dayOfWeek, DAY_OF_WEEK)].map((day) => day % 7)),
  };
}

/**
 * The first matching minute after a moment.
 *
 * @param after - UTC epoch milliseconds
 * @returns UTC epoch milliseconds
 * @throws when no day ever matches, such as 30 February
 */
export function nextMatch(fields: CronFields, after: number): number {
  const today = Math.floor(after / DAY_MS) * DAY_MS;
  for (let day = today; day < today + SEARCHED_DAYS * DAY_MS; day += DAY_MS) {
    if (!matchesDay(fields, new Date(day))) continue;
    const found = timesOfDay(fields).find((time) => day + time > after);
    if (found !== undefined) return day + found;
  }
  throw new Error(
    "The cron schedule matches no day in the next nine years. Correct its day and month.",
  );
}

function matchesDay({ daysOfMonth, months, daysOfWeek }: CronFields, day: Date): boolean {
  if (!months.has(day.getUTCMonth() + 1)) return false;
  const byMonth = daysOfMonth?.has(day.getUTCDate());
  const byWeek = daysOfWeek?.has(day.getUTCDay());
  return byMonth === undefined || byWeek === undefined
    ? (byMonth ?? byWeek ?? true)
    : byMonth || byWeek;
}

function timesOfDay({ minutes, hours }: CronFields): number[] {
  const times = [...hours].flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute));
  return times.sort((a, b) => a - b).map((minute) => minute * 60_000);
}

function isAny(field: string): boolean {
  return field === "*" || field === "?";
}

function parseField(field: string, range: FieldRange): Set<number> {
  return new Set(field.split(",").flatMap((part) => parsePart(part, range)));
}

function parsePart(part: string, range: FieldRange): number[] {
  const match = PART.exec(part);
  if (!match) throw invalid(part, range);
  const [, from = "", to, step] = match;
  const first = isAny(from) ? range.min : parseValue(from, range);
  const openEnded = isAny(from) || (to === undefined && step !== undefined);
  const last = to !== undefined ? parseValue(to, range) : openEnded ? range.max : first;
  const by = step === undefined ? 1 : Number(step);
  if (by === 0 || last < first) throw invalid(part, range);
  const values: number[] = [];
  for (let value = first; value <= last; value += by) values.push(value);
  return values;
}

function parseValue(text: string, range: FieldRange): number {
  const named = range.names?.indexOf(text) ?? -1;
  const value = named >= 0 ? named + range.min : Number(text);
  if (!Number.isInteger(value) || value < range.min || value > range.max)
    throw invalid(text, range);
  return value;
}

function invalid(text: string, { name, min, max }: FieldRange): Error {
  return new Error(
    `Invalid ${name} "${text}" in a cron expression: use values from ${min} to ${max}.`,
  );
}
