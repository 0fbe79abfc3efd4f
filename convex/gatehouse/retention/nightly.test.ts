// @vitest-environment edge-runtime
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { eventText } from "../../../webhooks/events.fixture";
import { api, internal } from "../../_generated/api";
import type { Doc, TableNames } from "../tables/dataModel";
import { PRUNED_AT_ONCE } from "./pruner";
import { inboxRow, KINDS, replayRun, syncRun } from "./kinds.fixture";
import { LIMITS, PRUNABLE, type Prunable } from "./limits";
import { schema } from "../tables/schema";
import { signedInAs, startBackend, type Backend } from "../testing/backend.fixture";
import { DAY_IN_MS as DAY, HOUR_IN_MS as HOUR, startOf } from "../lib/utc";

const NOW = Date.UTC(2026, 10, 23, 12);
let backend: Backend;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  backend = startBackend();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const daysAgo = (days: number): number => NOW - days * DAY;
const all = async <T extends TableNames>(table: T): Promise<Doc<T>[]> =>
  await backend.run(async (ctx) => await ctx.db.query(table).collect());
const prune = async (kind: Prunable) =>
  await backend.mutation(internal.gatehouse.retention.nightly.prune, { kind });
const finish = async () => await backend.finishAllScheduledFunctions(vi.runAllTimers);

async function insertAt(kind: Prunable, ...times: number[]): Promise<void> {
  await backend.run(async (ctx) => {
    for (const at of times) await KINDS[kind].insert(ctx, at);
  });
}

describe("retention", () => {
  it.each(PRUNABLE.filter((kind) => kind !== "payloads"))(
    "deletes %s past their time",
    async (kind) => {
      const { days } = LIMITS[kind];
      await insertAt(kind, daysAgo(days + 2), daysAgo(days + 1), daysAgo(days - 1), NOW);
      expect(await prune(kind)).toBe(2);
      expect(await all(KINDS[kind].table)).toHaveLength(2);
      expect(await prune(kind)).toBe(0);
    },
  );

  it("drops payloads, and keeps what is known of their events", async () => {
    await insertAt("payloads", daysAgo(LIMITS.payloads.days + 1), daysAgo(1));
    expect(await prune("payloads")).toBe(1);
    const kept = (await all("inbox")).map((row) => [row.payload, row.payloadSince]);
    expect(kept).toEqual([
      [undefined, undefined],
      ["{}", daysAgo(1)],
    ]);
  });

  it("takes everything that is old in one night, however much there is", async () => {
    const many = Array.from(
      { length: 2 * PRUNED_AT_ONCE + 50 },
      (_, index) => daysAgo(500) + index,
    );
    await insertAt("signIns", ...many);
    for (const kind of PRUNABLE) await insertAt(kind, daysAgo(500), NOW);
    await backend.mutation(internal.gatehouse.retention.nightly.pruneAll, {});
    await finish();
    expect(await all("signIns")).toMatchObject([{ at: NOW }]);
    for (const kind of PRUNABLE) {
      const rows = (await all(KINDS[kind].table)).map((row) => JSON.stringify(row));
      expect(rows.filter((row) => row.includes(String(daysAgo(500))))).toEqual([]);
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  it("takes few of what is large at once", async () => {
    await backend.run(async (ctx) => {
      for (let index = 0; index < 30; index += 1) {
        await ctx.db.insert("inbox", inboxRow(daysAgo(31) + index, "x".repeat(240_000)));
      }
    });
    expect(await prune("payloads")).toBe(17);
    await finish();
    expect((await all("inbox")).filter(({ payload }) => payload !== undefined)).toEqual([]);
  });

  it("deletes the checks of a run with it", async () => {
    await insertAt("diagnosticRuns", daysAgo(401), NOW);
    await prune("diagnosticRuns");
    expect(await all("diagnosticChecks")).toHaveLength(1);
  });
});

describe("what is old and still needed", () => {
  it("is the latest comparison that ended, with what it found, and any after it", async () => {
    await insertAt("drift", daysAgo(300), daysAgo(200));
    await backend.run((ctx) => ctx.db.insert("syncRuns", syncRun(daysAgo(150), "canceled")));
    expect([await prune("drift"), await prune("syncRuns")]).toEqual([1, 1]);
    expect((await all("drift")).map(({ foundAt }) => foundAt)).toEqual([daysAgo(200)]);
    const support = await signedInAs(backend, "support");
    expect(await support.query(api.gatehouse.drift.summary, {})).toMatchObject({
      finishedAt: daysAgo(200),
    });
  });

  it("is a replay that goes on", async () => {
    await backend.run(async (ctx) => {
      await ctx.db.insert("replayRuns", replayRun(daysAgo(300), "failed"));
      await ctx.db.insert("replayRuns", replayRun(daysAgo(200), "running"));
    });
    expect(await prune("replayRuns")).toBe(1);
    expect(await all("replayRuns")).toMatchObject([{ state: "running" }]);
  });

  it("is the count of all refused deliveries", async () => {
    await backend.mutation(internal.gatehouse.inbox.rejections.count, {
      reason: "signature-mismatch",
    });
    vi.setSystemTime(NOW + 40 * DAY);
    await backend.mutation(internal.gatehouse.inbox.rejections.count, {
      reason: "signature-mismatch",
    });
    expect(await prune("refusals")).toBe(1);
    const auditor = await signedInAs(backend, "auditor");
    expect(await auditor.query(api.gatehouse.inbox.health, {})).toMatchObject({
      rejectedSignatures: 2,
    });
    const hourAt = startOf(HOUR, Date.now());
    expect(await auditor.query(api.gatehouse.inbox.refused, { hourAt })).toMatchObject([
      { count: 1 },
    ]);
  });
});

describe("figures", () => {
  const session = async (number: number, at: number) => {
    const createdAt = new Date(at).toISOString();
    const data = { id: `session_${number}`, user_id: "user_1", auth_method: "password" };
    const payload = eventText(
      "session.created",
      { ...data, created_at: createdAt },
      { id: `event_${number}`, createdAt },
    );
    await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via: "webhook" });
  };
  let auditor: Awaited<ReturnType<typeof signedInAs>>;
  beforeEach(async () => {
    auditor = await signedInAs(backend, "auditor");
  });
  const figuresAt = async (at: number) => {
    const { days } = await auditor.query(api.gatehouse.metrics.overview, { days: 92, hourAt: at });
    return days;
  };

  it("stay as they are when the rows they were counted from are pruned", async () => {
    for (const [number, age] of [80, 50, 20, 19, 0].entries()) await session(number, daysAgo(age));
    const before = await figuresAt(NOW);
    vi.setSystemTime(NOW + 500 * DAY);
    await backend.mutation(internal.gatehouse.retention.nightly.pruneAll, {});
    await finish();
    expect(await all("signIns")).toEqual([]);
    expect(await all("userDays")).toEqual([]);
    expect(await figuresAt(NOW)).toEqual(before);
  });

  it("count a later sign-in of the same person as if nothing had been pruned", async () => {
    await session(1, NOW);
    await session(2, NOW + 395 * DAY);
    vi.setSystemTime(NOW + 402 * DAY);
    await prune("signIns");
    await prune("userDays");
    expect(await all("userDays")).toHaveLength(1);
    await session(3, NOW + 402 * DAY);
    const days = (await figuresAt(NOW + 402 * DAY)).slice(-9);
    expect(days.map((day) => day.activeUsers)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 1]);
    expect(days.map((day) => day.monthlyActiveUsers)).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(await figuresAt(NOW + 440 * DAY)).toHaveLength(92);
    expect((await figuresAt(NOW + 440 * DAY)).at(-1)?.monthlyActiveUsers).toBe(0);
  });
});

it("has an answer for every table: pruned by age, or why it does not grow for ever", () => {
  const answered: Partial<Record<TableNames, string>> = {
    users: "kept for good",
    userAgents: "as many as users have agents on",
    metricDays: "kept for good",
    syncState: "one row",
    drainPokes: "deleted when their drain begins",
    listedUsers: "deleted when their comparison ends",
    operators: "as many as an admin appoints",
    auditLog: "kept for good",
    environments: "as many as an admin adds",
    diagnosticChecks: "deleted with their run",
  };
  const pruned = PRUNABLE.map((kind) => KINDS[kind].table);
  const tables = new Set([...pruned, ...Object.keys(answered)]);
  expect([...tables].sort()).toEqual(Object.keys(schema.tables).sort());
});
