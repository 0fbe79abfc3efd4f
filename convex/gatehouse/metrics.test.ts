// @vitest-environment edge-runtime
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { eventText } from "../../webhooks/events.fixture";
import { api, internal } from "../_generated/api";
import { MONTH_IN_DAYS } from "./metrics/monthlyWindow";
import { signedInAs, startBackend, type Backend } from "./testing/backend.fixture";
import { DAY_IN_MS as DAY, HOUR_IN_MS as HOUR } from "./lib/utc";

afterEach(() => void vi.unstubAllEnvs());

/** A Monday. */
const TODAY = Date.UTC(2026, 10, 23);
const iso = (at: number) => new Date(at).toISOString();

const session = (number: number, user: string, at: number, method = "password") =>
  eventText(
    "session.created",
    { id: `session_${number}`, user_id: user, auth_method: method, created_at: iso(at) },
    { id: `event_s${number}`, createdAt: iso(at) },
  );
const failure = (number: number, code: string, at: number) =>
  eventText(
    "authentication.password_failed",
    { user_id: null, email: "x@y.z", error: { code, message: "No." } },
    { id: `event_f${number}`, createdAt: iso(at) },
  );
const created = (user: string, at: number, id = `event_${user}`) =>
  eventText(
    "user.created",
    { id: user, email: `${user}@x.io`, created_at: iso(at), updated_at: iso(at) },
    { id, createdAt: iso(at) },
  );

async function receive(backend: Backend, events: readonly string[]): Promise<void> {
  for (const payload of events) {
    await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via: "webhook" });
  }
}

type Reader = Awaited<ReturnType<typeof signedInAs>>;

/** A deployment and somebody who reads its figures. */
async function start(): Promise<{ backend: Backend; auditor: Reader }> {
  const backend = startBackend();
  return { backend, auditor: await signedInAs(backend, "auditor") };
}

async function overview(auditor: Reader, days: number, hourAt = TODAY + 12 * HOUR) {
  return await auditor.query(api.gatehouse.metrics.overview, { days, hourAt });
}

describe("gatehouse/metrics:overview", () => {
  it("has sign-ins by method, failures by reason and people by UTC day", async () => {
    const { backend, auditor } = await start();
    await receive(backend, [
      created("user_1", TODAY - DAY),
      session(1, "user_1", TODAY - 1),
      session(2, "user_1", TODAY, "oauth"),
      session(3, "user_1", TODAY + HOUR, "oauth"),
      session(4, "user_2", TODAY + HOUR),
      session(5, "user_2", TODAY + HOUR, "impersonation"),
      failure(1, "invalid_credentials", TODAY + HOUR),
    ]);
    const { days } = await overview(auditor, 2);
    expect(days).toEqual([
      {
        dayAt: TODAY - DAY,
        signIns: [{ method: "password", count: 1 }],
        failures: [],
        activeUsers: 1,
        monthlyActiveUsers: 1,
        newUsers: 1,
      },
      {
        dayAt: TODAY,
        signIns: [
          { method: "oauth", count: 2 },
          { method: "password", count: 1 },
        ],
        failures: [{ errorCode: "invalid_credentials", count: 1 }],
        activeUsers: 2,
        monthlyActiveUsers: 2,
        newUsers: 1,
      },
    ]);
  });

  it("compares today with the same whole hours a week ago", async () => {
    const { backend, auditor } = await start();
    const weekAgo = TODAY - 7 * DAY;
    await receive(backend, [
      ...[0, 1, 2].map((hour) => session(hour, "user_1", weekAgo + hour * HOUR)),
      session(10, "user_1", TODAY + HOUR),
      session(11, "user_1", TODAY + 2 * HOUR),
      failure(1, "mfa", weekAgo),
    ]);
    const { comparison } = await overview(auditor, 7, TODAY + 2 * HOUR);
    expect(comparison).toEqual({ untilAt: TODAY + 2 * HOUR, today: 1, lastWeek: 2 });
  });

  it("forgets a monthly active user on the 30th day after", async () => {
    const { backend, auditor } = await start();
    await receive(backend, [session(1, "user_1", TODAY - MONTH_IN_DAYS * DAY)]);
    const { days } = await overview(auditor, 2);
    expect(days.map(({ monthlyActiveUsers }) => monthlyActiveUsers)).toEqual([1, 0]);
  });

  it("moves a new user to the earlier day that becomes known, and keeps the deleted", async () => {
    const { backend, auditor } = await start();
    const deleted = eventText("user.deleted", { id: "user_1" }, { id: "d", createdAt: iso(TODAY) });
    const newUsers = async () => (await overview(auditor, 3)).days.map((day) => day.newUsers);
    await receive(backend, [session(1, "user_1", TODAY)]);
    expect(await newUsers()).toEqual([0, 0, 1]);
    await receive(backend, [created("user_1", TODAY - 2 * DAY), deleted]);
    expect(await newUsers()).toEqual([1, 0, 0]);
  });

  it("does not count a user of whom only the deletion is known", async () => {
    const { backend, auditor } = await start();
    const deleted = eventText("user.deleted", { id: "user_1" }, { createdAt: iso(TODAY) });
    await receive(backend, [deleted]);
    expect((await overview(auditor, 1)).days[0]?.newUsers).toBe(0);
  });

  it("counts a user from before Gatehouse at the first change", async () => {
    const { backend, auditor } = await start();
    const createdAt = TODAY - DAY;
    await backend.run((ctx) =>
      ctx.db.insert("users", { workosId: "user_1", createdAt, updatedAt: createdAt }),
    );
    await receive(backend, [session(1, "user_1", TODAY), session(2, "user_1", TODAY)]);
    expect((await overview(auditor, 2)).days.map((day) => day.newUsers)).toEqual([1, 0]);
  });

  it.each([0, 1.5, 93])("refuses %d days", async (days) => {
    await expect(overview((await start()).auditor, days)).rejects.toThrow(/1 to 92/);
  });
});

describe("the roll-ups", () => {
  const USERS = ["user_1", "user_2", "user_3"];
  const days = fc.array(
    fc.record({ user: fc.constantFrom(...USERS), day: fc.nat(80), hour: fc.nat(23) }),
    { minLength: 1, maxLength: 14 },
  );
  const deliveries = days.chain((all) => {
    const events = all.map(({ user, day, hour }, index) => ({
      text: session(index, user, TODAY - day * DAY + hour * HOUR),
      user,
      day,
    }));
    const texts = events.map(({ text }) => text);
    return fc.tuple(
      fc.constant(events),
      fc.shuffledSubarray(texts, { minLength: texts.length }),
      fc.array(fc.constantFrom(...texts), { maxLength: 5 }),
    );
  });

  it("equal a recount, in any order and however often things are told", async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ([events, shuffled, again]) => {
        const { backend, auditor } = await start();
        await receive(backend, [...shuffled, ...again]);
        const figures = (await overview(auditor, 90)).days.toReversed();
        for (const [day, { activeUsers, monthlyActiveUsers, signIns }] of figures.entries()) {
          const here = events.filter((event) => event.day === day);
          const month = events.filter(
            (event) => event.day >= day && event.day < day + MONTH_IN_DAYS,
          );
          const people = (of: typeof events) => new Set(of.map(({ user }) => user)).size;
          expect([activeUsers, monthlyActiveUsers]).toEqual([people(here), people(month)]);
          expect(signIns[0]?.count ?? 0).toBe(here.length);
        }
      }),
      { numRuns: 25 },
    );
  });
});
