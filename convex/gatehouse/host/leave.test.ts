import { afterEach, expect, it, vi } from "vitest";
import { ADA, eventText } from "../../../webhooks/events.fixture";
import { api, internal } from "../../_generated/api";
import { guestFields } from "../tables/users";
import { countedAgents, deliver, signedInAs, startBackend } from "../testing/backend.fixture";

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

it("counts everybody once when Gatehouse comes back", async () => {
  const backend = startBackend();
  const support = await signedInAs(backend, "support");
  const totals = async () => await support.query(api.gatehouse.users.totals, {});
  await deliver(backend, eventText("user.created", ADA));
  const ada = await support.query(api.gatehouse.users.get, { id: ADA.id });
  if (ada === null) throw new Error("no Ada");
  await support.mutation(api.gatehouse.users.setEnabledAgents, {
    id: ada._id,
    enabledAgents: ["pi"],
  });
  const before = await totals();
  await backend.run(async (ctx) => {
    const own = await ctx.db.query("users").collect();
    // The operator's row was never counted.
    for (const { _id, workosId } of own) if (workosId !== ADA.id) await ctx.db.delete("users", _id);
  });
  await backend.action(internal.gatehouse.host.leave.strip, {});
  expect(await countedAgents(backend)).toEqual({});
  await deliver(backend, eventText("user.updated", ADA, { id: "event_02" }));
  const back = await backend.run((ctx) => ctx.db.query("counters").collect());
  const active = back.filter(({ name }) => name === "users:active");
  expect(active.reduce((sum, { value }) => sum + value, 0)).toBe(before.active);
});
