// @vitest-environment edge-runtime
import { ConvexError } from "convex/values";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as reducer from "../../webhooks/reduceUser";
import { ADA, ADA_SESSION, eventText } from "../../webhooks/events.fixture";
import { api, internal } from "../_generated/api";
import type { Doc } from "./tables/dataModel";
import { RETRY_DELAYS_IN_MS } from "./inbox/outcome";
import type { InboxFilter } from "./inbox/listing";
import { deliver, signedInAs, startBackend, type Backend } from "./testing/backend.fixture";

vi.mock("../../webhooks/reduceUser", { spy: true });

type Operator = Awaited<ReturnType<typeof signedInAs>>;

let backend: Backend;
let support: Operator;

beforeEach(async () => {
  vi.useFakeTimers();
  backend = startBackend();
  support = await signedInAs(backend, "support");
});
afterEach(() => {
  vi.mocked(reducer.reduceUser).mockReset();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const SESSION = eventText("session.created", ADA_SESSION);
const breakReducer = () =>
  vi.mocked(reducer.reduceUser).mockImplementation(() => {
    throw new Error("a bug in the reducer");
  });

const inboxRow = async (eventId = "event_01A"): Promise<Doc<"inbox"> | null> =>
  await backend.run((ctx) =>
    ctx.db
      .query("inbox")
      .withIndex("by_event_id", (q) => q.eq("eventId", eventId))
      .unique(),
  );
const retriesDue = async () =>
  (await backend.run((ctx) => ctx.db.system.query("_scheduled_functions").collect()))
    .filter(
      ({ name, state }) => name.startsWith("gatehouse/inbox/retries") && state.kind === "pending",
    )
    .map(({ scheduledTime }) => scheduledTime);
const settle = async () => await backend.finishAllScheduledFunctions(vi.runAllTimers);
const auditActions = async () =>
  (await backend.run((ctx) => ctx.db.query("auditLog").collect())).map(({ action }) => action);
const codeOf = async (call: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConvexError)) throw new Error("no ConvexError");
  return (error.data as { code: string }).code;
};

describe("an event that cannot be processed", () => {
  it("is kept as failed, with all its writes undone, and answered with 200", async () => {
    breakReducer();
    const response = await deliver(backend, SESSION);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ state: "failed", reason: "handler-failed" });
    expect(await inboxRow()).toMatchObject({
      state: "failed",
      attempts: 1,
      error: expect.stringContaining("a bug in the reducer") as string,
      nextAttemptAt: Date.now() + RETRY_DELAYS_IN_MS[0],
    });
    // recordSignIn ran before the reducer threw.
    expect(await backend.run((ctx) => ctx.db.query("signIns").collect())).toEqual([]);
  });

  it("does not hold up what comes behind it", async () => {
    breakReducer();
    await deliver(backend, SESSION);
    vi.mocked(reducer.reduceUser).mockReset();
    const next = await deliver(backend, eventText("user.created", ADA, { id: "event_02" }));
    expect(await next.json()).toEqual({ state: "applied", reason: null });
  });

  it("is applied by a later attempt, once", async () => {
    breakReducer();
    await deliver(backend, SESSION);
    vi.mocked(reducer.reduceUser).mockReset();
    await settle();
    const row = await inboxRow();
    expect(row).toMatchObject({ state: "applied", attempts: 2 });
    expect(row).not.toHaveProperty("error");
    expect(row).not.toHaveProperty("nextAttemptAt");
    const detail = await support.query(api.gatehouse.inbox.get, { eventId: "event_01A" });
    expect(
      detail?.history.map(({ via, state, error }) => [via, state, error !== undefined]),
    ).toEqual([
      ["webhook", "failed", true],
      ["webhook", "applied", false],
    ]);
    expect(await backend.run((ctx) => ctx.db.query("signIns").collect())).toHaveLength(1);
  });

  it("is applied by a redelivery, and the waiting attempt then does nothing", async () => {
    breakReducer();
    await deliver(backend, SESSION);
    vi.mocked(reducer.reduceUser).mockReset();
    expect(await (await deliver(backend, SESSION)).json()).toMatchObject({ state: "applied" });
    await settle();
    expect(await inboxRow()).toMatchObject({ state: "applied", attempts: 2 });
  });

  it("keeps one chain of attempts when the drain brings it, and when a redelivery fails too", async () => {
    breakReducer();
    await deliver(backend, SESSION);
    const [first = 0, second = 0] = RETRY_DELAYS_IN_MS;
    const dueAt = Date.now() + first;
    vi.advanceTimersByTime(5_000);
    const drained = { payload: SESSION, via: "drain" } as const;
    expect(await backend.mutation(internal.gatehouse.inbox.intake.receive, drained)).toMatchObject({
      state: "duplicate",
    });
    expect(await (await deliver(backend, SESSION)).json()).toEqual({
      state: "failed",
      reason: "handler-failed",
    });
    expect(await inboxRow()).toMatchObject({ attempts: 1, nextAttemptAt: dueAt });
    expect(await retriesDue()).toEqual([dueAt]);
    expect((await inboxRow())?.history).toHaveLength(2);
    vi.setSystemTime(dueAt);
    await backend.mutation(internal.gatehouse.inbox.retries.retry, {
      eventId: "event_01A",
      attempts: 1,
    });
    expect(await inboxRow()).toMatchObject({ attempts: 2, nextAttemptAt: dueAt + second });
  });

  it("lets the waiting attempt lapse when a replay has come before it", async () => {
    breakReducer();
    await deliver(backend, SESSION);
    await support.mutation(api.gatehouse.inbox.replay, { eventId: "event_01A" });
    const { nextAttemptAt } = (await inboxRow()) ?? {};
    await backend.mutation(internal.gatehouse.inbox.retries.retry, {
      eventId: "event_01A",
      attempts: 1,
    });
    expect(await inboxRow()).toMatchObject({ attempts: 2, nextAttemptAt });
  });

  it("is tried again although its waiting attempt was lost", async () => {
    breakReducer();
    await deliver(backend, SESSION);
    vi.mocked(reducer.reduceUser).mockReset();
    await backend.run(async (ctx) => {
      for (const job of await ctx.db.system.query("_scheduled_functions").collect())
        await ctx.scheduler.cancel(job._id);
    });
    await backend.mutation(internal.gatehouse.inbox.retries.resume, {});
    await settle();
    expect(await inboxRow()).toMatchObject({ state: "failed" });
    vi.setSystemTime(Date.now() + 3_600_000);
    await backend.mutation(internal.gatehouse.inbox.retries.resume, {});
    await settle();
    expect(await inboxRow()).toMatchObject({ state: "applied", attempts: 2 });
  });

  it("is dead after the last attempt, and a replay still brings it back", async () => {
    breakReducer();
    await deliver(backend, SESSION);
    await settle();
    expect(await inboxRow()).toMatchObject({
      state: "dead",
      reason: "gave-up",
      attempts: RETRY_DELAYS_IN_MS.length + 1,
    });
    expect(await support.query(api.gatehouse.inbox.health, {})).toMatchObject({ failed: 1 });
    vi.mocked(reducer.reduceUser).mockReset();
    const replayed = await support.mutation(api.gatehouse.inbox.replay, {
      eventId: "event_01A",
      reason: "fixed",
    });
    expect(replayed).toMatchObject({ state: "applied" });
    const replayedRow = await inboxRow();
    expect(replayedRow).toMatchObject({ state: "applied", via: "webhook" });
    expect(replayedRow?.history?.at(-1)).toMatchObject({ state: "applied", via: "replay" });
    expect(await support.query(api.gatehouse.inbox.health, {})).toMatchObject({ failed: 0 });
  });

  it("remembers the first and the latest of many attempts", async () => {
    breakReducer();
    await deliver(backend, SESSION);
    for (let index = 0; index < 25; index += 1) {
      vi.advanceTimersByTime(1);
      await support.mutation(api.gatehouse.inbox.replay, { eventId: "event_01A" });
    }
    const { history = [] } = (await inboxRow()) ?? {};
    expect(history).toHaveLength(20);
    expect(history[0]).toMatchObject({ via: "webhook" });
    expect(history.at(-1)).toMatchObject({ via: "replay", at: Date.now(), state: "dead" });
  });

  it("is given up when the drain brings it and its payload is too long to keep", async () => {
    breakReducer();
    const payload = eventText("user.created", { ...ADA, metadata: { note: "x".repeat(300_000) } });
    await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via: "drain" });
    const row = await inboxRow();
    expect(row).toMatchObject({ state: "dead", reason: "too-long-to-keep", attempts: 1 });
    expect(row).not.toHaveProperty("payload");
    vi.mocked(reducer.reduceUser).mockReset();
    await deliver(backend, payload);
    expect(await inboxRow()).toMatchObject({ state: "applied" });
  });

  it("is left to the sender when its payload is too long to keep", async () => {
    breakReducer();
    const long = eventText("user.created", { ...ADA, metadata: { note: "x".repeat(300_000) } });
    expect((await deliver(backend, long)).status).toBe(500);
    expect(await inboxRow()).toBeNull();
    vi.mocked(reducer.reduceUser).mockReset();
    expect((await deliver(backend, long)).status).toBe(200);
    expect(await inboxRow()).not.toHaveProperty("payload");
  });
});

describe("gatehouse/inbox:replay", () => {
  it("changes nothing for an event that was applied, but is on record", async () => {
    await deliver(backend, SESSION);
    const before = await inboxRow();
    await support.mutation(api.gatehouse.inbox.replay, { eventId: "event_01A" });
    expect(await inboxRow()).toMatchObject({ state: "applied", via: before?.via });
    const [user] = await backend.run((ctx) =>
      ctx.db
        .query("users")
        .withIndex("gatehouse_by_workos_id", (q) => q.eq("workosId", ADA.id))
        .collect(),
    );
    expect(user?.signInCount).toBe(1);
    expect(await auditActions()).toEqual(["inbox.replay"]);
  });

  it("applies what an older version had ignored", async () => {
    await deliver(backend, SESSION);
    await backend.run(async (ctx) => {
      const row = await ctx.db.query("inbox").first();
      if (row !== null)
        await ctx.db.patch("inbox", row._id, { state: "ignored", reason: "unknown-type" });
      for (const signIn of await ctx.db.query("signIns").collect())
        await ctx.db.delete("signIns", signIn._id);
    });
    await support.mutation(api.gatehouse.inbox.replay, { eventId: "event_01A" });
    const row = await inboxRow();
    expect(row).toMatchObject({ state: "applied", via: "webhook" });
    expect(row?.history?.at(-1)).toMatchObject({ state: "applied", via: "replay" });
  });

  it("does not call an applied event failed when a replay breaks", async () => {
    await deliver(backend, SESSION);
    breakReducer();
    const result = await support.mutation(api.gatehouse.inbox.replay, { eventId: "event_01A" });
    expect(result).toEqual({ state: "failed", reason: "handler-failed" });
    expect(await inboxRow()).toMatchObject({ state: "applied" });
  });

  it("says so when there is nothing to replay", async () => {
    expect(
      await codeOf(support.mutation(api.gatehouse.inbox.replay, { eventId: "event_404" })),
    ).toBe("not_found");
    await deliver(backend, SESSION);
    await backend.run(async (ctx) => {
      const row = await ctx.db.query("inbox").first();
      if (row !== null) await ctx.db.patch("inbox", row._id, { payload: undefined });
    });
    expect(
      await codeOf(support.mutation(api.gatehouse.inbox.replay, { eventId: "event_01A" })),
    ).toBe("not_found");
  });
});

describe("inbox:get and inbox:reveal", () => {
  it("shows an event with personal data covered, and all of it only on record", async () => {
    const body = eventText("user.created", ADA);
    await deliver(backend, body);
    const detail = await support.query(api.gatehouse.inbox.get, { eventId: "event_01A" });
    expect(detail).toMatchObject({ type: "user.created", userLabel: ADA.email, error: null });
    expect(detail?.changedFields).toContain("email");
    expect(detail?.history).toEqual([{ at: Date.now(), via: "webhook", state: "applied" }]);
    expect(detail?.signature).toEqual({ scheme: "workos", ageMs: 0 });
    expect(detail?.payload).toContain("a•••@example.com");
    expect(detail?.payload).not.toContain("Lovelace");
    expect(await auditActions()).toEqual([]);
    const reveal = { eventId: "event_01A", reason: "ticket 7" };
    expect(await support.mutation(api.gatehouse.inbox.reveal, reveal)).toBe(body);
    expect(await auditActions()).toEqual(["inbox.reveal"]);
  });

  it("wants a reason", async () => {
    await deliver(backend, SESSION);
    const reveal = { eventId: "event_01A", reason: " " };
    expect(await codeOf(support.mutation(api.gatehouse.inbox.reveal, reveal))).toBe(
      "invalid_input",
    );
    expect(await auditActions()).toEqual([]);
  });

  it("knows no event it has not received", async () => {
    expect(await support.query(api.gatehouse.inbox.get, { eventId: "event_404" })).toBeNull();
  });
});

describe("inbox:list and inbox:health", () => {
  beforeEach(async () => {
    await deliver(backend, eventText("user.created", ADA, { id: "event_1" }));
    vi.advanceTimersByTime(1_000);
    await deliver(backend, eventText("teapot.boiled", { user_id: ADA.id }, { id: "event_2" }));
    vi.advanceTimersByTime(1_000);
    await deliver(backend, eventText("teapot.boiled", {}, { id: "event_3" }));
  });

  it.each<[InboxFilter & { receivedInLastMs?: number }, string[]]>([
    [{}, ["event_3", "event_2", "event_1"]],
    [{ state: "ignored" }, ["event_3", "event_2"]],
    [{ type: "user.created" }, ["event_1"]],
    [{ userId: ADA.id }, ["event_2", "event_1"]],
    [{ userId: ADA.id, state: "ignored" }, ["event_2"]],
    [{ state: "applied", type: "teapot.boiled" }, []],
    [{ receivedInLastMs: 1_000 }, ["event_3", "event_2"]],
    [{ userId: ADA.id, receivedInLastMs: 1_000 }, ["event_2"]],
  ])("filters by %j, newest first", async ({ receivedInLastMs, ...rest }, expected) => {
    const filter =
      receivedInLastMs === undefined
        ? rest
        : { ...rest, receivedSince: Date.now() - receivedInLastMs };
    const paginationOpts = { numItems: 10, cursor: null };
    const { page } = await support.query(api.gatehouse.inbox.list, { paginationOpts, filter });
    expect(page.map(({ eventId }) => eventId)).toEqual(expected);
    for (const row of page) {
      expect(row.userLabel).toBe(row.workosUserId === null ? null : ADA.email);
    }
  });

  it("says when the last webhook came and how many were refused", async () => {
    const now = Date.now();
    vi.advanceTimersByTime(5_000);
    await backend.mutation(internal.gatehouse.inbox.intake.receive, {
      payload: SESSION,
      via: "drain",
    });
    await backend.fetch("/workos/webhook", { method: "POST", body: "{}" });
    await backend.fetch("/workos/webhook", {
      method: "POST",
      body: "{}",
      headers: { "workos-signature": "x" },
    });
    expect(await support.query(api.gatehouse.inbox.health, {})).toEqual({
      lastReceivedAt: now,
      failed: 0,
      moreFailed: false,
      rejectedSignatures: 2,
    });
  });
});
