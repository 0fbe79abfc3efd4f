import { ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, expect, it } from "vitest";
import { api } from "./api";
import type { TestBackend } from "./harness";
import { officialClient, Recorder, startTestBackend } from "./harness";

const OWNERS = ["ada", "bob", "cyd", "dot"];
const CHANNELS = ["red", "green", "blue"];
const OPENING_BALANCE = 100;
const SEED = 20_261;

let backend: TestBackend;

beforeAll(async () => {
  backend = await startTestBackend();
  await run("accounts:open", { owners: OWNERS });
});

afterAll(() => backend.close());

function run(path: string, args: Record<string, string | number | string[]>) {
  return backend.runtime.runMutation({ path, args, caller: "internal", identity: null });
}

/** A small seeded generator (mulberry32), so that a failure can be repeated. */
function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

it(
  "delivers after every write exactly what running the query again gives",
  { timeout: 20_000 },
  async () => {
    const http = new ConvexHttpClient(backend.apiUrl, { logger: false });
    const client = backend.client();
    const pick = random(SEED);
    const lists = CHANNELS.map((channel) => {
      const seen = new Recorder<string[]>();
      client.onUpdate(api.messages.list, { channel }, seen.record);
      return { channel, seen };
    });
    const count = new Recorder<number>();
    client.onUpdate(api.messages.count, {}, count.record);
    await Promise.all([
      count.until(() => true),
      ...lists.map(({ seen }) => seen.until(() => true)),
    ]);

    for (let step = 0; step < 150; step += 1) {
      const channel = CHANNELS[pick(CHANNELS.length)] ?? "red";
      const text = String(pick(5));
      const mutation = pick(3) === 0 ? api.messages.clear : api.messages.send;
      await client.mutation(mutation, { channel, text });
      for (const { channel: name, seen } of lists) {
        expect(seen.values.at(-1)).toEqual(await http.query(api.messages.list, { channel: name }));
      }
      expect(count.values.at(-1)).toBe(await http.query(api.messages.count, {}));
    }
    for (const { seen } of lists) {
      const repeats = seen.values.filter((texts, i) => i > 0 && same(texts, seen.values[i - 1]));
      expect(repeats).toEqual([]);
    }
  },
);

it(
  "never shows two queries of one client from different moments",
  { timeout: 20_000 },
  async () => {
    const client = officialClient(backend.apiUrl);
    const pick = random(SEED);
    const torn: string[] = [];
    let transitions = 0;
    const all = client.client;
    const queries = OWNERS.map((owner) =>
      client.onUpdate(api.accounts.balance, { owner }, () => undefined),
    );
    client.onUpdate(api.accounts.balances, {}, () => undefined);
    const settled = new Recorder<number>();
    all.addOnTransitionHandler(() => {
      const single = OWNERS.map((owner) => all.localQueryResult("accounts:balance", { owner }));
      if (single.some((balance) => balance === undefined)) return;
      const together = all.localQueryResult("accounts:balances", {}) as Record<string, number>;
      transitions += 1;
      const sum = single.reduce((total: number, balance) => total + Number(balance), 0);
      const agree = OWNERS.every((owner, i) => together[owner] === single[i]);
      if (!agree || sum !== OWNERS.length * OPENING_BALANCE) {
        torn.push(JSON.stringify({ single, together }));
      }
      settled.record(transitions);
    });
    await settled.until(() => true);

    const transfers = Array.from({ length: 300 }, () => ({
      from: OWNERS[pick(OWNERS.length)] ?? "ada",
      to: OWNERS[pick(OWNERS.length)] ?? "bob",
      amount: pick(50),
    }));
    const writer = backend.client();
    await Promise.all(
      transfers.map((transfer, i) =>
        i % 3 === 0
          ? client.mutation(api.accounts.transfer, transfer)
          : writer.mutation(api.accounts.transfer, transfer),
      ),
    );
    expect(torn).toEqual([]);
    expect(transitions).toBeGreaterThan(10);
    for (const stop of queries) stop();
    await client.close();
  },
);

function same(a: readonly string[], b: readonly string[] | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
