import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ADA, eventText } from "../../../webhooks/events.fixture";
import { internal } from "../../_generated/api";
import { twoEnvironments, type Environment } from "./ownEnvironment.fixture";
import { mostTelling } from "./ownEnvironment";
import { signedInAs, startBackend, type Backend } from "../testing/backend.fixture";

const NOW = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;
const world = twoEnvironments(NOW);
let backend: Backend;

beforeEach(() => {
  backend = startBackend({ WORKOS_API_KEY: world.own.key });
});

const useKeyOf = (environment: Environment) => vi.stubEnv("WORKOS_API_KEY", environment.key);
const deliver = async (texts: readonly string[]) => {
  for (const payload of texts)
    await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via: "webhook" });
};
const settle = async () =>
  await backend.finishAllScheduledFunctions(() => void vi.advanceTimersByTime(MINUTE));
const drain = async () => {
  vi.setSystemTime(Date.now() + MINUTE);
  await backend.action(internal.gatehouse.drain.pull.run, {});
  await settle();
};
const compare = async () => {
  vi.setSystemTime(Date.now() + MINUTE);
  await backend.mutation(internal.gatehouse.reconcile.startBySystem, { startedBy: "cron" });
  await settle();
  const runs = await backend.run((ctx) => ctx.db.query("syncRuns").order("desc").collect());
  return runs[0];
};
const state = async () => await backend.run((ctx) => ctx.db.query("syncState").unique());
const users = async () => await backend.run((ctx) => ctx.db.query("users").collect());
const active = async () =>
  (await users()).flatMap(({ workosId, status }) => (status === "active" ? [workosId] : []));
const deletions = [0, 1, 2].map((number) =>
  eventText("user.deleted", { id: `user_own_000${number}` }, { id: `event_deleted_${number}` }),
);
const stopped = (count: number) =>
  expect.stringMatching(
    new RegExp(`^WorkOS knows none of ${count} users .*Nothing was changed.*WORKOS_API_KEY`),
  ) as string;

describe("with another environment's key", () => {
  it("neither drain nor comparison touches anybody, and the right key goes on from the cursor", async () => {
    await deliver(world.own.signUp(20));
    world.own.signUp(20);
    await drain();
    const before = await users();
    const cursor = (await state())?.cursor;
    expect([before.length, cursor]).toEqual([40, "event_own_0039"]);

    useKeyOf(world.other);
    world.other.signUp(420);
    for (let minute = 0; minute < 3; minute += 1) await drain();
    expect(await compare()).toMatchObject({ state: "failed", listed: 0, error: stopped(10) });
    await drain();
    expect(await users()).toEqual(before);
    expect(await state()).toMatchObject({ cursor, consecutiveErrors: 4, lastError: stopped(10) });

    useKeyOf(world.own);
    world.own.signUp(1);
    await drain();
    expect(world.own.pulls.at(-1)?.get("after")).toBe(cursor);
    expect(await state()).toMatchObject({ consecutiveErrors: 0, cursor: "event_own_0040" });
    expect(await active()).toEqual([...world.own.people]);
  });

  it("brings nobody into a table from before Gatehouse", async () => {
    await backend.run(async (ctx) => {
      for (const workosId of ["user_a", "user_b"])
        await ctx.db.insert("users", { workosId, createdAt: NOW, updatedAt: NOW });
    });
    useKeyOf(world.other);
    world.other.signUp(3);
    await drain();
    expect(await state()).toMatchObject({ cursor: null, lastError: stopped(2) });
    expect(await users()).toHaveLength(2);
    expect(world.other.pulls).toEqual([]);
  });

  it("is not deceived by those who came since, with its webhooks", async () => {
    await deliver(world.own.signUp(4));
    await drain();
    useKeyOf(world.other);
    vi.setSystemTime(Date.now() + MINUTE);
    await deliver(world.other.signUp(30));
    await drain();
    expect(await state()).toMatchObject({ lastError: stopped(4) });
    expect(await compare()).toMatchObject({ state: "failed", error: stopped(4) });
  });

  it("is not deceived by those it brought in while nobody else was here", async () => {
    useKeyOf(world.other);
    world.other.signUp(420);
    await drain();
    for (let day = 0; day < 10; day += 1) {
      vi.setSystemTime(Date.now() + 86_400_000);
      await deliver(world.own.signUp(4));
      await drain();
    }
    expect(await compare()).toMatchObject({ state: "failed", listed: 0 });
    expect(await active()).toHaveLength(460);
  });

  it("deletes nobody when it is put in during a comparison", async () => {
    await deliver(world.own.signUp(8));
    await drain();
    world.own.people.delete("user_own_0007");
    world.own.afterListing = () => {
      world.own.people.add("user_own_0007");
      useKeyOf(world.other);
    };
    expect(await compare()).toMatchObject({ state: "failed", missing: 1, error: stopped(8) });
    expect(await active()).toHaveLength(8);
  });
});

describe("with the right key", () => {
  it("asks about nobody where nobody is but deleted ones", async () => {
    await deliver([eventText("user.deleted", ADA, { id: "event_gone" })]);
    world.own.signUp(2);
    world.own.failure = 500;
    await drain();
    expect(await active()).toHaveLength(2);
  });

  it("keeps the cursor while WorkOS answers no question about users", async () => {
    await deliver(world.own.signUp(2));
    await drain();
    world.own.events.splice(1, 1);
    world.own.failure = 503;
    await drain();
    expect(await state()).toMatchObject({
      cursor: "event_own_0001",
      lastError: expect.stringContaining("503") as string,
    });
    world.own.failure = null;
    await drain();
    expect(await state()).toMatchObject({ cursor: null });
    await drain();
    expect(await state()).toMatchObject({ cursor: "event_own_0000", consecutiveErrors: 0 });
  });

  it("goes on in a big table whose first users were deleted in WorkOS long ago", async () => {
    await deliver(world.own.signUp(15));
    for (const id of [...world.own.people]) world.own.people.delete(id);
    vi.setSystemTime(Date.now() + MINUTE);
    await deliver(world.own.signUp(15));
    await drain();
    expect(await state()).toMatchObject({ cursor: "event_own_0029", consecutiveErrors: 0 });
  });

  it.each([
    ["those deleted in WorkOS are deleted here too", async () => await deliver(deletions)],
    ["an operator signs in whom it knows", async () => void (await signedInAs(backend, "admin"))],
  ])("goes on once %s", async (_what, mend) => {
    await deliver(world.own.signUp(3));
    world.own.people.clear();
    await drain();
    expect(await state()).toMatchObject({ cursor: null, lastError: stopped(3) });
    world.own.people.add("user_admin");
    await mend();
    await drain();
    expect(await state()).toMatchObject({ cursor: "event_own_0002", consecutiveErrors: 0 });
  });
});

describe("mostTelling", () => {
  const candidates = fc.array(
    fc.record({ workosId: fc.nat({ max: 40 }).map(String), isByKey: fc.boolean() }),
  );

  it("asks about everybody no key brought in, once each, and about somebody if there is anybody", () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const asked = mostTelling(all);
        expect(new Set(asked).size).toBe(asked.length);
        for (const { workosId, isByKey } of all) if (!isByKey) expect(asked).toContain(workosId);
        expect(asked.length > 0).toBe(all.length > 0);
      }),
    );
  });

  it("lets no number of people a key brought in outweigh five others", () => {
    const others = fc.uniqueArray(
      fc.nat().map((number) => `own_${number}`),
      { minLength: 5 },
    );
    fc.assert(
      fc.property(others, candidates, (own, brought) => {
        const all = [
          ...brought.map((candidate) => ({ ...candidate, isByKey: true })),
          ...own.map((workosId) => ({ workosId, isByKey: false })),
        ];
        expect(mostTelling(all)).toEqual(own);
      }),
    );
  });
});
