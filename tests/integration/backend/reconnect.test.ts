import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "./api";
import type { CuttableProxy } from "./cuttableProxy";
import { startCuttableProxy } from "./cuttableProxy";
import type { TestBackend } from "./harness";
import { Recorder, startTestBackend } from "./harness";

let backend: TestBackend;
let proxy: CuttableProxy;

beforeAll(async () => {
  backend = await startTestBackend();
  proxy = await startCuttableProxy(backend.apiUrl);
});

afterAll(async () => {
  await backend.close();
  await proxy.close();
});

function send(channel: string, text: string) {
  return backend.runtime.runMutation({
    path: "messages:send",
    args: { channel, text },
    caller: "internal",
    identity: null,
  });
}

describe("a connection that breaks", () => {
  it("applies every mutation in flight exactly once, in order", { timeout: 20_000 }, async () => {
    const client = backend.client(proxy.url);
    const texts = Array.from({ length: 200 }, (_, i) => String(i));
    const connections = proxy.connections;
    let answered = 0;
    await Promise.all(
      texts.map(async (text) => {
        await client.mutation(api.messages.send, { channel: "cut", text });
        answered += 1;
        if (answered === 40 || answered === 120) proxy.cut();
      }),
    );
    expect(proxy.connections).toBe(connections + 3);
    expect(await client.query(api.messages.list, { channel: "cut" })).toEqual(texts);
  });

  it("brings subscriptions up to date again", { timeout: 20_000 }, async () => {
    const client = backend.client(proxy.url);
    const seen = new Recorder<string[]>();
    client.onUpdate(api.messages.list, { channel: "away" }, seen.record);
    await seen.until((texts) => texts.length === 0);
    proxy.cut();
    await send("away", "missed");
    await seen.until((texts) => texts.length === 1);
    expect(seen.values).toEqual([[], ["missed"]]);
  });
});

describe("pages of a list that changes", () => {
  type Shown = { page: { text: string }[]; isDone: boolean; continueCursor: string };

  function watchPage(channel: string, cursor: string | null) {
    const client = backend.client(proxy.url);
    const seen = new Recorder<Shown>();
    const paginationOpts = { numItems: 5, cursor };
    client.onUpdate(api.messages.page, { channel, paginationOpts }, seen.record);
    return { client, seen };
  }

  const texts = ({ page }: Shown) => page.map(({ text }) => text);

  it("have neither gaps nor repeats, also after a reconnect", { timeout: 20_000 }, async () => {
    const channel = "paged";
    for (let i = 0; i < 12; i += 1) await send(channel, `m${i}`);
    const first = watchPage(channel, null);
    const { continueCursor } = await first.seen.until(() => true);
    const second = watchPage(channel, continueCursor);
    await second.seen.until(() => true);
    expect(first.seen.values.map(texts)).toEqual([["m0", "m1", "m2", "m3", "m4"]]);
    expect(second.seen.values.map(texts)).toEqual([["m5", "m6", "m7", "m8", "m9"]]);

    await first.client.mutation(api.messages.clear, { channel, text: "m3" });
    const shorter = await first.seen.until(({ page }) => page.length === 4);
    expect(texts(shorter)).toEqual(["m0", "m1", "m2", "m4"]);
    expect(shorter.continueCursor).toBe(continueCursor);

    proxy.cut();
    await first.client.mutation(api.messages.clear, { channel, text: "m0" });
    const afterReconnect = await first.seen.until(({ page }) => page.length === 3);
    expect(texts(afterReconnect)).toEqual(["m1", "m2", "m4"]);
    expect(afterReconnect.continueCursor).toBe(continueCursor);
    expect(texts(second.seen.values.at(-1) as Shown)).toEqual(["m5", "m6", "m7", "m8", "m9"]);
  });

  it("a page that ends the list grows with it", async () => {
    const channel = "growing";
    for (let i = 0; i < 3; i += 1) await send(channel, `m${i}`);
    const { seen } = watchPage(channel, null);
    expect((await seen.until(() => true)).isDone).toBe(true);
    for (let i = 3; i < 8; i += 1) await send(channel, `m${i}`);
    const grown = await seen.until(({ page }) => page.length === 8);
    expect(texts(grown)).toEqual(["m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7"]);
  });
});
