// @vitest-environment edge-runtime
import { afterEach, describe, expect, it, vi } from "vitest";
import { ADA, ADA_SESSION, eventText } from "../../webhooks/events.fixture";
import { api, internal } from "../_generated/api";
import { countedAgents, signedInAs, startBackend } from "./testing/backend.fixture";

afterEach(() => void vi.unstubAllEnvs());

const event = (text: string) => JSON.parse(text) as unknown;
const HISTORY = [
  event(eventText("user.created", ADA)),
  event(
    eventText("session.created", ADA_SESSION, {
      id: "event_02",
      createdAt: ADA_SESSION.created_at,
    }),
  ),
];
const AGENTS = [{ workosId: ADA.id, enabledAgents: ["cursor", "pi"] }];

describe("gatehouse/seed:apply", () => {
  it("writes a past through the code real events go through", async () => {
    const backend = startBackend();
    const result = await backend.mutation(internal.gatehouse.seed.apply, {
      events: HISTORY,
      agents: AGENTS,
    });
    expect(result).toEqual({ applied: 2 });
    const auditor = await signedInAs(backend, "auditor");
    expect(await auditor.query(api.gatehouse.users.get, { id: ADA.id })).toMatchObject({
      status: "active",
      signInCount: 1,
      updatedAt: Date.parse(ADA.updated_at),
      enabledAgents: ["cursor-sync", "pi"],
    });
    expect(await countedAgents(backend)).toEqual({ "cursor-sync": 1, pi: 1 });
    const inbox = await backend.run((ctx) => ctx.db.query("inbox").collect());
    for (const row of inbox) {
      expect(row).toMatchObject({
        via: "seed",
        state: "applied",
        receivedAt: row.occurredAt,
        lagMs: 0,
      });
    }
  });

  it("changes nothing the second time", async () => {
    const backend = startBackend();
    await backend.mutation(internal.gatehouse.seed.apply, { events: HISTORY, agents: AGENTS });
    const again = await backend.mutation(internal.gatehouse.seed.apply, {
      events: HISTORY,
      agents: AGENTS,
    });
    expect(again).toEqual({ applied: 0 });
    expect(await countedAgents(backend)).toEqual({ "cursor-sync": 1, pi: 1 });
  });

  it("makes nobody an operator again whom an admin removed", async () => {
    const backend = startBackend();
    const operators = [{ workosId: ADA.id, role: "support" as const }];
    await backend.mutation(internal.gatehouse.seed.apply, {
      events: HISTORY,
      agents: [],
      operators,
    });
    const admin = await signedInAs(backend, "admin");
    await admin.mutation(api.gatehouse.operators.setRole, { email: ADA.email, role: null });
    await backend.mutation(internal.gatehouse.seed.apply, { events: [], agents: [], operators });
    expect(await admin.query(api.gatehouse.operators.list, {})).toMatchObject([{ role: "admin" }]);
  });

  it.each(["Production", "Preview", "Development"])("refuses in %s", async (name) => {
    const backend = startBackend({ GATEHOUSE_ENVIRONMENT: name });
    const seeding = backend.mutation(internal.gatehouse.seed.apply, {
      events: HISTORY,
      agents: [],
    });
    await expect(seeding).rejects.toThrow('"Local"');
    expect(await backend.run((ctx) => ctx.db.query("users").collect())).toEqual([]);
  });

  it.each([
    [
      "too many events",
      { events: Array.from({ length: 201 }, () => HISTORY[0]), agents: [] },
      "at most 200",
    ],
    ["a malformed event", { events: [{}], agents: [] }, "not-an-event"],
    ["agents of nobody", { events: [], agents: AGENTS }, "before their agents"],
  ])("refuses %s", async (_, args, words) => {
    await expect(startBackend().mutation(internal.gatehouse.seed.apply, args)).rejects.toThrow(
      words,
    );
  });
});
