import { ConvexError } from "convex/values";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as decoder from "../../webhooks/decode";
import * as reducer from "../../webhooks/reduceUser";
import { ADA, eventText } from "../../webhooks/events.fixture";
import { api, internal } from "../_generated/api";
import { RETRY_DELAYS_IN_MS } from "./inbox/outcome";
import {
  deliver,
  signedInAs,
  startBackend,
  WITH_API_KEY,
  type Backend,
} from "./testing/backend.fixture";

vi.mock("../../webhooks/reduceUser", { spy: true });
vi.mock("../../webhooks/decode", { spy: true });

const NOW = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;

let events: { id: string; text: string }[];
let failures: Response[];
let requests: URLSearchParams[];
/** Whether the key belongs to the environment of the people here. */
let isOwnKey: boolean;
const server = setupServer(
  http.get("https://api.workos.com/events", ({ request }) => {
    const query = new URL(request.url).searchParams;
    requests.push(query);
    const failure = failures.shift();
    if (failure !== undefined) return failure;
    const after = query.get("after");
    const from = after === null ? 0 : events.findIndex(({ id }) => id === after) + 1;
    const data = events
      .slice(from, from + Number(query.get("limit")))
      .map(({ text }) => JSON.parse(text) as object);
    return HttpResponse.json({ object: "list", data });
  }),
  http.get("https://api.workos.com/user_management/users/:id", ({ params }) =>
    isOwnKey
      ? HttpResponse.json({ ...ADA, id: params["id"] })
      : new HttpResponse(null, { status: 404 }),
  ),
);

let backend: Backend;
let support: Awaited<ReturnType<typeof signedInAs>>;

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: NOW });
  events = [];
  failures = [];
  requests = [];
  isOwnKey = true;
  backend = startBackend(WITH_API_KEY);
  support = await signedInAs(backend, "support");
});
afterEach(() => {
  vi.mocked(reducer.reduceUser).mockReset();
  vi.mocked(decoder.decodeEvent).mockReset();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
afterAll(() => server.close());

const breakReducer = () =>
  vi.mocked(reducer.reduceUser).mockImplementation(() => {
    throw new Error("a bug in the reducer");
  });
const mendReducer = () => vi.mocked(reducer.reduceUser).mockReset();
const event = (number: number) => {
  const id = `event_${String(number).padStart(4, "0")}`;
  return { id, text: eventText("user.created", { ...ADA, id: `user_${number}` }, { id }) };
};
const receive = async (number: number) =>
  void (await backend.mutation(internal.gatehouse.inbox.intake.receive, {
    payload: event(number).text,
    via: "webhook",
  }));
/** Runs what is due now; the retries of failed events come later. */
const settle = async () => {
  for (let round = 0; round < 40; round += 1) {
    vi.advanceTimersByTime(100);
    await backend.finishInProgressScheduledFunctions();
  }
};
/** How long the steps that are due wait, in ms from now. */
const waits = async () =>
  await backend.run(async (ctx) => {
    const jobs = await ctx.db.system.query("_scheduled_functions").collect();
    const pending = jobs.filter(({ state }) => state.kind === "pending");
    return pending.map(({ scheduledTime }) => scheduledTime - Date.now());
  });
const inbox = async () => await backend.run((ctx) => ctx.db.query("inbox").collect());
const states = async () => (await inbox()).map(({ state, via }) => `${state} by ${via}`);
const lastRun = async () => (await support.query(api.gatehouse.replay.runs, {}))[0];
const start = async (scope: "failed" | "missing", since = NOW - HOUR) =>
  await support.mutation(api.gatehouse.replay.start, { scope, since, expected: 1 });
const audit = async () =>
  (await backend.run((ctx) => ctx.db.query("auditLog").collect())).map(({ action }) => action);
const codeOf = async (call: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConvexError)) throw new Error("no ConvexError");
  return (error.data as { code: string }).code;
};

describe("replaying all failed events", () => {
  const previewed = async (since = NOW - HOUR) =>
    await support.query(api.gatehouse.replay.previewFailed, { since });

  it("applies each once, over as many batches as it takes, and is on record", async () => {
    breakReducer();
    for (let number = 0; number < 60; number += 1) await receive(number);
    mendReducer();
    expect(await previewed()).toEqual({ events: 60, looked: 60, more: false });
    await start("failed");
    await settle();
    expect(new Set(await states())).toEqual(new Set(["applied by webhook"]));
    expect(await lastRun()).toMatchObject({
      state: "completed",
      finishedAt: expect.any(Number) as number,
      ...{ looked: 60, applied: 60, failed: 0 },
    });
    expect(await previewed()).toMatchObject({ events: 0 });
    expect(await audit()).toEqual(["replay.start"]);
  });

  it("meets those given up, and those that fail again only once", async () => {
    breakReducer();
    for (let number = 0; number < 30; number += 1) await receive(number);
    await backend.run(async (ctx) => {
      for (const row of await ctx.db.query("inbox").take(2)) {
        await ctx.db.patch("inbox", row._id, { state: "dead" });
      }
      for (const row of await ctx.db.query("inbox").collect()) {
        await ctx.db.patch("inbox", row._id, { attempts: RETRY_DELAYS_IN_MS.length });
      }
    });
    await start("failed");
    await settle();
    expect(await lastRun()).toMatchObject({ state: "completed", looked: 30, failed: 30 });
    expect(new Set((await inbox()).map(({ attempts }) => attempts))).toEqual(
      new Set([RETRY_DELAYS_IN_MS.length + 1]),
    );
  });

  it("meets an event that stays failed once, at the seam of two batches too", async () => {
    breakReducer();
    for (let number = 0; number < 60; number += 1) await receive(number);
    await start("failed");
    await settle();
    expect(await lastRun()).toMatchObject({ state: "completed", looked: 60, failed: 60 });
    expect(new Set((await inbox()).map(({ attempts }) => attempts))).toEqual(new Set([2]));
  });

  it("leaves alone what is older, and what has no payload any more", async () => {
    breakReducer();
    await receive(1);
    vi.setSystemTime(NOW + HOUR);
    await receive(2);
    await receive(3);
    mendReducer();
    await backend.run(async (ctx) => {
      const last = await ctx.db.query("inbox").order("desc").first();
      if (last !== null) await ctx.db.patch("inbox", last._id, { payload: undefined });
    });
    expect(await previewed(NOW + 1)).toEqual({ events: 1, looked: 2, more: false });
    await start("failed", NOW + 1);
    await settle();
    expect(await states()).toEqual([
      "failed by webhook",
      "applied by webhook",
      "failed by webhook",
    ]);
  });

  it("runs one at a time, and stops when told to", async () => {
    breakReducer();
    await receive(1);
    const runId = await start("failed");
    expect(await codeOf(start("missing"))).toBe("already_running");
    await support.mutation(api.gatehouse.replay.cancel, { runId });
    await settle();
    expect(await lastRun()).toMatchObject({ state: "canceled", looked: 0 });
    expect(await codeOf(support.mutation(api.gatehouse.replay.cancel, { runId }))).toBe(
      "not_found",
    );
    expect(await audit()).toEqual(["replay.start", "replay.cancel"]);
  });
});

describe("replaying all missing events", () => {
  const preview = async (since = NOW - HOUR) =>
    await support.action(api.gatehouse.replay.previewMissing, { since });

  it("brings what never came, and nothing twice", async () => {
    events = Array.from({ length: 130 }, (_, number) => event(number));
    for (const number of [0, 7, 129]) await receive(number);
    expect(await preview()).toEqual({ events: 127, looked: 130, more: false });
    await start("missing");
    await settle();
    expect(await lastRun()).toMatchObject({ state: "completed", looked: 130, applied: 127 });
    const count = (await states()).filter((state) => state === "applied by replay").length;
    expect(count).toBe(127);
    expect(await preview()).toMatchObject({ events: 0 });
    await start("missing");
    await settle();
    expect(await lastRun()).toMatchObject({ state: "completed", looked: 130, applied: 0 });
    expect(await inbox()).toHaveLength(130);
  });

  it("leaves events that came and failed to the other replay", async () => {
    breakReducer();
    await receive(0);
    mendReducer();
    events = [event(0)];
    await start("missing");
    await settle();
    expect(await lastRun()).toMatchObject({ state: "completed", looked: 1, applied: 0 });
    expect(await states()).toEqual(["failed by webhook"]);
  });

  it("brings nobody in with another environment's key", async () => {
    isOwnKey = false;
    events = [event(0)];
    await start("missing");
    await settle();
    expect(await lastRun()).toMatchObject({
      state: "failed",
      error: expect.stringContaining("WORKOS_API_KEY") as string,
    });
    expect(await inbox()).toEqual([]);
  });

  it("does not count as a webhook, and moves no cursor of the drain", async () => {
    await deliver(backend, event(0).text);
    vi.setSystemTime(NOW + HOUR);
    events = [event(0), event(1)];
    await start("missing");
    await settle();
    expect(await support.query(api.gatehouse.inbox.health, {})).toMatchObject({
      lastReceivedAt: NOW,
    });
    expect(await backend.run((ctx) => ctx.db.query("syncState").first())).toBeNull();
  });

  it("asks WorkOS for nothing older than it keeps", async () => {
    await preview(0);
    await start("missing", 0);
    await settle();
    const starts = requests.map((query) => Date.parse(query.get("range_start") ?? ""));
    expect(Math.min(...starts)).toBeGreaterThan(NOW - 30 * 24 * HOUR);
    expect(await lastRun()).toMatchObject({ state: "completed", looked: 0 });
  });

  it("looks at so many events at most before it says how many there are", async () => {
    events = Array.from({ length: 2_050 }, (_, number) => event(number));
    expect(await preview()).toEqual({ events: 2_000, looked: 2_000, more: true });
  });

  it("waits out trouble, and goes on where it was", async () => {
    events = [event(0)];
    failures = [new HttpResponse(null, { status: 503 }), new HttpResponse(null, { status: 503 })];
    await start("missing");
    await settle();
    expect(await lastRun()).toMatchObject({
      state: "running",
      error: expect.stringMatching(/503/),
    });
    await backend.finishAllScheduledFunctions(() => void vi.advanceTimersByTime(10_000));
    expect(await lastRun()).toMatchObject({ state: "completed", applied: 1, error: null });
  });

  it("gives up on a key WorkOS does not know, in words", async () => {
    failures = [new HttpResponse(null, { status: 401 })];
    await start("missing");
    await settle();
    expect(await lastRun()).toMatchObject({
      state: "failed",
      error: expect.stringMatching(/WORKOS_API_KEY/),
    });
    failures = [new HttpResponse(null, { status: 401 })];
    expect(await codeOf(preview())).toBe("workos_failed");
  });

  it("goes on where it was after a write that failed for whatever reason", async () => {
    events = Array.from({ length: 130 }, (_, number) => event(number));
    vi.mocked(decoder.decodeEvent).mockImplementationOnce(() => {
      throw new Error("Documents read from or written to the table changed");
    });
    await start("missing");
    await backend.finishAllScheduledFunctions(() => void vi.advanceTimersByTime(10_000));
    expect(await lastRun()).toMatchObject({ state: "completed", looked: 130, applied: 130 });
  });

  it("waits as long as WorkOS asks, and nobody hurries it", async () => {
    const headers = { "retry-after": "1800" };
    events = [event(0)];
    failures = [new HttpResponse(null, { status: 429, headers })];
    await start("missing");
    vi.advanceTimersByTime(0);
    await backend.finishInProgressScheduledFunctions();
    expect(await waits()).toEqual([1_800_000]);
    vi.setSystemTime(NOW + 1_700_000);
    await backend.mutation(internal.gatehouse.replay.steps.resumeStalled, {});
    expect(await waits()).toEqual([100_000]);
    await backend.finishAllScheduledFunctions(() => void vi.advanceTimersByTime(1_800_000));
    expect(await lastRun()).toMatchObject({ state: "completed", applied: 1 });
  });

  it("is set going again when its action got lost", async () => {
    events = [event(0)];
    await start("missing");
    await backend.run(async (ctx) => {
      for (const job of await ctx.db.system.query("_scheduled_functions").collect()) {
        await ctx.scheduler.cancel(job._id);
      }
    });
    await backend.mutation(internal.gatehouse.replay.steps.resumeStalled, {});
    await settle();
    expect(await lastRun()).toMatchObject({ state: "running" });
    vi.setSystemTime(Date.now() + 121_000);
    await backend.mutation(internal.gatehouse.replay.steps.resumeStalled, {});
    await settle();
    expect(await lastRun()).toMatchObject({ state: "completed", applied: 1 });
  });
});
