import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorOf, NOON, openHarness, valueOf, type Harness } from "./fixtures/harness";
import { MAX_LOG_LINE_CHARS, MAX_LOG_LINES } from "./logs";

let backend: Harness;
beforeAll(async () => (backend = await openHarness({ environment: { GREETING: "hello" } })));
afterAll(() => backend.stop());

describe("determinism", () => {
  it("freezes the clock in queries and leaves other dates alone", async () => {
    expect(valueOf(await backend.query("determinism:clock"))).toEqual([NOON, NOON, NOON, 5, 1]);
    expect(valueOf(await backend.query("determinism:dates"))).toEqual([true, true]);
  });

  it("gives every mutation its own random numbers", async () => {
    const throws = await Promise.all([1, 2, 3].map(() => backend.mutation("determinism:dice")));
    const numbers = throws.flatMap((outcome) => valueOf(outcome) as number[]);
    expect(new Set(numbers).size).toBe(6);
    for (const number of numbers) expect(number >= 0 && number < 1).toBe(true);
  });

  it.each([
    ["fetch", "fetch()"],
    ["globalFetch", "fetch()"],
    ["setTimeout", "setTimeout"],
    ["setInterval", "setInterval"],
  ])("refuses %s in queries", async (name, shown) => {
    expect(errorOf(await backend.query("determinism:tryForbidden", { name }))).toBe(
      `Uncaught Error: Can't use ${shown} in queries and mutations. Please consider using an action. ` +
        "See https://docs.convex.dev/functions/actions for more details.",
    );
  });

  it.each(["Buffer", "setImmediate"])(
    "has no %s, as Convex's default runtime has none, and says what to do",
    async (name) => {
      expect(errorOf(await backend.query("determinism:tryForbidden", { name }))).toMatch(
        new RegExp(`^Uncaught ReferenceError: ${name} is not defined\\. .* "use node"`),
      );
      const types = valueOf(await backend.query("determinism:nodeOnlyNames"));
      expect(types).toEqual(Array(4).fill("undefined"));
    },
  );

  it("allows timers in actions and everything outside functions", async () => {
    expect(valueOf(await backend.action("determinism:waits"))).toBe("waited");
    expect(Math.abs(Date.now() - NOON)).toBeGreaterThan(1000);
  });
});

describe("environment", () => {
  it("is the deployment's and nothing of the machine's", async () => {
    expect(valueOf(await backend.query("determinism:environment"))).toEqual({
      atImport: "hello",
      now: "hello",
      names: ["GREETING"],
      nodeEnv: "production",
    });
    expect(valueOf(await backend.action("onNode:environment"))).toBe("no PATH");
  });

  it("loses what the next start takes back, and keeps what that does not name", async () => {
    const first = await openHarness({ environment: { GREETING: "hello", STAND_IN: "yes" } });
    await first.runtime.environment.update([{ name: "OWN", value: "kept" }]);
    await first.stop();
    const { dataDir } = first;
    const next = await openHarness({ dataDir, environment: { GREETING: "again", STAND_IN: null } });
    expect(next.runtime.environment.list()).toEqual({ GREETING: "again", OWN: "kept" });
    expect(valueOf(await next.query("determinism:environment"))).toMatchObject({
      names: ["GREETING", "OWN"],
    });
    await next.stop();
  });

  it("runs Node modules for files that ask for them", async () => {
    expect(valueOf(await backend.action("onNode:sha256", { text: "" }))).toMatch(/^e3b0c442/);
  });
});

describe("metadata", () => {
  it("describes a query", async () => {
    const { fn, deployment, metrics, ts } = valueOf(
      await backend.query("context:queryMeta"),
    ) as Record<string, unknown>;
    expect(fn).toEqual({
      name: "context:queryMeta",
      componentPath: "",
      type: "query",
      visibility: "public",
    });
    expect(deployment).toEqual({ name: "local", region: null, class: "s16" });
    expect(metrics).toHaveProperty("documentsRead.used", 0);
    expect(ts).toBe(backend.database.latestTs);
  });

  it("describes the request behind a mutation", async () => {
    const request = { ip: "127.0.0.1", userAgent: "test", authToken: "token" };
    expect(valueOf(await backend.mutation("context:mutationMeta", {}, { request }))).toEqual({
      ...request,
      requestId: expect.stringMatching(/^[0-9a-f]{16}$/),
      scheduledFunctionId: null,
    });
  });

  it("makes handles that actions can call", async () => {
    const handle = valueOf(await backend.query("context:handle"));
    expect(handle).toBe("function://;context:whoami");
    expect(valueOf(await backend.action("context:callHandle", { handle }))).toBeNull();
  });
});

describe("logs", () => {
  it("come with the answer and go to the backend's log", async () => {
    const { logLines } = await backend.mutation("context:logs", { lines: 0, chars: 0 });
    expect(logLines).toEqual([
      "[LOG] 'text' 1 { a: [ 1n ] }",
      "[WARN] 'careful'",
      "[ERROR] 'shown'",
    ]);
    expect(backend.log).toContain("[CONVEX M(context:logs)] [WARN] 'careful'");
  });

  it("are limited in number and length", async () => {
    const { logLines } = await backend.mutation("context:logs", { lines: 300, chars: 5000 });
    expect(logLines).toHaveLength(MAX_LOG_LINES);
    expect(logLines.at(-1)).toBe(
      "[ERROR] Log overflow (maximum 256). Remaining log lines omitted.",
    );
    expect(logLines[3]).toHaveLength(MAX_LOG_LINE_CHARS);
    expect(logLines[3]).toMatch(/ \(truncated due to length\)$/);
  });
});
