/** A list in words names so many; the rest is a number. */
export const NAMED = 5;

/**
 * A list in words: "a, b and c".
 * @param items of which at most {@link NAMED} are named.
 */
export function listed(items: readonly string[]): string {
  const shown = items.slice(0, NAMED);
  const rest = items.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  if (shown.length < 2) return shown.join("");
  return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

/** A count with its noun: "1 person", "3 people". */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/**
 * A duration in words, for the differences that clocks and deliveries show.
 * @param milliseconds its length; the sign is dropped.
 */
export function duration(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  if (seconds < 120) return counted(seconds, "second", "seconds");
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return counted(minutes, "minute", "minutes");
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? counted(hours, "hour", "hours")
    : counted(Math.round(hours / 24), "day", "days");
}

/** A time in words, exact and in UTC. */
export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
