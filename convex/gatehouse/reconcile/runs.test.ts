import { HttpResponse } from "msw";
import { afterEach, describe, expect, it, vi } from "vitest";
import * as reducer from "../../../webhooks/reduceUser";
import { api, internal } from "../../_generated/api";
import { codeOf, comparedWorld, person } from "./world.fixture";
import { signedInAs } from "../testing/backend.fixture";

vi.mock("../../../webhooks/reduceUser", { spy: true });

const world = comparedWorld();
afterEach(() => void vi.mocked(reducer.reduceUser).mockReset());

/** Fails the next transactions, as Convex does when writers keep getting in each other's way. */
function breakReducer(times: number): void {
  for (let time = 0; time < times; time += 1) {
    vi.mocked(reducer.reduceUser).mockImplementationOnce(() => {
      throw new Error("Documents read from or written to the table changed");
    });
  }
}

/** How long the steps that are due wait, in ms from now. */
const waits = async () =>
  await world.backend.run(async (ctx) => {
    const jobs = await ctx.db.system.query("_scheduled_functions").collect();
    const pending = jobs.filter(
      ({ name, state }) => name.startsWith("gatehouse/reconcile") && state.kind === "pending",
    );
    return pending.map(({ scheduledTime }) => scheduledTime - Date.now());
  });
const loseActions = async () =>
  await world.backend.run(async (ctx) => {
    const jobs = await ctx.db.system.query("_scheduled_functions").collect();
    for (const { _id } of jobs) await ctx.scheduler.cancel(_id);
  });
const runDue = async (ms = 0) => {
  vi.advanceTimersByTime(ms);
  await world.backend.finishInProgressScheduledFunctions();
};
const resumeStalled = async () =>
  void (await world.backend.mutation(internal.gatehouse.reconcile.resumeStalled, {}));

describe("a comparison that is interrupted", () => {
  it("goes on after rate limits and outages from where it was", async () => {
    for (let number = 1; number <= 150; number += 1) world.users.push(person(number));
    world.failures = [
      new HttpResponse(null, { status: 429, headers: { "retry-after": "3" } }),
      new HttpResponse(null, { status: 503 }),
    ];
    await world.reconcile();
    expect(world.pages).toBe(2);
    const run = await world.lastRun();
    expect(run).toMatchObject({ state: "completed", listed: 151, error: null });
  });

  it("gives up on a lasting outage", async () => {
    world.failures = Array.from({ length: 30 }, () => new HttpResponse(null, { status: 500 }));
    await world.reconcile();
    expect(await world.lastRun()).toMatchObject({
      state: "failed",
      error: expect.stringContaining("500") as string,
    });
  });

  it("goes on after a write that failed for whatever reason", async () => {
    for (let number = 1; number <= 150; number += 1) world.users.push(person(number));
    world.duringPage = async (page) => {
      if (page === 2) breakReducer(2);
    };
    await world.reconcile();
    expect(await world.lastRun()).toMatchObject({ state: "completed", listed: 151, error: null });
    expect((await world.admin.query(api.gatehouse.users.totals, {})).active).toBe(150);
  });

  it("waits as long as WorkOS asks, and nobody hurries it", async () => {
    world.failures = [
      new HttpResponse(null, { status: 429, headers: { "retry-after": "1800" } }),
      new HttpResponse(null, { status: 503 }),
    ];
    await world.start();
    await runDue();
    expect(await waits()).toEqual([1_800_000]);
    vi.advanceTimersByTime(1_790_000);
    await resumeStalled();
    expect(await waits()).toEqual([10_000]);
    await runDue(10_000);
    // The second attempt in a row failed.
    expect(await waits()).toEqual([10_000]);
    await world.settle();
    expect(await world.lastRun()).toMatchObject({ state: "completed", listed: 1 });
  });

  it("is picked up when its action was lost, and not before", async () => {
    await world.start();
    await loseActions();
    vi.setSystemTime(Date.now() + 110_000);
    await resumeStalled();
    expect(await waits()).toEqual([]);
    vi.setSystemTime(Date.now() + 11_000);
    await resumeStalled();
    await resumeStalled();
    expect(await waits()).toEqual([0]);
    await world.settle();
    expect(await world.lastRun()).toMatchObject({ state: "completed" });
  });

  it("fails when it is lost again and again", async () => {
    await world.start();
    for (let time = 0; time < 12; time += 1) {
      await loseActions();
      vi.setSystemTime(Date.now() + 121_000);
      await resumeStalled();
    }
    expect(await world.lastRun()).toMatchObject({
      state: "failed",
      error: expect.stringContaining("function logs") as string,
    });
  });

  it("goes on in another action when one has worked long enough", async () => {
    for (let number = 1; number <= 250; number += 1) world.users.push(person(number));
    world.duringPage = async () => void vi.setSystemTime(Date.now() + 70_000);
    await world.reconcile();
    expect(world.pages).toBeGreaterThanOrEqual(3);
    expect(await world.lastRun()).toMatchObject({ state: "completed", listed: 251 });
  });

  it("does not take a step twice", async () => {
    const runId = await world.start();
    const page = { runId, expected: null, next: "user_admin", readAt: Date.now(), users: "[]" };
    expect(await world.backend.mutation(internal.gatehouse.reconcile.steps.compare, page)).toBe(
      true,
    );
    expect(await world.backend.mutation(internal.gatehouse.reconcile.steps.compare, page)).toBe(
      false,
    );
    expect(
      await world.backend.mutation(internal.gatehouse.reconcile.steps.sweep, {
        runId,
        expected: null,
      }),
    ).toBe(false);
  });

  it("ignores the failure of a step that another one has overtaken", async () => {
    const runId = await world.start();
    const late = { runId, phase: "list", expected: "user_0001", attempt: 1 } as const;
    const failure = { ...late, message: "too late", delay: null };
    await world.backend.mutation(internal.gatehouse.reconcile.steps.fail, failure);
    expect(await world.lastRun()).toMatchObject({ state: "running", error: null });
  });
});

describe("a gap in the events while a comparison runs", () => {
  const gap = async () =>
    await world.backend.mutation(internal.gatehouse.reconcile.startBySystem, { startedBy: "gap" });
  const ran = async () =>
    (await world.admin.query(api.gatehouse.sync.runs, {})).map(
      ({ startedBy, state }) => `${state} by ${startedBy}`,
    );

  it("is healed afterwards when that one only reports", async () => {
    await world.start(true);
    await gap();
    await world.settle();
    expect(await ran()).toEqual(["completed by gap", "completed by user_admin"]);
  });

  it("is healed by that one when it repairs", async () => {
    await world.start();
    await gap();
    await world.settle();
    expect(await ran()).toEqual(["completed by user_admin"]);
  });

  it("is healed afterwards when that one does not come to its end", async () => {
    const runId = await world.start();
    await gap();
    await world.admin.mutation(api.gatehouse.reconcile.cancel, { runId });
    await world.settle();
    expect(await ran()).toEqual(["completed by gap", "canceled by user_admin"]);
  });
});

describe("reconcile:start and reconcile:cancel", () => {
  it("lets support look and only admins repair", async () => {
    const support = await signedInAs(world.backend, "support");
    expect(await codeOf(support.mutation(api.gatehouse.reconcile.start, { dryRun: false }))).toBe(
      "role_missing",
    );
    await support.mutation(api.gatehouse.reconcile.start, { dryRun: true });
  });

  it("runs one at a time, cancels, and puts both on record", async () => {
    const runId = await world.start();
    expect(await codeOf(world.start())).toBe("already_running");
    await world.backend.mutation(internal.gatehouse.reconcile.startBySystem, { startedBy: "cron" });
    await world.admin.mutation(api.gatehouse.reconcile.cancel, { runId });
    expect(await codeOf(world.admin.mutation(api.gatehouse.reconcile.cancel, { runId }))).toBe(
      "not_found",
    );
    await world.settle();
    expect(await world.admin.query(api.gatehouse.sync.runs, {})).toMatchObject([
      { state: "canceled", listed: 0 },
    ]);
    const log = await world.backend.run((ctx) => ctx.db.query("auditLog").collect());
    expect(log.map(({ action }) => action)).toEqual(["reconcile.start", "reconcile.cancel"]);
  });

  it("runs nightly only where there is an API key", async () => {
    vi.stubEnv("WORKOS_API_KEY", "");
    await world.backend.mutation(internal.gatehouse.reconcile.startBySystem, { startedBy: "cron" });
    expect(await world.admin.query(api.gatehouse.sync.runs, {})).toEqual([]);
    vi.stubEnv("WORKOS_API_KEY", "sk_test_key");
    await world.backend.mutation(internal.gatehouse.reconcile.startBySystem, { startedBy: "cron" });
    await world.settle();
    expect(await world.admin.query(api.gatehouse.sync.runs, {})).toMatchObject([
      { startedBy: "cron", state: "completed" },
    ]);
  });
});
