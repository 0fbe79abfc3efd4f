// @vitest-environment edge-runtime
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { eventText } from "../../../webhooks/events.fixture";
import { internal } from "../../_generated/api";
import { startBackend } from "../testing/backend.fixture";

afterEach(() => void vi.unstubAllEnvs());

const ID = "user_1";
const second = (at: number) => new Date(Date.UTC(2026, 10, 1, 0, 0, at)).toISOString();

/** Histories of one user, as WorkOS might tell them, with parts missing here and there. */
const history = fc
  .array(
    fc.record({
      type: fc.constantFrom(
        "user.created",
        "user.updated",
        "user.updated",
        "user.deleted",
        "session.created",
      ),
      updated_at: fc.nat(3).map(second),
      at: fc.nat(9).map(second),
      data: fc.record(
        {
          email: fc.constantFrom("a@x.io", "b@x.io"),
          first_name: fc.constantFrom("A", "B", null),
          locale: fc.constantFrom("de", null),
          email_verified: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((events) =>
    events.map(({ type, updated_at, at, data }, index) => {
      const envelope = { id: `event_${index}`, createdAt: at };
      const session = {
        id: `session_${index}`,
        user_id: ID,
        auth_method: `m${index}`,
        created_at: at,
      };
      const user = { id: ID, updated_at, created_at: second(0), ...data };
      return eventText(type, type === "session.created" ? session : user, envelope);
    }),
  );

const deliveries = history.chain((events) =>
  fc.tuple(
    fc.constant(events),
    fc
      .tuple(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.array(fc.constantFrom(...events), { maxLength: 4 }),
      )
      .map(([all, again]) => [...all, ...again]),
  ),
);

async function rowAfter(payloads: readonly string[]) {
  const backend = startBackend();
  for (const payload of payloads) {
    await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via: "webhook" });
  }
  return await backend.run(async (ctx) => {
    const user = await ctx.db.query("users").unique();
    const counters = await ctx.db.query("counters").collect();
    const totals = new Map<string, number>();
    for (const { name, value } of counters) totals.set(name, (totals.get(name) ?? 0) + value);
    const { _id, _creationTime, ...row } = user ?? { _id: null, _creationTime: null };
    expect([_id, _creationTime]).not.toContain(null);
    const nonZero = [...totals].filter(([, value]) => value !== 0).sort();
    return { row, counters: nonZero, signIns: (await ctx.db.query("signIns").collect()).length };
  });
}

describe("the users table", () => {
  it("ends the same for any order and repetition of the same deliveries", async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ([events, delivered]) => {
        expect(await rowAfter(delivered)).toEqual(await rowAfter(events));
      }),
      { numRuns: 60 },
    );
  });
});
