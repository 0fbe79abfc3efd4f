import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ADA, ADA_SESSION, eventText } from "../../../webhooks/events.fixture";
import * as decoder from "../../../webhooks/decode";
import { SYNCED_EVENTS } from "../../../webhooks/eventTypes";
import { api, internal } from "../../_generated/api";
import { POKE_DELAY_IN_MS } from "../inbox/pokeDrain";
import { EVENT_RETENTION_IN_MS } from "./state";
import {
  deliver,
  signedInAs,
  startBackend,
  WITH_API_KEY,
  type Backend,
} from "../testing/backend.fixture";

vi.mock("../../../webhooks/decode", { spy: true });

const EVENTS_URL = "https://api.workos.com/events";
const USER_URL = "https://api.workos.com/user_management/users/:id";
const NOW = Date.UTC(2026, 10, 23, 12);

/** WorkOS's Events API, as far as the drain needs it. */
class EventsApi {
  events: { id: string; text: string }[] = [];
  requests: URLSearchParams[] = [];
  failures: Response[] = [];

  add(count: number): void {
    for (let index = 0; index < count; index += 1) {
      const id = `event_${String(this.events.length).padStart(4, "0")}`;
      const data = { ...ADA, id: `user_${this.events.length}` };
      this.events.push({ id, text: eventText("user.created", data, { id }) });
    }
  }

  handler = http.get(EVENTS_URL, ({ request }) => {
    const query = new URL(request.url).searchParams;
    this.requests.push(query);
    const failure = this.failures.shift();
    if (failure !== undefined) return failure;
    const after = query.get("after");
    const from = after === null ? 0 : this.events.findIndex(({ id }) => id === after) + 1;
    const data = this.events
      .slice(from, from + Number(query.get("limit")))
      .map(({ text }) => JSON.parse(text) as object);
    return HttpResponse.json({ object: "list", data, list_metadata: { after: null } });
  });
}

const server = setupServer();
let workos: EventsApi;
let backend: Backend;

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: NOW });
  workos = new EventsApi();
  server.use(workos.handler);
  server.use(http.get(USER_URL, ({ params }) => HttpResponse.json({ ...ADA, id: params["id"] })));
  backend = startBackend(WITH_API_KEY);
});
afterEach(() => {
  vi.mocked(decoder.decodeEvent).mockReset();
  server.resetHandlers();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
afterAll(() => server.close());

const drain = async () => void (await backend.action(internal.gatehouse.drain.pull.run, {}));
const state = async () => await backend.run((ctx) => ctx.db.query("syncState").unique());
const inbox = async () => await backend.run((ctx) => ctx.db.query("inbox").collect());
const settle = async () =>
  await backend.finishAllScheduledFunctions(() => void vi.advanceTimersByTime(10_000));

describe("gatehouse/drain/pull:run", () => {
  it("starts as far back as WorkOS keeps events, and asks only for what it uses, oldest first", async () => {
    await drain();
    const [first] = workos.requests;
    const start = Date.parse(first?.get("range_start") ?? "");
    expect(NOW - start).toBeGreaterThan(EVENT_RETENTION_IN_MS - 2 * 3_600_000);
    expect(NOW - start).toBeLessThan(EVENT_RETENTION_IN_MS);
    expect(first?.get("events")?.split(",")).toEqual(SYNCED_EVENTS);
    expect(first?.get("order")).toBe("asc");
    expect(first?.get("limit")).toBe("100");
    expect(first?.has("after")).toBe(false);
  });

  it("applies every page and goes on from the cursor, not from the time", async () => {
    workos.add(230);
    await drain();
    expect(await inbox()).toHaveLength(230);
    expect(await state()).toMatchObject({ cursor: "event_0229", lastDrainedAt: NOW, healed: 230 });
    workos.add(1);
    await drain();
    const last = workos.requests.at(-1);
    expect(last?.get("after")).toBe("event_0229");
    expect(last?.has("range_start")).toBe(false);
    expect(await state()).toMatchObject({ cursor: "event_0230" });
  });

  it("goes on with a long backlog in a further run", async () => {
    workos.add(550);
    await drain();
    expect(await state()).toMatchObject({ cursor: "event_0499" });
    await settle();
    expect(await state()).toMatchObject({
      cursor: "event_0549",
      lastDrainedAt: expect.any(Number) as number,
    });
  });

  it("heals a missed webhook and does nothing twice for the others", async () => {
    const arrived = eventText("user.created", ADA, { id: "event_0000" });
    const missed = eventText("session.created", ADA_SESSION, { id: "event_0001" });
    await deliver(backend, arrived);
    workos.events = [arrived, missed].map((text, index) => ({ id: `event_000${index}`, text }));
    await drain();
    expect((await inbox()).map(({ via, state: outcome }) => [via, outcome])).toEqual([
      ["webhook", "applied"],
      ["drain", "applied"],
    ]);
    expect(await state()).toMatchObject({ cursor: "event_0001", healed: 1 });
  });

  it("moves nothing when another run has moved the cursor", async () => {
    workos.add(3);
    await drain();
    const id = "event_9999";
    const events = [{ id, payload: eventText("teapot.boiled", {}, { id }) }];
    const stale = { expected: null, events };
    expect(await backend.mutation(internal.gatehouse.drain.steps.applyChunk, stale)).toBe(false);
    expect(await state()).toMatchObject({ cursor: "event_0002" });
    expect(await inbox()).toHaveLength(3);
  });

  it("never lets a webhook move the cursor", async () => {
    workos.add(1);
    await drain();
    const before = await state();
    await deliver(backend, eventText("user.created", ADA, { id: "event_5000" }));
    expect(await state()).toEqual(before);
  });

  it("keeps an event it cannot read as given up, and goes on", async () => {
    workos.add(2);
    workos.events.splice(1, 0, { id: "event_odd", text: '{"id":"event_odd"}' });
    await drain();
    expect((await inbox()).map(({ eventId, state: outcome }) => [eventId, outcome])).toEqual([
      ["event_0000", "applied"],
      ["event_odd", "dead"],
      ["event_0001", "applied"],
    ]);
    expect((await inbox())[1]).toMatchObject({
      ...{ type: "unknown", via: "drain", reason: "unreadable", payload: '{"id":"event_odd"}' },
      error: 'The body is not an event: it needs "id", "event" and "data".',
    });
    expect(await state()).toMatchObject({ cursor: "event_0001", healed: 2 });
  });

  it("takes fewer events at a time when they are too much for one transaction", async () => {
    backend = startBackend(WITH_API_KEY, { documentsWritten: 30 });
    workos.add(60);
    await drain();
    expect(new Set((await inbox()).map(({ state: outcome }) => outcome))).toEqual(
      new Set(["applied"]),
    );
    expect(await inbox()).toHaveLength(60);
    expect(await state()).toMatchObject({ cursor: "event_0059", lastDrainedAt: NOW });
  });

  it("sets an event aside that fails even alone, and applies it later by itself", async () => {
    workos.add(30);
    const { decodeEvent } = await vi.importActual<typeof decoder>("../../../webhooks/decode");
    vi.mocked(decoder.decodeEvent).mockImplementation((text) => {
      if (text.includes("event_0007")) throw new Error("Too much of something.");
      return decodeEvent(text);
    });
    await drain();
    vi.mocked(decoder.decodeEvent).mockReset();
    expect(await inbox()).toHaveLength(30);
    const failed = (await inbox()).filter(({ state: outcome }) => outcome !== "applied");
    expect(failed).toMatchObject([
      {
        ...{ eventId: "event_0007", type: "user.created", state: "failed", via: "drain" },
        error: expect.stringContaining("Too much of something.") as string,
      },
    ]);
    expect(await state()).toMatchObject({ cursor: "event_0029", lastDrainedAt: NOW });
    await settle();
    expect(new Set((await inbox()).map(({ state: outcome }) => outcome))).toEqual(
      new Set(["applied"]),
    );
  });

  it("waits as long as WorkOS asks, and says what is wrong meanwhile", async () => {
    workos.add(1);
    workos.failures = [
      new HttpResponse("slow down", { status: 429, headers: { "retry-after": "7" } }),
    ];
    await drain();
    expect(await state()).toMatchObject({
      cursor: null,
      consecutiveErrors: 1,
      lastError: expect.stringContaining("429") as string,
    });
    const jobs = await backend.run((ctx) => ctx.db.system.query("_scheduled_functions").collect());
    expect(jobs.map(({ scheduledTime }) => scheduledTime - NOW)).toEqual([7_000]);
    await settle();
    const healthy = await state();
    expect(healthy).toMatchObject({ cursor: "event_0000", consecutiveErrors: 0 });
    expect(healthy).not.toHaveProperty("lastError");
  });

  it("leaves WorkOS alone as long as it asks, whoever wants the drain", async () => {
    const wait = { status: 503, headers: { "retry-after": "90" } };
    workos.failures = [new HttpResponse("down for a moment", wait)];
    await drain();
    expect(await state()).toMatchObject({
      lastError: expect.stringContaining("does not ask before 2026-11-23T12:01:30") as string,
    });
    vi.setSystemTime(NOW + 60_000);
    await drain();
    await deliver(backend, eventText("user.created", ADA, { id: "event_5000" }));
    await backend.finishAllScheduledFunctions(() => void vi.advanceTimersByTime(6_000));
    expect(workos.requests).toHaveLength(1);
    vi.setSystemTime(NOW + 91_000);
    await drain();
    expect(workos.requests).toHaveLength(2);
    expect(await state()).not.toHaveProperty("notBeforeAt");
  });

  it("drops a cursor WorkOS refuses and goes on from the time of the last complete drain", async () => {
    workos.add(2);
    await drain();
    workos.failures = [new HttpResponse("unknown cursor", { status: 422 })];
    await drain();
    expect(await state()).toMatchObject({ cursor: null });
    await drain();
    // An event of that very moment may not have been listed yet.
    expect(workos.requests.at(-1)?.get("range_start")).toBe(
      new Date(NOW - 3_600_000).toISOString(),
    );
    expect(await state()).toMatchObject({ cursor: "event_0001" });
    expect(await inbox()).toHaveLength(2);
  });

  it("never asks for more than WorkOS keeps, however long there are no events", async () => {
    for (let day = 0; day <= 40; day += 1) {
      vi.setSystemTime(NOW + day * 86_400_000);
      await drain();
    }
    const start = Date.parse(workos.requests.at(-1)?.get("range_start") ?? "");
    expect(Date.now() - start).toBeLessThan(EVENT_RETENTION_IN_MS);
    expect(await state()).not.toHaveProperty("gapAt");
  });

  describe("away longer than WorkOS keeps events", () => {
    const comparisons = async () => await backend.run((ctx) => ctx.db.query("syncRuns").collect());
    beforeEach(() =>
      server.use(
        http.get("https://api.workos.com/user_management/users", () =>
          HttpResponse.json({ data: [], list_metadata: { after: null } }),
        ),
        http.get(USER_URL, () => HttpResponse.json(ADA)),
      ),
    );

    it("schedules a comparison of all users", async () => {
      workos.add(1);
      await drain();
      vi.setSystemTime(NOW + EVENT_RETENTION_IN_MS + 1_000);
      await drain();
      expect(await comparisons()).toEqual([]);
      await settle();
      expect((await comparisons())[0]).toMatchObject({ startedBy: "gap", dryRun: false });
      expect(workos.requests.at(-1)?.has("range_start")).toBe(true);
    });

    it("schedules it once WorkOS answers again, not while it does not", async () => {
      workos.add(1);
      await drain();
      for (const late of [-60_000, 60_000, 120_000]) {
        vi.setSystemTime(NOW + EVENT_RETENTION_IN_MS + late);
        workos.failures = [new HttpResponse("no such key", { status: 401 })];
        await drain();
        await settle();
      }
      expect(await comparisons()).toEqual([]);
      await drain();
      await settle();
      expect(await comparisons()).toHaveLength(1);
    });

    it("schedules it when WorkOS refuses the cursor of a backlog that was never read to its end", async () => {
      workos.add(1);
      await drain();
      await backend.run(async (ctx) => {
        const row = await ctx.db.query("syncState").unique();
        if (row !== null) await ctx.db.patch("syncState", row._id, { lastDrainedAt: undefined });
      });
      vi.setSystemTime(NOW + 2 * 86_400_000);
      workos.failures = [new HttpResponse("unknown cursor", { status: 422 })];
      await drain();
      await drain();
      await settle();
      expect(await comparisons()).toHaveLength(1);
    });
  });

  it("does nothing without an API key", async () => {
    backend = startBackend({ WORKOS_API_KEY: "" });
    await drain();
    expect(workos.requests).toEqual([]);
    expect(await state()).toBeNull();
  });
});

describe("poking the drain", () => {
  const pending = async () =>
    (await backend.run((ctx) => ctx.db.system.query("_scheduled_functions").collect())).filter(
      ({ name, state: job }) => name.startsWith("gatehouse/drain") && job.kind === "pending",
    );

  it("drains once, a few seconds after a burst of webhooks", async () => {
    for (let index = 0; index < 5; index += 1) {
      await deliver(backend, eventText("teapot.boiled", {}, { id: `event_t${index}` }));
    }
    expect((await pending()).map(({ scheduledTime }) => scheduledTime)).toEqual([
      NOW + POKE_DELAY_IN_MS,
    ]);
    await settle();
    expect(workos.requests).toHaveLength(1);
    await deliver(backend, eventText("teapot.boiled", {}, { id: "event_t9" }));
    expect(await pending()).toHaveLength(1);
  });

  it("shows the operator where it has got to", async () => {
    const auditor = await signedInAs(backend, "auditor");
    expect(await auditor.query(api.gatehouse.sync.drain, {})).toBeNull();
    workos.add(1);
    await drain();
    expect(await auditor.query(api.gatehouse.sync.drain, {})).toEqual({
      cursor: "event_0000",
      cursorMovedAt: NOW,
      lastDrainedAt: NOW,
      lastError: null,
      consecutiveErrors: 0,
      healed: 1,
    });
  });
});
