import type { MethodName } from "../model/methods";
import type { User } from "../model/types";
import { CULTURES } from "./cultures";
import type { Rng } from "./rng";

/** How one person signs in: how often, when, with what, from where. */
export interface Habits {
  readonly user: User;
  readonly createdMs: number;
  /** From then on the person does not come any more; Infinity for most. */
  readonly leavesMs: number;
  /** Sign-ins on a working day, on average. */
  readonly perDay: number;
  readonly utcOffset: number;
  readonly method: MethodName;
  readonly ip_address: string;
  readonly user_agent: string;
}

const DAY_MS = 86_400_000;

const METHODS: readonly [MethodName, ...MethodName[]] = [
  "google",
  "google",
  "google",
  "password",
  "password",
  "github",
  "github",
  "magic_auth",
  "sso",
  "sso",
  "passkey",
];

const USER_AGENTS = [
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/142.0 Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.1 Safari/605.1.15",
  "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
  "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
] as const;

// The three networks reserved for documentation (RFC 5737).
const NETWORKS = ["192.0.2", "198.51.100", "203.0.113"] as const;

/** Makes up the habits of one person: few come daily, many rarely, some never. */
export function habitsOf(user: User, rng: Rng): Habits {
  const createdMs = Date.parse(user.created_at);
  // Sessions last for weeks, so that few people have to sign in daily.
  const eagerness = rng.next() ** 5;
  return {
    user,
    createdMs,
    leavesMs: rng.chance(0.15) ? createdMs + rng.longTail(120) * DAY_MS : Number.POSITIVE_INFINITY,
    perDay: rng.chance(0.06) ? 0 : eagerness * 0.6,
    utcOffset: CULTURES.find(({ locale }) => locale === user.locale)?.utcOffset ?? 0,
    method: rng.pick(METHODS),
    ip_address: `${rng.pick(NETWORKS)}.${1 + rng.int(254)}`,
    user_agent: rng.pick(USER_AGENTS),
  };
}

// Shares of a day's sign-ins by local hour: a peak after nine, a dip at lunch, a long evening.
const HOURS = [
  1, 1, 0, 0, 0, 1, 3, 8, 16, 20, 17, 14, 9, 12, 14, 13, 11, 9, 7, 6, 6, 5, 4, 2,
] as const;
const HOURS_TOTAL = HOURS.reduce<number>((sum, share) => sum + share, 0);

/** How many times this person signs in on a day. */
export function visitsOn(dayMs: number, { perDay, createdMs, leavesMs }: Habits, rng: Rng): number {
  if (dayMs >= leavesMs || dayMs + DAY_MS <= createdMs) return 0;
  const weekday = new Date(dayMs).getUTCDay();
  const mean = perDay * (weekday === 0 || weekday === 6 ? 0.25 : 1);
  return (rng.chance(mean) ? 1 : 0) + (rng.chance(mean * 0.3) ? 1 : 0);
}

/** A moment of the person's own day, as UTC epoch milliseconds. */
export function momentOn(dayMs: number, { utcOffset }: Habits, rng: Rng): number {
  let share = rng.int(HOURS_TOTAL);
  const hour = HOURS.findIndex((weight) => (share -= weight) < 0);
  const utcHour = (((hour - utcOffset) % 24) + 24) % 24;
  return Math.floor(dayMs + (utcHour + rng.next()) * 3_600_000);
}
