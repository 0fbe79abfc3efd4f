import { ConvexHttpClient } from "convex/browser";
import { ConvexReactClient } from "convex/react";
import type { Value } from "convex/values";
import { ConvexError } from "convex/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { api } from "./api";
import type { TestBackend } from "./harness";
import { Recorder, startTestBackend } from "./harness";

let backend: TestBackend;

beforeAll(async () => {
  backend = await startTestBackend();
});

afterAll(() => backend.close());

describe("ConvexClient", () => {
  it("delivers a query, then every change to it", async () => {
    const client = backend.client();
    const seen = new Recorder<string[]>();
    client.onUpdate(api.messages.list, { channel: "changes" }, seen.record);
    await seen.until((texts) => texts.length === 0);
    await client.mutation(api.messages.send, { channel: "changes", text: "a" });
    await client.mutation(api.messages.send, { channel: "other", text: "unseen" });
    await client.mutation(api.messages.clear, { channel: "changes", text: "a" });
    await seen.until((texts) => texts.length === 0 && seen.values.length > 2);
    expect(seen.values).toEqual([[], ["a"], []]);
  });

  it("shows a client its own writes as soon as the mutation resolves", async () => {
    const client = backend.client();
    const seen = new Recorder<string[]>();
    client.onUpdate(api.messages.list, { channel: "own" }, seen.record);
    await seen.until(() => true);
    for (let i = 0; i < 20; i += 1) {
      await client.mutation(api.messages.send, { channel: "own", text: String(i) });
      expect(seen.values.at(-1)).toHaveLength(i + 1);
    }
  });

  it("runs pipelined mutations in the order they were made", async () => {
    const client = backend.client();
    const texts = Array.from({ length: 50 }, (_, i) => String(i));
    await Promise.all(
      texts.map((text) => client.mutation(api.messages.send, { channel: "pipeline", text })),
    );
    expect(await client.query(api.messages.list, { channel: "pipeline" })).toEqual(texts);
  });

  it("carries values JSON does not have, both ways", async () => {
    const given = { big: -(2n ** 63n), nan: NaN, zero: -0, bytes: new Uint8Array([255, 0]).buffer };
    const result = await backend.client().query(api.messages.values, { given });
    expect(result).toEqual({
      given,
      big: 2n ** 62n,
      nan: NaN,
      bytes: new Uint8Array([1, 2]).buffer,
    });
  });

  it("carries a ConvexError's data, and rolls the mutation back", async () => {
    const client = backend.client();
    const error: unknown = await client
      .mutation(api.messages.refuse, { channel: "refused" })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConvexError);
    expect((error as ConvexError<Value>).data).toEqual({ code: "refused", limit: 3n });
    expect(await client.query(api.messages.list, { channel: "refused" })).toEqual([]);
  });

  it("reports a failing query, and its recovery", async () => {
    const client = backend.client();
    const results = new Recorder<string>();
    const errors = new Recorder<Error>();
    client.onUpdate(api.messages.fail, { channel: "failing" }, results.record, errors.record);
    const error = await errors.until(() => true);
    expect((error as ConvexError<Value>).data).toEqual({ empty: "failing" });
    await client.mutation(api.messages.send, { channel: "failing", text: "better" });
    expect(await results.until(() => true)).toBe("better");
  });

  it("refuses unknown and internal functions", async () => {
    const client = backend.client();
    await expect(client.query(api.identity.secret, {})).rejects.toThrow(
      "Could not find public function for 'identity:secret'.",
    );
  });

  it("runs actions, several at the same time", async () => {
    const client = backend.client();
    const texts = ["x", "y", "z"];
    const results = await Promise.all(
      texts.map((text) => client.action(api.identity.act, { text })),
    );
    expect(results).toEqual([null, null, null]);
    const acted = await client.query(api.messages.list, { channel: "acted" });
    expect([...acted].sort()).toEqual(texts);
  });

  it("delivers a result of more than one frame", async () => {
    const client = backend.client();
    const length = 6_000_000;
    const text = await client.query(api.messages.large, { length });
    expect(text.endsWith("x".repeat(length))).toBe(true);
  });
});

describe("ConvexReactClient", () => {
  it("watches a query and applies an optimistic update without flicker", async () => {
    const client = new ConvexReactClient(backend.apiUrl, {
      webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
      unsavedChangesWarning: false,
      logger: false,
    });
    const args = { channel: "optimistic" };
    const watch = client.watchQuery(api.messages.list, args);
    const seen = new Recorder<string[] | undefined>();
    const stop = watch.onUpdate(() => seen.record(watch.localQueryResult()));
    await seen.until((texts) => texts !== undefined);

    const texts = Array.from({ length: 30 }, (_, i) => `m${i}`);
    await Promise.all(
      texts.map((text) =>
        client.mutation(
          api.messages.send,
          { ...args, text },
          {
            optimisticUpdate: (store) => {
              const shown = store.getQuery(api.messages.list, args) ?? [];
              store.setQuery(api.messages.list, args, [...shown, text]);
            },
          },
        ),
      ),
    );
    await seen.until((shown) => shown?.length === texts.length);
    for (const shown of seen.values) expect(shown).toEqual(texts.slice(0, shown?.length));
    const lengths = seen.values.map((shown) => shown?.length ?? -1);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    stop();
    await client.close();
  });
});

describe("ConvexHttpClient", () => {
  it("queries, mutates and acts", async () => {
    const client = new ConvexHttpClient(backend.apiUrl, { logger: false });
    await client.mutation(api.messages.send, { channel: "http", text: "hello" });
    expect(await client.query(api.messages.list, { channel: "http" })).toEqual(["hello"]);
    expect(await client.action(api.identity.act, { text: "http" })).toBeNull();
    await expect(client.mutation(api.messages.refuse, { channel: "http" })).rejects.toMatchObject({
      data: { code: "refused", limit: 3n },
    });
  });

  it("reads several queries at one moment", async () => {
    const client = new ConvexHttpClient(backend.apiUrl, { logger: false });
    const writer = new ConvexHttpClient(backend.apiUrl, { logger: false });
    const args = { channel: "moment" };
    expect(await client.consistentQuery(api.messages.list, args)).toEqual([]);
    await writer.mutation(api.messages.send, { ...args, text: "later" });
    expect(await client.consistentQuery(api.messages.list, args)).toEqual([]);
    expect(await client.query(api.messages.list, args)).toEqual(["later"]);
  });
});

describe("many subscribers", () => {
  it("all see each change once, and the query runs once for all of them", async () => {
    const clients = Array.from({ length: 100 }, () => backend.client());
    const recorders = clients.map((client) => {
      const seen = new Recorder<string[]>();
      client.onUpdate(api.messages.list, { channel: "crowd" }, seen.record);
      return seen;
    });
    await Promise.all(recorders.map((seen) => seen.until(() => true)));
    const before = performance.now();
    await backend.runtime.runMutation({
      path: "messages:send",
      args: { channel: "crowd", text: "all" },
      caller: "internal",
      identity: null,
    });
    await Promise.all(recorders.map((seen) => seen.until((texts) => texts.length === 1)));
    console.info(`100 subscribers updated after ${Math.round(performance.now() - before)} ms`);
    for (const seen of recorders) expect(seen.values).toEqual([[], ["all"]]);
  });
});
