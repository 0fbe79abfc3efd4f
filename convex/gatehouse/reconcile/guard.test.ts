import { describe, expect, it } from "vitest";
import { api, internal } from "../../_generated/api";
import { comparedWorld, person } from "./world.fixture";
import { implausible } from "./guard";

const world = comparedWorld();

const rows = async () => await world.backend.run((ctx) => ctx.db.query("users").collect());
const totals = async () => await world.admin.query(api.gatehouse.users.totals, {});

describe("with another environment's key", () => {
  it("writes nothing at all, however few users are here", async () => {
    for (const number of [1, 2]) await world.receive("user.created", person(number));
    world.users = [person(501), person(502)];
    const before = await rows();
    expect(await world.reconcile()).toEqual([]);
    expect(await world.lastRun()).toMatchObject({
      state: "failed",
      listed: 0,
      error: expect.stringMatching(/^WorkOS knows none of 3 users.*WORKOS_API_KEY/) as string,
    });
    expect(await rows()).toEqual(before);
    expect(world.pages).toBe(0);
  });

  it("is told by rows from before Gatehouse too", async () => {
    await world.backend.run(async (ctx) => {
      for (const { _id } of await ctx.db.query("users").collect()) {
        await ctx.db.patch("users", _id, { status: undefined, sync: undefined });
      }
    });
    world.users = [person(501)];
    await world.reconcile();
    expect(await world.lastRun()).toMatchObject({ state: "failed", listed: 0 });
  });

  it("can still be looked at: a dry run reports everybody, and says what is odd", async () => {
    for (const number of [1, 2]) await world.receive("user.created", person(number));
    world.users = [person(501)];
    expect(await world.reconcile(true)).toHaveLength(4);
    expect(await world.lastRun()).toMatchObject({
      state: "completed",
      error: expect.stringMatching(/^3 of 3 users are not in WorkOS.*WORKOS_API_KEY/) as string,
    });
    expect(await totals()).toMatchObject({ deleted: 0 });
  });
});

it("asks about one user when that one is known", async () => {
  for (const number of [1, 2, 3]) {
    await world.receive("user.created", person(number));
    world.users.push(person(number));
  }
  await world.reconcile();
  expect(world.asked).toEqual(["user_admin"]);
});

it("asks about nobody where nobody is yet, and brings all in as no difference", async () => {
  world.users = [person(1), person(2)];
  await world.backend.run(async (ctx) => {
    for (const { _id } of await ctx.db.query("users").collect()) await ctx.db.delete("users", _id);
  });
  await world.backend.mutation(internal.gatehouse.reconcile.startBySystem, { startedBy: "cron" });
  await world.settle();
  expect(world.asked).toEqual([]);
  const [run] = await world.backend.run((ctx) => ctx.db.query("syncRuns").collect());
  expect(run).toMatchObject({ kind: "backfill", state: "completed", repaired: 2, drift: 0 });
  expect(await rows()).toMatchObject([{ status: "active" }, { status: "active" }]);
  expect(await world.drift()).toEqual([]);
});

it("deletes nobody when the listing lacks more than half of few", async () => {
  for (const number of [1, 2]) await world.receive("user.created", person(number));
  await world.reconcile();
  expect(await world.lastRun()).toMatchObject({
    state: "failed",
    missing: 2,
    error: expect.stringContaining("Nobody was deleted") as string,
  });
  expect(await totals()).toMatchObject({ deleted: 0 });
});

it.each([
  // listed, of them here, missing
  [100, 100, 0, true],
  [2, 2, 2, true],
  [1, 1, 2, false],
  [0, 0, 1, false],
  [90, 90, 10, true],
  [89, 89, 11, false],
  [900, 900, 100, true],
  [899, 899, 101, false],
  // Those it lists besides are no sign that it is the same environment.
  [5_000, 100, 100, false],
])(
  "of %d listed %d are here, and %d are missing: plausible %s",
  (...[listed, matched, missing, plausible]) => {
    expect(implausible({ listed, matched, missing }) === null).toBe(plausible);
  },
);
