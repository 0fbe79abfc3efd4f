import type { FunctionReturnType } from "convex/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "../../_generated/api";
import { signedInAs, startBackend, type Backend } from "../testing/backend.fixture";

const NOW = Date.UTC(2026, 10, 23, 12);
const MIB = 1_048_576;

type Page = FunctionReturnType<typeof api.gatehouse.inbox.list>;

let backend: Backend;
let support: Awaited<ReturnType<typeof signedInAs>>;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  backend = startBackend();
  support = await signedInAs(backend, "support");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** Failed events with a lot of metadata; together more than one Convex transaction may read. */
async function storm(events: number, payload = "x".repeat(MIB / 4)): Promise<void> {
  await backend.run(async (ctx) => {
    for (let index = 0; index < events; index += 1) {
      const at = NOW - index;
      await ctx.db.insert("inbox", {
        ...{ eventId: `event_${index}`, type: "user.updated", via: "webhook", state: "failed" },
        ...{ occurredAt: at, receivedAt: at, lagMs: 0, attempts: 1, payload },
      });
    }
  });
}

describe("in a storm of failures", () => {
  it("a list comes a page at a time, however large the events are", async () => {
    await storm(80);
    const filter = { state: "failed", type: "user.created" } as const;
    let cursor: string | null = null;
    let pages = 0;
    for (let isDone = false; !isDone; pages += 1) {
      const paginationOpts = { numItems: 50, cursor };
      const result: Page = await support.query(api.gatehouse.inbox.list, {
        paginationOpts,
        filter,
      });
      expect(result.page).toEqual([]);
      ({ isDone, continueCursor: cursor } = result);
    }
    // 20 MiB, at most 8 a page.
    expect(pages).toBe(3);
  });

  it("health counts as far as it may read, and says that there is more", async () => {
    await storm(3);
    expect(await support.query(api.gatehouse.inbox.health, {})).toMatchObject({
      ...{ failed: 3, moreFailed: false },
    });
    await storm(80);
    const { failed, moreFailed } = await support.query(api.gatehouse.inbox.health, {});
    expect(moreFailed).toBe(true);
    expect(failed).toBeGreaterThan(10);
    expect(failed).toBeLessThan(32);
  });

  it("health counts a thousand small ones, and no further", async () => {
    await storm(1_001, "{}");
    expect(await support.query(api.gatehouse.inbox.health, {})).toMatchObject({
      ...{ failed: 1_000, moreFailed: true },
    });
  });

  it("so does the preview of a replay", async () => {
    await storm(80);
    const preview = await support.query(api.gatehouse.replay.previewFailed, { since: NOW - 1_000 });
    expect(preview.more).toBe(true);
    expect(preview.events).toBeLessThan(32);
  });
});
