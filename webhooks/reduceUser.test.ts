import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reduceUser, type Reduction } from "./reduceUser";
import type { Profile } from "./user";
import {
  changeFromAbsence,
  changeFromReading,
  changeFromToken,
  type UserChange,
} from "./userChange";
import { changedFields, sameState, type UserState } from "./userState";

const ID = "user_01";
const FULL: Profile = {
  email: "ada@example.com",
  emailVerified: true,
  name: "Ada",
  firstName: "Ada",
  lastName: null,
  avatarUrl: null,
  locale: null,
  externalId: null,
};

function said(
  eventId: string,
  updatedAt: number,
  profile: Profile,
  type = "user.updated",
): UserChange {
  return {
    userId: ID,
    source: type,
    stamp: { updatedAt, eventId },
    profile,
    createdAt: 1,
    lastSignInAt: null,
    session: null,
    deletedAt: null,
  };
}

const created = said("event_1", 10, FULL, "user.created");
const renamed = said("event_2", 20, { ...FULL, name: "Countess" });
const deleted: UserChange = { ...said("event_3", 20, {}, "user.deleted"), deletedAt: 30 };
const signedIn = (at: number, method = "password"): UserChange => ({
  ...said(`event_s${at}`, 0, {}, "session.created"),
  createdAt: at,
  lastSignInAt: at,
  session: { at, method },
});
const listed = (name: string, updatedAt: number, readAt: number): UserChange =>
  changeFromReading(
    { id: ID, profile: { ...FULL, name }, createdAt: 1, updatedAt, lastSignInAt: null },
    "reconcile",
    readAt,
  );

function reduceAll(changes: readonly UserChange[]): Reduction & { next: UserState } {
  let result: Reduction | null = null;
  for (const change of changes) result = reduceUser(result?.next ?? null, change);
  if (result === null) throw new Error("no changes");
  return result;
}

const nameAfter = (...changes: UserChange[]) => reduceAll(changes).next.fields.name.value;

describe("reduceUser, sequences", () => {
  const table: [string, UserChange[], Pick<Reduction, "outcome" | "reason">][] = [
    ["a first event", [created], { outcome: "applied", reason: null }],
    ["an update", [created, renamed], { outcome: "applied", reason: null }],
    ["an update before its create", [renamed], { outcome: "applied", reason: null }],
    ["a late create", [renamed, created], { outcome: "ignored", reason: "older-than-known" }],
    ["the same event twice", [created, created], { outcome: "ignored", reason: "already-known" }],
    ["a deletion", [created, deleted], { outcome: "applied", reason: null }],
    ["a deletion of nobody known", [deleted], { outcome: "applied", reason: null }],
    [
      "a deletion twice",
      [created, deleted, deleted],
      { outcome: "ignored", reason: "user-deleted" },
    ],
    ["create after delete", [deleted, created], { outcome: "ignored", reason: "user-deleted" }],
    [
      "update after delete",
      [created, deleted, renamed],
      { outcome: "ignored", reason: "user-deleted" },
    ],
    [
      "a newer update after delete",
      [deleted, said("event_9", 99, FULL)],
      { outcome: "ignored", reason: "user-deleted" },
    ],
    [
      "a listing after delete",
      [created, deleted, listed("Ada", 10, 99)],
      { outcome: "ignored", reason: "user-deleted" },
    ],
    [
      "a stale listing",
      [renamed, listed("Ada", 10, 99)],
      { outcome: "ignored", reason: "older-than-known" },
    ],
    ["an older sign-in", [signedIn(50), signedIn(40)], { outcome: "applied", reason: null }],
    [
      "a token after the profile",
      [created, changeFromToken(ID, { name: "Other" }, 99)],
      { outcome: "ignored", reason: "older-than-known" },
    ],
  ];
  it.each(table)("%s", (_, changes, expected) => {
    expect(reduceAll(changes)).toMatchObject(expected);
  });
});

describe("reduceUser, once erased", () => {
  const erased: UserState = { ...reduceAll([deleted]).next, isErased: true };

  it.each([
    ["an update", said("event_9", 99, FULL)],
    ["a creation", created],
    ["a sign-in", signedIn(99)],
    ["a listing", listed("Ada", 99, 99)],
    ["a token", changeFromToken(ID, FULL, 99)],
    ["an earlier deletion", { ...deleted, deletedAt: 5 }],
  ])("takes nothing in from %s", (_, change) => {
    const { outcome, reason, next } = reduceUser(erased, change);
    expect({ outcome, reason }).toEqual({ outcome: "ignored", reason: "user-erased" });
    expect(next).toEqual(erased);
  });
});

describe("reduceUser, what wins", () => {
  it("keeps the newer of two updates in either order", () => {
    expect(nameAfter(created, renamed)).toBe("Countess");
    expect(nameAfter(renamed, created)).toBe("Countess");
  });

  it("orders two updates of one millisecond by event id", () => {
    const first = said("event_a", 10, { name: "First" });
    const second = said("event_b", 10, { name: "Second" });
    expect(nameAfter(first, second)).toBe("Second");
    expect(nameAfter(second, first)).toBe("Second");
  });

  it("lets a listing repair an event of the same millisecond, but not a newer one", () => {
    expect(nameAfter(created, listed("Repaired", 10, 5_000))).toBe("Repaired");
    expect(nameAfter(renamed, listed("Stale", 10, 5_000))).toBe("Countess");
  });

  it("prefers an event to a listing that was made within its millisecond, or nearly", () => {
    expect(nameAfter(listed("Before", 10, 10), created)).toBe("Ada");
    expect(nameAfter(created, listed("Before", 10, 1_000))).toBe("Ada");
  });

  it("never erases with what was not said", () => {
    const partial = said("event_5", 50, { email: "new@example.com" });
    const { fields } = reduceAll([created, partial]).next;
    expect(fields.name.value).toBe("Ada");
    expect(fields.email.value).toBe("new@example.com");
  });

  it("erases what WorkOS says is empty", () => {
    expect(nameAfter(created, said("event_5", 50, { ...FULL, name: null }))).toBeNull();
  });

  it("fills a gap from an older event, without letting it win elsewhere", () => {
    const partial = said("event_5", 50, { email: "new@example.com" });
    const { fields } = reduceAll([partial, created]).next;
    expect(fields.name.value).toBe("Ada");
    expect(fields.email.value).toBe("new@example.com");
  });

  it("takes a token's claims only until WorkOS speaks", () => {
    const token = changeFromToken(ID, { email: "claimed@example.com" }, 99);
    expect(reduceAll([token]).next.fields.email.value).toBe("claimed@example.com");
    expect(reduceAll([token, created]).next.fields.email.value).toBe("ada@example.com");
  });

  it("keeps a deleted user deleted, since the earliest sign of it, and knows who it was", () => {
    const { next } = reduceAll([changeFromAbsence(ID, "reconcile", 40), deleted, created]);
    expect(next.deletedAt).toBe(30);
    expect(next.fields.email.value).toBe("ada@example.com");
  });

  it("keeps the latest sign-in with its method, whatever the order", () => {
    for (const changes of [
      [signedIn(40, "oauth"), signedIn(50, "sso")],
      [signedIn(50, "sso"), signedIn(40, "oauth")],
    ]) {
      const { lastSignInAt, lastSession, createdAt } = reduceAll(changes).next;
      expect([lastSignInAt, lastSession, createdAt]).toEqual([50, { at: 50, method: "sso" }, 40]);
    }
  });

  it("settles two sessions of one millisecond on one method, and says that something changed", () => {
    const first = signedIn(50, "oauth");
    const second = { ...signedIn(50, "sso"), stamp: { updatedAt: 0, eventId: "event_other" } };
    expect(reduceAll([first, second])).toMatchObject({ outcome: "applied" });
    expect(reduceAll([first, second]).next.lastSession?.method).toBe("sso");
    expect(reduceAll([second, first]).next.lastSession?.method).toBe("sso");
  });

  it("does not move the profile's clock for a sign-in", () => {
    expect(reduceAll([created, signedIn(50)]).next.clock).toMatchObject({ eventId: "event_1" });
    expect(reduceAll([signedIn(50)]).next.clock).toBeNull();
  });

  it("never changes the state it was given", () => {
    const before = reduceAll([created]).next;
    const copy = structuredClone(before);
    reduceUser(before, renamed);
    expect(before).toEqual(copy);
  });

  it("names the fields that changed", () => {
    const before = reduceAll([created]).next;
    expect(changedFields(before, reduceUser(before, renamed).next)).toEqual(["name"]);
    expect(changedFields(before, reduceUser(before, deleted).next)).toEqual(["deletedAt"]);
  });
});

describe("reduceUser, any order", () => {
  const time = fc.nat(3);
  const value = fc.constantFrom("a", "b", null);
  const profile = fc.record(
    { email: value, name: value, locale: value, emailVerified: fc.constantFrom(true, false) },
    { requiredKeys: [] },
  );
  const maybe = fc.option(time);
  const session = fc.option(fc.record({ at: time, method: fc.constantFrom("sso", "oauth") }));
  const shape = fc.record({
    updatedAt: time,
    profile,
    createdAt: maybe,
    lastSignInAt: maybe,
    session,
    deletedAt: fc.option(time, { freq: 4 }),
    isReading: fc.boolean(),
  });
  // Like WorkOS, no two events share an id and no two readings a moment.
  const history = fc.array(shape, { minLength: 1, maxLength: 8 }).map((shapes) =>
    shapes.map(({ updatedAt, isReading, ...rest }, index): UserChange => {
      const stamp = isReading
        ? { updatedAt, eventId: null, readAt: index * 1_000 }
        : { updatedAt, eventId: `event_${index}` };
      return { userId: ID, source: String(index), stamp, ...rest };
    }),
  );
  const deliveries = history.chain((changes) =>
    fc.tuple(
      fc.constant(changes),
      // Every change at least once, some more often, in any order.
      fc.shuffledSubarray(changes, { minLength: changes.length }),
      fc.array(fc.constantFrom(...changes), { maxLength: 6 }),
      fc.shuffledSubarray(changes),
    ),
  );

  it("ends in the same state for any order, repetition and interleaving", () => {
    fc.assert(
      fc.property(deliveries, ([changes, shuffled, repeated, again]) => {
        const expected = reduceAll(changes).next;
        const actual = reduceAll([...repeated, ...shuffled, ...again]).next;
        expect(actual).toEqual(expected);
        expect(sameState(actual, expected)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("never undoes a deletion and never says it did", () => {
    fc.assert(
      fc.property(history, (changes) => {
        let state = reduceUser(null, deleted).next;
        for (const change of changes) {
          const { outcome, next } = reduceUser(state, change);
          expect(next.deletedAt).not.toBeNull();
          expect(outcome === "applied").toBe(next.deletedAt !== state.deletedAt);
          state = next;
        }
      }),
    );
  });
});
