import { failureOf, type FailureKind, type MethodName, SIGN_IN_METHODS } from "../model/methods";
import type { User, WorkosEvent } from "../model/types";
import { type Habits, habitsOf, momentOn, visitsOn } from "./habits";
import { createRng, type Rng } from "./rng";
import { seededId } from "./ulid";

const DAY_MS = 86_400_000;
const SESSION_LENGTH_MS = 30 * DAY_MS;
const LOOP_LENGTH = 6;

/** Something that will have happened, once its turn in time has come. */
interface Planned {
  readonly atMs: number;
  readonly type: string;
  data(at: string, rng: Rng): Record<string, unknown>;
}

/**
 * Makes up what WorkOS would have recorded about these people: `user.created` and `user.updated`
 * for everybody, and for the given days sign-ins with the rhythm of the week, failures, sign-outs,
 * one day on which the identity provider was slow, and one login loop. Events come in order of
 * time; the same arguments always give the same events.
 * @param users as generateUsers makes them
 * @param days how far back sign-ins go
 * @param seed any integer
 * @param nowMs UTC epoch milliseconds; nothing happens later
 */
export function* generateHistory(
  users: readonly User[],
  days: number,
  seed: number,
  nowMs: number,
): Generator<WorkosEvent> {
  const rng = createRng(seed);
  const people = users.map((user) => habitsOf(user, rng));
  const firstDay = Math.floor(nowMs / DAY_MS) * DAY_MS - (days - 1) * DAY_MS;
  let waiting = users.flatMap(profileEvents);
  let lastMs = 0;
  for (let dayMs = firstDay; dayMs <= nowMs; dayMs += DAY_MS) {
    waiting.push(...planDay(dayMs, people, nowMs, rng));
    const endMs = Math.min(dayMs + DAY_MS, nowMs + 1);
    const due = waiting.filter(({ atMs }) => atMs < endMs).sort((a, b) => a.atMs - b.atMs);
    waiting = waiting.filter(({ atMs }) => atMs >= endMs);
    for (const planned of due) {
      // No two events share a millisecond, so that ids rise with time.
      lastMs = Math.max(lastMs + 1, planned.atMs);
      yield toEvent(planned, lastMs, rng);
    }
  }
}

function toEvent({ type, data }: Planned, atMs: number, rng: Rng): WorkosEvent {
  const at = new Date(atMs).toISOString();
  return {
    object: "event",
    id: seededId("event", atMs, rng),
    event: type,
    data: data(at, rng),
    created_at: at,
  };
}

// Whoever was updated since signed up without a name and filled it in later.
function profileEvents(user: User): Planned[] {
  const { created_at, updated_at } = user;
  const created: Planned = {
    atMs: Date.parse(created_at),
    type: "user.created",
    data: () =>
      created_at === updated_at
        ? user
        : { ...user, first_name: null, last_name: null, name: null, updated_at: created_at },
  };
  if (created_at === updated_at) return [created];
  return [created, { atMs: Date.parse(updated_at), type: "user.updated", data: () => user }];
}

function* planDay(dayMs: number, people: readonly Habits[], nowMs: number, rng: Rng) {
  const daysAgo = Math.floor((nowMs - dayMs) / DAY_MS);
  for (const person of people)
    for (let visits = visitsOn(dayMs, person, rng); visits > 0; visits--) {
      const atMs = momentOn(dayMs, person, rng);
      if (atMs > person.createdMs) yield* planVisit(atMs, person, daysAgo, rng);
    }
  const looping = people[rng.int(people.length)];
  if (daysAgo === 3 && looping !== undefined && looping.createdMs < dayMs)
    yield* planLoop(momentOn(dayMs, looping, rng), looping);
}

const SLOW_PROVIDER_DAYS_AGO = 12;

function* planVisit(atMs: number, person: Habits, daysAgo: number, rng: Rng): Generator<Planned> {
  const method = rng.chance(0.85) ? person.method : "password";
  if (method === "sso" && daysAgo === SLOW_PROVIDER_DAYS_AGO && rng.chance(0.7)) {
    yield planFailure(atMs, person, method, "expired");
    return;
  }
  let successMs = atMs;
  while (rng.chance(0.06)) {
    yield planFailure(successMs, person, method, rng.pick(["wrong", "wrong", "expired", "denied"]));
    successMs += 4_000 + rng.int(40_000);
    if (rng.chance(0.25)) return;
  }
  yield* planSuccess(successMs, person, method, rng.chance(0.3) ? rng.longTail(2) : null);
}

// Sign-ins that follow each other within seconds: the app never accepted the token.
function* planLoop(atMs: number, person: Habits): Generator<Planned> {
  for (let i = 0; i < LOOP_LENGTH; i++)
    yield* planSuccess(atMs + i * 9_000, person, person.method, null);
}

function* planSuccess(
  atMs: number,
  person: Habits,
  method: MethodName,
  hoursUntilSignOut: number | null,
): Generator<Planned> {
  const { event, session } = SIGN_IN_METHODS[method];
  yield {
    atMs,
    type: `authentication.${event}_succeeded`,
    data: () => ({ ...details(person, method), status: "succeeded" }),
  };
  // Made once the session begins and needed again when it is revoked.
  let created: Record<string, unknown> = {};
  yield {
    atMs: atMs + 350,
    type: "session.created",
    data: (at, rng) =>
      (created = {
        object: "session",
        id: seededId("session", Date.parse(at), rng),
        user_id: person.user.id,
        ip_address: person.ip_address,
        user_agent: person.user_agent,
        auth_method: session,
        status: "active",
        expires_at: new Date(Date.parse(at) + SESSION_LENGTH_MS).toISOString(),
        ended_at: null,
        created_at: at,
        updated_at: at,
      }),
  };
  if (hoursUntilSignOut === null) return;
  yield {
    atMs: Math.floor(atMs + 1_000 + hoursUntilSignOut * 3_600_000),
    type: "session.revoked",
    data: (at) => ({ ...created, status: "revoked", ended_at: at, updated_at: at }),
  };
}

function planFailure(atMs: number, person: Habits, method: MethodName, kind: FailureKind): Planned {
  const { event } = SIGN_IN_METHODS[method];
  const ending = method === "sso" && kind === "expired" ? "timed_out" : "failed";
  return {
    atMs,
    type: `authentication.${event}_${ending}`,
    data: () => ({
      ...details(person, method),
      status: ending,
      error: failureOf(method, kind),
    }),
  };
}

function details({ user, ip_address, user_agent }: Habits, method: MethodName) {
  return {
    type: SIGN_IN_METHODS[method].event,
    ip_address,
    user_agent,
    user_id: user.id,
    email: user.email,
    ...(method === "sso" && {
      sso: { organization_id: null, connection_id: null, session_id: null },
    }),
  };
}
