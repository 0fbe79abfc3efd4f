// @vitest-environment edge-runtime
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { internal } from "./_generated/api";
import { INBOX_RETENTION_IN_DAYS, PAYLOAD_RETENTION_IN_DAYS } from "./retention";
import { startBackend, type Backend } from "./testing.fixture";

const DAY = 86_400_000;
let backend: Backend;

beforeEach(() => {
  vi.useFakeTimers();
  backend = startBackend();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

async function receivedDaysAgo(...ages: number[]): Promise<void> {
  await backend.run(async (ctx) => {
    for (const [index, age] of ages.entries()) {
      const at = Date.now() - age * DAY;
      const row = {
        eventId: `event_${index}`,
        type: "user.created",
        via: "webhook",
        state: "applied",
      } as const;
      const times = { occurredAt: at, receivedAt: at, lagMs: 0, attempts: 1 };
      await ctx.db.insert("inbox", { ...row, ...times, payload: "{}", payloadSince: at });
    }
  });
}

const prune = async () => await backend.mutation(internal.retention.pruneInbox, {});
const rows = async () => await backend.run((ctx) => ctx.db.query("inbox").collect());

describe("retention:pruneInbox", () => {
  it("drops payloads first and rows later", async () => {
    await receivedDaysAgo(
      1,
      PAYLOAD_RETENTION_IN_DAYS - 1,
      PAYLOAD_RETENTION_IN_DAYS + 1,
      INBOX_RETENTION_IN_DAYS + 1,
    );
    expect(await prune()).toEqual({ payloads: 1, rows: 1 });
    expect((await rows()).map(({ eventId, payload }) => [eventId, payload !== undefined])).toEqual([
      ["event_0", true],
      ["event_1", true],
      ["event_2", false],
    ]);
    expect(await prune()).toEqual({ payloads: 0, rows: 0 });
  });

  it("goes on by itself while there is more", async () => {
    await receivedDaysAgo(...Array.from({ length: 450 }, () => INBOX_RETENTION_IN_DAYS + 1));
    expect(await prune()).toEqual({ payloads: 200, rows: 200 });
    await backend.finishAllScheduledFunctions(vi.runAllTimers);
    expect(await rows()).toEqual([]);
  });
});
