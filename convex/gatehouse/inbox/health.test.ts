import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { eventText } from "../../../webhooks/events.fixture";
import { api, internal } from "../../_generated/api";
import { signedInAs, startBackend, type Backend } from "../testing/backend.fixture";
import { DAY_IN_MS, HOUR_IN_MS, startOf } from "../lib/utc";

const NOW = Date.UTC(2026, 10, 23, 12);

let backend: Backend;
let auditor: Awaited<ReturnType<typeof signedInAs>>;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  backend = startBackend();
  auditor = await signedInAs(backend, "auditor");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

let events = 0;
async function receive(
  lagMs: number,
  via: "webhook" | "drain" | "replay" = "webhook",
  id = `event_${(events += 1)}`,
): Promise<void> {
  const createdAt = new Date(Date.now() - lagMs).toISOString();
  const payload = eventText("teapot.boiled", {}, { id, createdAt });
  await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via });
}
const hourAt = () => startOf(HOUR_IN_MS, Date.now());
const lag = async () => await auditor.query(api.gatehouse.inbox.lag, { hourAt: hourAt() });

describe("gatehouse/inbox:lag", () => {
  it("is unknown while nothing came", async () => {
    expect(await lag()).toBeNull();
  });

  it("is the one delivery's when there is one", async () => {
    await receive(250);
    expect(await lag()).toEqual({ sampled: 1, p50Ms: 250, p95Ms: 250 });
  });

  it("takes the middle, and what 95 of 100 stay below", async () => {
    for (let index = 100; index >= 1; index -= 1) await receive(index * 10);
    expect(await lag()).toEqual({ sampled: 100, p50Ms: 500, p95Ms: 950 });
  });

  it("leaves out what was healed, and what is older than a day", async () => {
    await receive(9_000);
    vi.setSystemTime(NOW + DAY_IN_MS);
    await receive(60_000, "drain");
    await receive(100);
    expect(await lag()).toEqual({ sampled: 1, p50Ms: 100, p95Ms: 100 });
  });

  it("ages out in a console that is left open, and is asked anew each hour", async () => {
    await receive(250);
    vi.setSystemTime(NOW + DAY_IN_MS - HOUR_IN_MS);
    expect(await lag()).not.toBeNull();
    vi.setSystemTime(NOW + DAY_IN_MS);
    expect(await lag()).toBeNull();
  });

  it("counts a webhook that comes after the drain brought its event, with its true lag", async () => {
    await receive(5_000, "drain", "event_late");
    vi.setSystemTime(NOW + 40_000);
    await receive(45_000, "webhook", "event_late");
    vi.setSystemTime(NOW + 90_000);
    await receive(95_000, "webhook", "event_late");
    expect(await lag()).toEqual({ sampled: 1, p50Ms: 45_000, p95Ms: 45_000 });
  });

  it("does not count what a replay brings again", async () => {
    await receive(5_000, "drain", "event_again");
    await receive(60_000, "replay", "event_again");
    expect(await lag()).toBeNull();
  });

  it("looks at the latest deliveries only", async () => {
    await receive(9_000);
    vi.setSystemTime(NOW + 1);
    for (let index = 0; index < 200; index += 1) await receive(100);
    expect(await lag()).toEqual({ sampled: 200, p50Ms: 100, p95Ms: 100 });
  });
});

describe("gatehouse/inbox:refused", () => {
  const refuse = async (reason: string) =>
    void (await backend.mutation(internal.gatehouse.inbox.rejections.count, { reason }));

  it("counts by reason, and forgets the day before yesterday", async () => {
    await refuse("timestamp-too-old");
    vi.setSystemTime(NOW + DAY_IN_MS);
    await refuse("signature-mismatch");
    vi.setSystemTime(NOW + 2 * DAY_IN_MS);
    await refuse("signature-mismatch");
    await refuse("header-missing");
    const refused = await auditor.query(api.gatehouse.inbox.refused, { hourAt: hourAt() });
    expect(new Map(refused.map(({ reason, count }) => [reason, count]))).toEqual(
      new Map([
        ["signature-mismatch", 2],
        ["header-missing", 1],
      ]),
    );
  });
});
