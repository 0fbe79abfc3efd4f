import { HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { api } from "../_generated/api";
import { comparedWorld, person, type WorkosUser } from "./reconcile/world.fixture";

const world = comparedWorld();

describe("a comparison that repairs", () => {
  it("finds nothing where nothing differs, and rewrites no row", async () => {
    const before = await world.userOf("user_admin");
    expect(await world.reconcile()).toEqual([]);
    expect(await world.lastRun()).toMatchObject({
      state: "completed",
      phase: "done",
      listed: 1,
      drift: 0,
    });
    expect(await world.userOf("user_admin")).toEqual(before);
  });

  it("adds missing users, corrects others, deletes those WorkOS says are gone", async () => {
    for (const number of [1, 2]) await world.receive("user.created", person(number));
    world.users.push(person(1, { email: "new@example.com" }), person(3));
    expect(await world.reconcile()).toEqual([
      ["user_0001", "different", "repaired"],
      ["user_0003", "missing_here", "repaired"],
      ["user_0002", "missing_in_workos", "repaired"],
    ]);
    expect(await world.userOf("user_0001")).toMatchObject({
      email: "new@example.com",
      sync: { source: "reconcile" },
    });
    expect(await world.userOf("user_0002")).toMatchObject({ status: "deleted" });
    expect(await world.userOf("user_0003")).toMatchObject({
      status: "active",
      email: "p3@example.com",
    });
    expect(await world.lastRun()).toMatchObject({
      state: "completed",
      listed: 3,
      drift: 3,
      repaired: 3,
      missing: 1,
    });
    expect(await world.reconcile()).toEqual([]);
  });

  it("says what differed, before and after", async () => {
    await world.receive("user.created", person(1));
    world.users.push(person(1, { email: "new@example.com", locale: "de" }));
    await world.reconcile();
    const [drift] = await world.drift();
    expect(drift?.fields).toEqual(["email", "locale"]);
    expect(JSON.parse(drift?.before ?? "")).toEqual({ email: "p1@example.com", locale: "en-GB" });
    expect(JSON.parse(drift?.after ?? "")).toEqual({ email: "new@example.com", locale: "de" });
  });

  it("pages through more users than fit one page and forgets its list afterwards", async () => {
    for (let number = 1; number <= 250; number += 1) world.users.push(person(number));
    await world.reconcile();
    expect(world.pages).toBe(3);
    expect(await world.lastRun()).toMatchObject({ state: "completed", listed: 251, repaired: 250 });
    expect(await world.backend.run((ctx) => ctx.db.query("listedUsers").collect())).toEqual([]);
    // The operator of the fixture was never counted.
    expect((await world.admin.query(api.gatehouse.users.totals, {})).active).toBe(250);
  });

  it("catches up with silent sign-in times without calling it drift", async () => {
    world.users = world.users.map(
      (user) => ({ ...user, last_sign_in_at: "2026-11-20T00:00:00.000Z" }) as unknown as WorkosUser,
    );
    expect(await world.reconcile()).toEqual([]);
    expect(await world.userOf("user_admin")).toMatchObject({
      lastSignInAt: Date.UTC(2026, 10, 20),
    });
  });
});

describe("a comparison that is careful", () => {
  it("changes nothing in a dry run", async () => {
    for (const number of [1, 2]) await world.receive("user.created", person(number));
    world.users.push(person(1, { email: "new@example.com" }), person(3));
    expect(await world.reconcile(true)).toEqual([
      ["user_0001", "different", "reported"],
      ["user_0003", "missing_here", "reported"],
      ["user_0002", "missing_in_workos", "reported"],
    ]);
    expect(await world.userOf("user_0001")).toMatchObject({ email: "p1@example.com" });
    expect(await world.userOf("user_0002")).toMatchObject({ status: "active" });
    expect(await world.userOf("user_0003")).toBeNull();
    expect(await world.lastRun()).toMatchObject({ state: "completed", dryRun: true, repaired: 0 });
  });

  it("does not undo a webhook that is newer than the listing", async () => {
    await world.receive("user.created", person(1));
    world.users.push(person(1));
    world.duringPage = async () =>
      await world.receive(
        "user.updated",
        person(1, { email: "new@example.com", updated_at: "2026-11-22T00:00:00.000Z" }),
      );
    expect(await world.reconcile()).toEqual([]);
    expect(await world.userOf("user_0001")).toMatchObject({ email: "new@example.com" });
  });

  it("leaves a user alone who signed up while it was listing", async () => {
    world.duringPage = async () => await world.receive("user.created", person(7));
    expect(await world.reconcile()).toEqual([]);
    expect(await world.userOf("user_0007")).toMatchObject({ status: "active" });
  });

  it("leaves a user alone about whom an event came while it was listing", async () => {
    await world.receive("user.created", person(1));
    world.duringPage = async () => await world.receive("user.updated", person(1));
    expect(await world.reconcile()).toEqual([]);
  });

  it("does not bring back a user deleted while it was listing, or before", async () => {
    for (const number of [1, 2]) await world.receive("user.created", person(number));
    world.users.push(person(1), person(2));
    await world.receive("user.deleted", { id: "user_0001" });
    world.duringPage = async () => await world.receive("user.deleted", { id: "user_0002" });
    expect(await world.reconcile()).toEqual([
      ["user_0001", "deleted_here", "left_alone"],
      ["user_0002", "deleted_here", "left_alone"],
    ]);
    expect(await world.userOf("user_0001")).toMatchObject({ status: "deleted" });
    expect(await world.userOf("user_0002")).toMatchObject({ status: "deleted" });
  });

  it("asks about each missing user, and keeps one the listing only skipped", async () => {
    await world.receive("user.created", person(1));
    world.duringPage = async () => void world.users.push(person(1));
    expect(await world.reconcile()).toEqual([["user_0001", "missing_in_workos", "left_alone"]]);
    expect(await world.userOf("user_0001")).toMatchObject({ status: "active" });
  });

  it("deletes nobody when the listing breaks off", async () => {
    for (let number = 1; number <= 150; number += 1) world.users.push(person(number));
    await world.receive("user.created", person(999));
    world.duringPage = async () =>
      void world.failures.push(new HttpResponse("bad", { status: 400 }));
    expect(await world.reconcile()).not.toContainEqual([
      "user_0999",
      "missing_in_workos",
      "repaired",
    ]);
    expect(await world.lastRun()).toMatchObject({
      state: "failed",
      phase: "list",
      error: expect.stringContaining("400") as string,
    });
    expect(await world.userOf("user_0999")).toMatchObject({ status: "active" });
  });
});
