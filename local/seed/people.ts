import { LOCAL_OPERATORS } from "../launcher/environment";
import { generateUsers } from "../workos/generate/users";
import type { User } from "../workos/model/types";

/** Everybody in a seeded stack. */
export interface SeededPeople {
  /** Oldest first, operators at the start. */
  users: User[];
  operators: { workosId: string; role: "admin" | "support" | "auditor" }[];
  /** Somebody who is no operator, or null. */
  exampleUserId: string | null;
}

/**
 * The three operators, and made-up people up to `count`. The same arguments always give
 * the same people.
 *
 * @param count how many in all; the operators are there even when it is smaller
 * @param seed any integer
 * @param nowAt epoch ms; everybody signed up before
 */
export function seedPeople(count: number, seed: number, nowAt: number): SeededPeople {
  const generated = [...generateUsers(Math.max(count, LOCAL_OPERATORS.length), seed, nowAt)];
  const users = generated.map((user, index): User => {
    const operator = LOCAL_OPERATORS[index];
    if (operator === undefined) return user;
    return {
      ...user,
      email: operator.email,
      email_verified: true,
      first_name: operator.firstName,
      last_name: operator.lastName,
      name: `${operator.firstName} ${operator.lastName}`,
    };
  });
  return {
    users,
    operators: LOCAL_OPERATORS.flatMap(({ role }, index) => {
      const user = users[index];
      return user === undefined ? [] : [{ workosId: user.id, role }];
    }),
    exampleUserId: users.at(-1)?.id ?? null,
  };
}
