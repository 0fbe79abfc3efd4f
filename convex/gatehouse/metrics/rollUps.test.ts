// @vitest-environment edge-runtime
import { afterEach, describe, expect, it, vi } from "vitest";
import { eventText } from "../../../webhooks/events.fixture";
import { internal } from "../../_generated/api";
import { startBackend, type Backend } from "../testing/backend.fixture";
import { DAY_IN_MS as DAY, HOUR_IN_MS as HOUR } from "../lib/utc";
import { MONTH_IN_DAYS } from "./monthlyWindow";
import { countSignIn } from "./rollUps";

afterEach(() => void vi.unstubAllEnvs());

const TODAY = Date.UTC(2026, 10, 23);

async function signIn(backend: Backend, user: string, at: number): Promise<void> {
  const created_at = new Date(at).toISOString();
  const session = { id: `session_${at}`, user_id: user, auth_method: "password", created_at };
  const id = `event_${user}_${at}`;
  const payload = eventText("session.created", session, { id, createdAt: created_at });
  await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via: "webhook" });
}

const rows = async (backend: Backend) =>
  await backend.run((ctx) => ctx.db.query("metricDays").collect());

describe("a sign-in", () => {
  it("touches one shard, whatever it counts, and different users different ones", async () => {
    const shards = new Set<number>();
    for (let index = 0; index < 8; index += 1) {
      const backend = startBackend();
      await signIn(backend, `user_${index}`, TODAY + HOUR);
      await signIn(backend, `user_${index}`, TODAY + 2 * DAY);
      const touched = await rows(backend);
      // The days, and the ends of the 30 days each begins.
      expect(touched.map(({ dayAt }) => (dayAt - TODAY) / DAY).sort((a, b) => a - b)).toEqual([
        ...[0, 2, MONTH_IN_DAYS, MONTH_IN_DAYS + 2],
      ]);
      expect(new Set(touched.map(({ shard }) => shard)).size).toBe(1);
      shards.add(touched[0]?.shard ?? -1);
    }
    expect(shards.size).toBeGreaterThan(2);
  });

  it("reads and writes each day once", async () => {
    await startBackend().run(async (ctx) => {
      const reads = vi.spyOn(ctx.db, "query");
      const [inserts, patches] = [vi.spyOn(ctx.db, "insert"), vi.spyOn(ctx.db, "patch")];
      const nothing = { email: null, sessionId: null, expiresAt: null, organizationId: null };
      const unknown = { ipAddress: null, userAgent: null, errorCode: null, errorMessage: null };
      const who = { outcome: "succeeded", method: "sso", userId: "user_1" } as const;
      const first = { at: TODAY, ...who, ...nothing, ...unknown };
      await countSignIn(ctx, "event_1", first, { previousAt: null, nextAt: null });
      expect([reads, inserts, patches].map(({ mock }) => mock.calls.length)).toEqual([2, 2, 0]);
      await countSignIn(ctx, "event_2", { ...first, at: TODAY + HOUR }, null);
      expect([reads, inserts, patches].map(({ mock }) => mock.calls.length)).toEqual([3, 2, 1]);
    });
  });
});
