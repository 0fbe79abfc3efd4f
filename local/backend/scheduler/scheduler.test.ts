import type { Value } from "convex/values";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { errorOf, identity, openHarness, valueOf, type Harness } from "../runtime/fixtures/harness";
import { INTERRUPTED } from "./jobTask";
import { JOBS_KEPT_MS } from "./housekeeping";

let backend: Harness;
beforeEach(async () => (backend = await openHarness()));
afterEach(() => backend.stop());

const schedule = async (name: string, delayMs: number, text: string) =>
  valueOf(await backend.mutation("jobs:schedule", { name, delayMs, text }));
const jobs = async () => valueOf(await backend.query("jobs:list"));
const restart = async () => {
  await backend.stop();
  backend = await openHarness({ dataDir: backend.dataDir, clock: backend.clock });
};

describe("a scheduled mutation", () => {
  it("runs without identity, sees itself in progress and ends as success", async () => {
    await backend.mutation(
      "jobs:schedule",
      { name: "jobs:write", delayMs: 0, text: "now" },
      { identity: identity("ann") },
    );
    await backend.runtime.idle();
    expect(await jobs()).toEqual([
      { name: "jobs.js:write", args: [{ text: "now" }], kind: "success", done: true },
    ]);
    expect(valueOf(await backend.query("messages:by", { author: "nobody inProgress" }))).toEqual([
      "now",
    ]);
  });

  it("waits for its time", async () => {
    await schedule("jobs:write", 60_000, "later");
    await backend.runtime.idle();
    expect(await jobs()).toMatchObject([{ kind: "pending", done: false }]);
    backend.clock.advance(59_999);
    await backend.runtime.idle();
    expect(await backend.texts()).toEqual([]);
    backend.clock.advance(1);
    await backend.runtime.idle();
    expect(await backend.texts()).toEqual(["later"]);
  });

  it("is not scheduled when its mutation fails", async () => {
    expect((await backend.mutation("jobs:scheduleThenFail", { text: "lost" })).ok).toBe(false);
    await backend.runtime.idle();
    expect(await jobs()).toEqual([]);
  });

  it("runs exactly once across restarts, in order of time", async () => {
    await schedule("jobs:write", 2000, "second");
    await schedule("jobs:write", 1000, "first");
    await restart();
    expect(await backend.texts()).toEqual([]);
    backend.clock.advance(3000);
    await restart();
    await backend.runtime.idle();
    await restart();
    await backend.runtime.idle();
    expect(await backend.texts()).toEqual(["first", "second"]);
  });

  it("fails in a state of its own, with nothing written", async () => {
    await schedule("jobs:fail", 0, "lost");
    await backend.runtime.idle();
    const [job] = (await jobs()) as { kind: string; error: string }[];
    expect(job).toMatchObject({ kind: "failed", done: true });
    expect(job?.error).toMatch(/^Uncaught Error: job failed/);
    expect(await backend.texts()).toEqual([]);
  });

  it("comes in any number", async () => {
    await backend.mutation("jobs:scheduleMany", { count: 30 });
    await backend.runtime.idle();
    expect((await backend.texts()) as Value[]).toHaveLength(30);
  });

  it("comes at most a thousand per mutation", async () => {
    const outcome = await backend.mutation("jobs:scheduleMany", { count: 1001 });
    expect(errorOf(outcome)).toContain("Too many functions scheduled");
  });

  it("may be scheduled from an action", async () => {
    await backend.action("jobs:scheduleFromAction", { text: "by action" });
    await backend.runtime.idle();
    expect(await backend.texts()).toEqual(["by action"]);
  });
});

describe("the scheduler", () => {
  it("runs at most eight functions side by side", async () => {
    for (let i = 0; i < 10; i++) await schedule("jobs:endless", 0, "");
    let kinds: string[] = [];
    while (kinds.filter((kind) => kind === "inProgress").length < 8) {
      await new Promise((resolve) => setImmediate(resolve));
      kinds = ((await jobs()) as { kind: string }[]).map(({ kind }) => kind);
    }
    expect(kinds.filter((kind) => kind === "pending")).toHaveLength(2);
  });

  it("tries again, ever later, when it cannot record a run", async () => {
    await schedule("jobs:write", 1000, "at last");
    const full = vi.spyOn(backend.database, "commitBatch");
    full.mockRejectedValue(new Error("disk full"));
    const attempts = () => backend.log.filter((line) => line.includes("trying again")).length;
    for (const [pauseMs, expected] of [
      [1000, 1],
      [499, 1],
      [1, 2],
      [999, 2],
      [1, 3],
    ] as const) {
      backend.clock.advance(pauseMs);
      await backend.runtime.idle();
      expect(attempts()).toBe(expected);
    }
    full.mockRestore();
    backend.clock.advance(2000);
    await backend.runtime.idle();
    expect(await backend.texts()).toEqual(["at last"]);
  });

  it("runs nothing after it was closed", async () => {
    await schedule("jobs:write", 1000, "after the restart");
    await backend.stop();
    backend.clock.advance(1000);
    backend = await openHarness({ dataDir: backend.dataDir, clock: backend.clock });
    await backend.runtime.idle();
    expect(await backend.texts()).toEqual(["after the restart"]);
  });
});

describe("scheduling", () => {
  it("refuses arguments beyond 4 MiB", async () => {
    const args = { name: "jobs:write", delayMs: 0, text: "x".repeat(4 * 1024 * 1024) };
    expect(errorOf(await backend.mutation("jobs:schedule", args))).toContain(
      "The arguments of scheduled functions are too large",
    );
  });

  it.each([
    ["nope:write", 0, "Attempted to schedule function at nonexistent path: nope.js"],
    [
      "jobs:nope",
      0,
      "Attempted to schedule function, but no exported function nope found in the file: jobs.js. Did you forget to export it?",
    ],
    ["jobs:write", 6 * 366 * 864e5, "is more than 5 years in the future"],
  ])("%s in %d ms is refused", async (name, delayMs, message) => {
    const outcome = await backend.mutation("jobs:schedule", { name, delayMs, text: "" });
    expect(errorOf(outcome)).toContain(message);
  });

  it("a query fails when it is due", async () => {
    await schedule("messages:all", 0, "");
    await backend.runtime.idle();
    expect(await jobs()).toMatchObject([
      {
        kind: "failed",
        error: "'messages:all' is a query. Only mutations and actions can be scheduled.",
      },
    ]);
  });
});

describe("a scheduled action", () => {
  it("runs and ends as success", async () => {
    await schedule("jobs:act", 0, "acted");
    await backend.runtime.idle();
    expect(await jobs()).toMatchObject([{ kind: "success" }]);
    expect(await backend.texts()).toEqual(["acted"]);
  });

  it("never runs twice: one that a stop interrupted fails", async () => {
    await schedule("jobs:endless", 0, "");
    while (!JSON.stringify(await jobs()).includes("inProgress")) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await restart();
    await backend.runtime.idle();
    expect(await jobs()).toMatchObject([{ kind: "failed", error: INTERRUPTED, done: true }]);
  });

  it("stays canceled when canceled while it runs, and so does what it schedules then", async () => {
    await schedule("jobs:cancelSelf", 0, "never");
    await backend.runtime.idle();
    expect(await jobs()).toMatchObject([
      { name: "jobs.js:cancelSelf", kind: "canceled" },
      { name: "jobs.js:write", kind: "canceled" },
    ]);
    expect(await backend.texts()).toEqual([]);
  });
});

describe("canceling", () => {
  it.each(["mutation", "action"] as const)("from a %s prevents the run", async (kind) => {
    const id = await schedule("jobs:write", 1000, "never");
    await backend[kind](kind === "action" ? "jobs:cancelFromAction" : "jobs:cancel", { id });
    backend.clock.advance(2000);
    await backend.runtime.idle();
    expect(await jobs()).toMatchObject([{ kind: "canceled", done: true }]);
    expect(await backend.texts()).toEqual([]);
  });

  it.each(["jobs:write", "jobs:act"])("%s just before it begins prevents the run", async (name) => {
    const id = await schedule(name, 1000, "never");
    const hanging = backend.mutation("failures:hangs");
    const canceled = backend.mutation("jobs:cancel", { id });
    await new Promise((resolve) => setImmediate(resolve));
    // Comes due behind the cancellation, once the mutation before both has timed out.
    backend.clock.advance(10_000);
    await Promise.all([hanging, canceled]);
    await backend.runtime.idle();
    expect(await jobs()).toMatchObject([{ kind: "canceled" }]);
    expect(await backend.texts()).toEqual([]);
  });

  it("leaves ended jobs alone", async () => {
    const id = await schedule("jobs:write", 0, "done");
    await backend.runtime.idle();
    await backend.mutation("jobs:cancel", { id });
    expect(await jobs()).toMatchObject([{ kind: "success" }]);
  });
});

it("removes jobs a week after they ended", async () => {
  await schedule("jobs:write", 0, "old");
  await backend.runtime.idle();
  await schedule("jobs:write", 2 * JOBS_KEPT_MS, "pending");
  backend.clock.advance(JOBS_KEPT_MS + 1);
  await restart();
  expect(await jobs()).toMatchObject([{ kind: "pending" }]);
});
