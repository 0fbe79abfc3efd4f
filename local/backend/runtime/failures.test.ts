import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorOf, openHarness, valueOf, type Harness } from "./fixtures/harness";

let backend: Harness;
beforeAll(async () => (backend = await openHarness()));
afterAll(() => backend.stop());

describe("thrown errors", () => {
  it("carry a request id, the message and the frames in the functions folder", async () => {
    const outcome = await backend.query("failures:plain");
    expect(outcome).toMatchObject({ ok: false, logLines: [] });
    expect(outcome.ok ? "" : outcome.errorMessage).toMatch(
      /^\[Request ID: [0-9a-f]{16}\] Server Error\nUncaught Error: boom\n {4}at handler \(\.\.\/convex\/failures\.ts:\d+:\d+\)$/,
    );
  });

  it("show in the backend's log, whoever called", async () => {
    await backend.query("failures:plain");
    expect(backend.log.at(-1)).toMatch(/^\[CONVEX Q\(failures:plain\)\] Uncaught Error: boom/);
  });

  it("may be anything", async () => {
    expect(errorOf(await backend.query("failures:notAnError"))).toBe("Uncaught just text");
  });

  it("carry a ConvexError's data, from queries, mutations and actions", async () => {
    const structured = await backend.mutation("failures:structured");
    expect(structured).toMatchObject({
      errorData: { code: "limit", max: { $integer: "AwAAAAAAAAA=" } },
    });
    expect(errorOf(structured)).toMatch(/^Uncaught ConvexError: /);
    expect(await backend.action("failures:fromAction")).toMatchObject({ errorData: "told" });
  });

  it("reach an action that catches them as ConvexErrors", async () => {
    expect(valueOf(await backend.action("actions:catches"))).toEqual({
      data: { code: "limit", max: 3n },
      name: "ConvexError",
    });
  });
});

describe("validation", () => {
  it.each([
    [{}, "ArgumentValidationError: Object is missing the required field `n`"],
    [{ n: 1, m: 2 }, "ArgumentValidationError: Object contains extra field `m`"],
    [{ n: "1" }, "ArgumentValidationError: Value does not match validator.\nPath: .n"],
  ])("refuses the arguments %j", async (args, message) => {
    const error = errorOf(await backend.query("failures:takesNumber", args));
    expect(error.startsWith(message)).toBe(true);
  });

  it("refuses results that do not match", async () => {
    expect(errorOf(await backend.query("failures:wrongReturn"))).toMatch(
      /^ReturnsValidationError: Value does not match validator\./,
    );
  });

  it("refuses documents that do not match the schema", async () => {
    const id = valueOf(await backend.mutation("messages:send", { author: "a", text: "t" }));
    const outcome = await backend.mutation("messages:unlike", { id });
    expect(errorOf(outcome)).toContain(
      'Failed to insert or update a document in table "messages" because it does not match the schema',
    );
  });

  it("refuses arguments beyond 16 MiB", async () => {
    const text = "x".repeat(16 * 1024 * 1024);
    const outcome = await backend.mutation("messages:send", { author: "a", text });
    expect(errorOf(outcome)).toBe(
      "Arguments for messages:send are too large (actual: 16.00 MiB, limit: 16 MiB)",
    );
  });
});

describe("a mutation that never settles", () => {
  it("is aborted at its deadline and lets the next one through", async () => {
    const hanging = backend.mutation("failures:hangs");
    const next = backend.mutation("messages:send", { author: "a", text: "next" });
    await new Promise((resolve) => setImmediate(resolve));
    backend.clock.advance(10_000);
    expect(errorOf(await hanging)).toBe("Function execution timed out (maximum duration: 10s)");
    expect((await next).ok).toBe(true);
    expect(await backend.texts()).not.toContain("lost");
  });

  it("cannot write once it has ended and never hears back", async () => {
    expect((await backend.mutation("failures:leavesWorkBehind")).ok).toBe(true);
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await backend.mutation("messages:send", { author: "a", text: "later" });
    expect(await backend.texts()).not.toContain("too late");
    expect(backend.log.join()).not.toContain("heard back");
  });
});

describe("what this backend leaves out", () => {
  it("says so by name", async () => {
    expect(errorOf(await backend.mutation("context:upload"))).toContain(
      "The embedded backend does not support file storage (1.0/storageGenerateUploadUrl).",
    );
  });

  it("answers operations of another kind of function like unknown ones", async () => {
    expect(errorOf(await backend.action("context:actionMetrics"))).toContain(
      "Unknown async operation 1.0/getTransactionMetrics",
    );
  });
});
