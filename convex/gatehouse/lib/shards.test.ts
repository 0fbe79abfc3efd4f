import { describe, expect, it } from "vitest";
import { anyShard, shardOf, SHARDS } from "./shards";

describe("shardOf", () => {
  it("is the same for the same key", () => {
    expect(shardOf("user_01HXYZ")).toBe(shardOf("user_01HXYZ"));
  });

  it.each([
    ["numbered", (index: number) => `user_${index}`],
    [
      "of one moment",
      (index: number) => `user_01KAB3CDEFGH${index.toString(32).padStart(14, "0")}`,
    ],
  ])("spreads ids %s evenly", (_, idOf) => {
    const users = Array<number>(SHARDS).fill(0);
    for (let index = 0; index < 16_000; index += 1) {
      const shard = shardOf(idOf(index).toUpperCase());
      users[shard] = (users[shard] ?? 0) + 1;
    }
    const mean = 16_000 / SHARDS;
    for (const inShard of users) {
      expect(inShard).toBeGreaterThan(0.75 * mean);
      expect(inShard).toBeLessThan(1.25 * mean);
    }
  });
});

it("anyShard is one of them", () => {
  for (let times = 0; times < 100; times += 1) {
    const shard = anyShard();
    expect(Number.isInteger(shard) && shard >= 0 && shard < SHARDS).toBe(true);
  }
});
