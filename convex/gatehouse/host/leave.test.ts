import { afterEach, expect, it, vi } from "vitest";
import { ADA, eventText } from "../../../webhooks/events.fixture";
import { internal } from "../../_generated/api";
import { guestFields } from "../tables/users";
import { deliver, startBackend } from "../testing/backend.fixture";

afterEach(() => vi.unstubAllEnvs());

it("takes every field of ours off every row, over several pages, and nothing else", async () => {
  const backend = startBackend();
  await deliver(backend, eventText("user.created", ADA));
  await backend.run(async (ctx) => {
    for (let number = 0; number < 250; number += 1) {
      const times = { createdAt: number, updatedAt: number };
      await ctx.db.insert("users", { workosId: `user_${number}`, name: "N", ...times });
    }
  });
  const result = await backend.action(internal.gatehouse.host.leave.strip, {});
  expect(result).toEqual({ rows: 251, changed: 251 });
  const rows = await backend.run((ctx) => ctx.db.query("users").collect());
  expect(rows.flatMap(Object.keys).filter((name) => name in guestFields)).toEqual([]);
  expect(rows[0]).toMatchObject({ workosId: ADA.id, createdAt: Date.parse(ADA.created_at) });
  const again = await backend.action(internal.gatehouse.host.leave.strip, {});
  expect(again).toEqual({ rows: 251, changed: 0 });
});
