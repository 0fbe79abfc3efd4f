import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openHarness, valueOf, type Harness } from "./fixtures/harness";
import { ANSWERS_KEPT_MS } from "./idempotency";

let backend: Harness;
beforeEach(async () => (backend = await openHarness()));
afterEach(() => backend.stop());

const send = (text: string, sessionId: string, requestId: number) =>
  backend.mutation("messages:send", { author: "a", text }, {}, { sessionId, requestId });

describe("a repeated mutation", () => {
  it("gets the stored answer and changes nothing", async () => {
    const first = await send("one", "session", 0);
    const again = await send("one", "session", 0);
    expect(again).toMatchObject({ ok: true, value: valueOf(first), logLines: first.logLines });
    expect(await backend.texts()).toEqual(["one"]);
  });

  it("gets its log lines again", async () => {
    const once = { sessionId: "s", requestId: 1 };
    const args = { lines: 0, chars: 0 };
    const first = await backend.mutation("context:logs", args, {}, once);
    const again = await backend.mutation("context:logs", args, {}, once);
    expect(first.logLines).toHaveLength(3);
    expect(again.logLines).toEqual(first.logLines);
  });

  it("gets a timestamp at which its writes are visible", async () => {
    const first = await send("one", "session", 0);
    const again = await send("one", "session", 0);
    if (!first.ok || !again.ok) throw new Error("Both must succeed");
    expect(again.ts).toBeGreaterThanOrEqual(first.ts);
    expect(again.ts).toBeLessThanOrEqual(backend.database.latestTs);
  });

  it("runs again when the first run failed", async () => {
    const once = { sessionId: "s", requestId: 7 };
    expect((await backend.mutation("failures:structured", {}, {}, once)).ok).toBe(false);
    expect((await send("one", "s", 7)).ok).toBe(true);
    expect(await backend.texts()).toEqual(["one"]);
  });

  it("is recognised after a restart", async () => {
    const first = await send("one", "session", 0);
    await backend.stop();
    backend = await openHarness({ dataDir: backend.dataDir });
    expect(valueOf(await send("one", "session", 0))).toBe(valueOf(first));
    expect(await backend.texts()).toEqual(["one"]);
  });
});

it("applies each request once, whatever is repeated in whatever order", async () => {
  const request = fc.record({
    sessionId: fc.constantFrom("a", "b"),
    requestId: fc.integer({ min: 0, max: 3 }),
  });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 12 }), async (requests) => {
      round += 1;
      const name = ({ sessionId, requestId }: (typeof requests)[number]) =>
        `${round} ${sessionId} ${requestId}`;
      await Promise.all(
        requests.map((one) => send(name(one), `${round} ${one.sessionId}`, one.requestId)),
      );
      const texts = (await backend.texts()) as string[];
      const applied = texts.filter((text) => text.startsWith(`${round} `)).sort();
      expect(applied).toEqual([...new Set(requests.map(name))].sort());
    }),
    { numRuns: 20 },
  );
});

it("forgets answers after 14 days", async () => {
  await send("old", "session", 0);
  backend.clock.advance(ANSWERS_KEPT_MS / 2);
  await send("recent", "session", 1);
  backend.clock.advance(ANSWERS_KEPT_MS / 2);
  await vi.waitFor(() => {
    backend.clock.advance(60 * 60 * 1000);
    expect(answersKept()).toBe(1);
  });

  await send("old", "session", 0);
  await send("recent", "session", 1);
  expect(await backend.texts()).toEqual(["old", "recent", "old"]);
});

function answersKept(): number {
  const snapshot = backend.database.snapshot();
  const transaction = backend.database.query(snapshot);
  try {
    return transaction.count("_session_requests", { system: true });
  } finally {
    transaction.close();
    snapshot.close();
  }
}
