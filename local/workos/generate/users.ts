import type { User } from "../model/types";
import { type Culture, CULTURES, latin, written } from "./cultures";
import { createRng, type Rng } from "./rng";
import { seededId } from "./ulid";

const DAY_MS = 86_400_000;
const OLDEST_DAYS = 730;
const DEFAULT_NOW_MS = Date.UTC(2026, 10, 23, 12);

const COMPANY_DOMAINS = [
  "aurora-robotics.example",
  "brightwater.example",
  "fern-and-falcon.example",
  "harbour-analytics.example",
  "kestrel.example",
  "the-extraordinarily-long-department-of-continuous-improvement.example",
] as const;
const MAIL_DOMAINS = ["mail.example", "post.example", "inbox.example"] as const;

interface Person {
  readonly first: string | null;
  readonly last: string | null;
  /** What stands before the @, before numbers make it unique. */
  readonly handle: string;
}

/**
 * Makes up believable people: names of many cultures, some without one, unverified or long
 * addresses, external ids, locales. The same arguments always give the same people, oldest first.
 * @param count how many
 * @param seed any integer
 * @param nowMs UTC epoch milliseconds; everybody was created in the two years before
 */
export function* generateUsers(
  count: number,
  seed: number,
  nowMs: number = DEFAULT_NOW_MS,
): Generator<User> {
  const rng = createRng(seed);
  const taken = new Set<string>();
  for (let index = 0; index < count; index++) {
    const createdMs = creationTime(index, count, nowMs, rng);
    yield generateUser(createdMs, nowMs, rng, taken);
  }
}

// More people join as time goes by; steps by index keep the order.
function creationTime(index: number, count: number, nowMs: number, rng: Rng): number {
  const age = 1 - Math.sqrt((index + rng.next()) / count);
  return Math.floor(nowMs - age * OLDEST_DAYS * DAY_MS) - 1;
}

function generateUser(createdMs: number, nowMs: number, rng: Rng, taken: Set<string>): User {
  const culture = rng.pick(CULTURES);
  const person = generatePerson(culture, rng);
  const createdAt = new Date(createdMs).toISOString();
  const name = [person.first, person.last].filter(Boolean).join(" ");
  return {
    object: "user",
    id: seededId("user", createdMs, rng),
    email: uniqueEmail(person.handle, rng, taken),
    email_verified: !rng.chance(0.07),
    first_name: person.first,
    last_name: person.last,
    name: name === "" ? null : name,
    profile_picture_url: null,
    last_sign_in_at: null,
    locale: rng.chance(0.6) ? culture.locale : null,
    external_id: rng.chance(0.25) ? `crm-${100_000 + rng.int(900_000)}-${taken.size}` : null,
    metadata: rng.chance(0.15) ? { plan: rng.pick(["free", "team", "enterprise"]) } : {},
    created_at: createdAt,
    updated_at: rng.chance(0.3)
      ? new Date(createdMs + rng.int(nowMs - createdMs)).toISOString()
      : createdAt,
  };
}

function generatePerson(culture: Culture, rng: Rng): Person {
  const first = rng.pick(culture.first);
  const [head, ...tail] = culture.last;
  const last = head === undefined ? null : rng.pick([head, ...tail]);
  const handle = [latin(first), last === null ? "" : latin(last)].filter(Boolean).join(".");
  if (rng.chance(0.08)) return { first: null, last: null, handle };
  if (rng.chance(0.05)) return { first: written(first), last: null, handle };
  return { first: written(first), last: last === null ? null : written(last), handle };
}

function uniqueEmail(handle: string, rng: Rng, taken: Set<string>): string {
  const domain = rng.chance(0.6) ? rng.pick(COMPANY_DOMAINS) : rng.pick(MAIL_DOMAINS);
  const tagged = rng.chance(0.03) ? `${handle}+newsletters-and-other-things-i-forget` : handle;
  let email = `${tagged}@${domain}`;
  for (let number = 2; taken.has(email); number++) email = `${tagged}${number}@${domain}`;
  taken.add(email);
  return email;
}
