const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const shortDate = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});
const longDate = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/**
 * A time as people say it: "just now", "12 s ago", "5 min ago", "3 h ago", "2 days ago",
 * then the date. Clocks differ and the page's own moves in steps, so a time less than a minute
 * ahead is "just now", too; further ahead is "in …".
 * @param at UTC epoch milliseconds
 * @param now UTC epoch milliseconds
 */
export function relativeTime(at: number, now: number): string {
  if (now - at < 2 * SECOND_MS && at - now < MINUTE_MS) return "just now";
  const distance = Math.abs(now - at);
  if (distance >= 7 * DAY_MS) {
    const sameYear = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear();
    return (sameYear ? shortDate : longDate).format(at);
  }
  const words = duration(distance);
  return at > now ? `in ${words}` : `${words} ago`;
}

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** A time as a ledger has it: relative for a day, then with the UTC clock: "20 Nov 14:03". */
export function ledgerTime(at: number, now: number): string {
  if (now - at < DAY_MS) return relativeTime(at, now);
  const sameYear = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear();
  return `${(sameYear ? shortDate : longDate).format(at)} ${clock.format(at)}`;
}

/**
 * A span of time in its largest whole unit: "850 ms", "12 s", "5 min", "3 h", "2 days".
 * @param ms milliseconds, not negative
 */
export function duration(ms: number): string {
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  const days = Math.floor(ms / DAY_MS);
  return days === 1 ? "1 day" : `${days} days`;
}

/** A UTC day as an address names it ("2026-11-20"), in words: "20 Nov 2026 (UTC)". */
export function utcDayWords(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return `${Number.isFinite(at) ? longDate.format(at) : day} (UTC)`;
}

/** The exact time in UTC, to the second: "2026-11-23 18:07:31 UTC". */
export function exactUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** The exact time where the reader is, with its zone. */
export function exactLocal(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "long" });
}
