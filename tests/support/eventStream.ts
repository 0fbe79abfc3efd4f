import { createRng } from "../../local/workos/generate/rng";
import { seededId } from "../../local/workos/generate/ulid";
import { newUser } from "../../local/workos/model/users";
import type { User, WorkosEvent } from "../../local/workos/model/types";

/** Endless made-up events about the users `user_<prefix>_0` … : mostly sign-ins and changes. */
export interface EventStream {
  /** `user.created` of the users from `from` on, to fill a table with. */
  created(from: number, count: number): WorkosEvent[];
  /**
   * The next event of everyday traffic: 60 % sign-ins, 25 % profile changes, 10 % new users, 5 %
   * failed sign-ins. Its time is such that a user signs in every six hours on average.
   * @param users how many users there are to pick from
   */
  next(users: number): WorkosEvent;
  /** The next round of a login loop: one more sign-in of the same user, two seconds later. */
  nextInLoop(): WorkosEvent;
}

const SIGN_IN_SHARE = 0.6;
const MS_BETWEEN_SIGN_INS = 6 * 3_600_000;
const MS_BETWEEN_ROUNDS = 2_000;

const METHODS = ["oauth", "password", "magic_code", "passkey", "sso"] as const;

/**
 * @param seed any integer; the same one gives the same events
 * @param startMs epoch ms of the first event
 */
export function createEventStream(seed: number, startMs: number): EventStream {
  const rng = createRng(seed);
  let now = startMs;
  let newcomers = 0;
  const iso = () => new Date(now).toISOString();
  const event = (type: string, data: Record<string, unknown>): WorkosEvent => {
    now += 1;
    return {
      object: "event",
      id: seededId("event", now, rng),
      event: type,
      data,
      created_at: iso(),
    };
  };
  return {
    created: (from, count) =>
      Array.from({ length: count }, (_, index) =>
        event("user.created", person(from + index, startMs)),
      ),
    next(users) {
      now += Math.round((MS_BETWEEN_SIGN_INS * SIGN_IN_SHARE) / users);
      const user = person(rng.int(users), startMs);
      const share = rng.next();
      if (share < SIGN_IN_SHARE)
        return event("session.created", session(user, now, rng.pick(METHODS)));
      if (share < 0.85) {
        const last_name = `Name${rng.int(1_000_000)}`;
        return event("user.updated", { ...user, last_name, updated_at: iso() });
      }
      if (share < 0.95) return event("user.created", person(1e9 + seed * 1e6 + newcomers++, now));
      return event("authentication.password_failed", failure(user));
    },
    nextInLoop() {
      now += MS_BETWEEN_ROUNDS;
      return event("session.created", session(person(0, startMs), now, "oauth"));
    },
  };
}

function person(number: number, createdMs: number): User {
  const name = `Person${number}`;
  return newUser(
    {
      id: `user_${String(number).padStart(12, "0")}`,
      email: `${name.toLowerCase()}@mail.example`,
      email_verified: true,
      first_name: name,
      last_name: `Family${number % 1_000}`,
      locale: "en-GB",
      created_at: new Date(createdMs).toISOString(),
    },
    (prefix) => prefix,
    createdMs,
  );
}

function session({ id }: User, atMs: number, auth_method: string): Record<string, unknown> {
  const at = new Date(atMs).toISOString();
  return {
    ...{ object: "session", id: `session_${id}_${atMs}`, user_id: id, auth_method },
    ...{ ip_address: "203.0.113.7", user_agent: "Mozilla/5.0", status: "active" },
    ...{ expires_at: at, ended_at: null, created_at: at, updated_at: at },
  };
}

function failure({ id, email }: User): Record<string, unknown> {
  const error = { code: "invalid_credentials", message: "Wrong password." };
  return {
    ...{ type: "password", status: "failed", user_id: id, email, error },
    ...{ ip_address: "203.0.113.7", user_agent: "Mozilla/5.0" },
  };
}
