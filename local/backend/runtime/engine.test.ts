import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { errorOf, identity, openHarness, valueOf, type Harness } from "./fixtures/harness";

let backend: Harness;
beforeEach(async () => {
  backend = await openHarness();
  await backend.runtime.idle();
});
afterEach(() => backend.stop());

const send = (text: string) => backend.mutation("messages:send", { author: "a", text });

describe("many calls at once", () => {
  it("keep their callers apart", async () => {
    const names = Array.from({ length: 50 }, (_, i) => `user ${i}`);
    const outcomes = await Promise.all(
      names.map((name) => backend.query("context:whoami", {}, { identity: identity(name) })),
    );
    expect(outcomes.map(valueOf)).toEqual(names);
  });

  it("commit mutations in the order they came, those that wait together at once", async () => {
    const commits: number[] = [];
    backend.database.onCommit(({ keys }) => commits.push(keys.length));
    const outcomes = await Promise.all(["a", "b", "c", "d"].map(send));
    expect(await backend.texts()).toEqual(["a", "b", "c", "d"]);
    const stamps = outcomes.map((outcome) => (outcome.ok ? outcome.ts : 0n));
    expect([...stamps].sort((a, b) => Number(a - b))).toEqual(stamps);
    expect(new Set(stamps).size).toBe(1);
    expect(commits).toHaveLength(1);
  });

  it("lose no update to those being committed meanwhile", async () => {
    const id = valueOf(await send("0"));
    const increments = Array.from({ length: 200 }, async (_, at) => {
      await setTimeout(at % 40);
      return backend.mutation("messages:increment", { id });
    });
    for (const outcome of await Promise.all(increments)) expect(outcome.ok).toBe(true);
    expect(await backend.texts()).toEqual(["200"]);
  });

  it("answer queries while a mutation hangs", async () => {
    const hanging = backend.mutation("failures:hangs");
    await new Promise((resolve) => setImmediate(resolve));
    expect(await backend.texts()).toEqual([]);
    backend.clock.advance(10_000);
    expect((await hanging).ok).toBe(false);
  });
});

describe("deadlines", () => {
  it.each([
    ["query", "hangsInQuery", 10],
    ["action", "hangsInAction", 600],
  ] as const)("end a %s after %s", async (kind, name, seconds) => {
    const hanging = backend[kind](`failures:${name}`);
    await new Promise((resolve) => setImmediate(resolve));
    backend.clock.advance(seconds * 1000);
    expect(errorOf(await hanging)).toBe(
      `Function execution timed out (maximum duration: ${seconds}s)`,
    );
  });
});

describe("closing", () => {
  it("lets mutations under way finish and refuses later ones", async () => {
    const underWay = Promise.all([send("one"), send("two")]);
    const closing = backend.runtime.close();
    const late = send("late");
    await expect(late).rejects.toThrow("The backend is closed.");
    await closing;
    expect((await underWay).map(({ ok }) => ok)).toEqual([true, true]);
    await expect(backend.query("messages:all")).rejects.toThrow("The backend is closed.");
  });
});

describe("a commit that fails", () => {
  it("rejects, applies nothing and holds up nobody", async () => {
    vi.spyOn(backend.database, "commitBatch").mockRejectedValueOnce(new Error("disk full"));
    await expect(send("lost")).rejects.toThrow("disk full");
    expect((await send("next")).ok).toBe(true);
    expect(await backend.texts()).toEqual(["next"]);
  });
});
