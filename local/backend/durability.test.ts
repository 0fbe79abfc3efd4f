import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openDatabase } from "./database";
import { APP, collect, tableScan, temporaryDirectory } from "./transaction/testing";

const WRITER = fileURLToPath(new URL("./store/fixtures/writer.ts", import.meta.url));
const ROUNDS = 4;
const COMMITS_PER_ROUND = 25;

/** Runs the writer until it acknowledged some commits, kills it, and returns the last one. */
async function writeAndKill(dataDir: string): Promise<number> {
  const child = spawn(process.execPath, ["--import", "tsx", WRITER, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let [lines, last] = [0, -1];
  for await (const line of createInterface(child.stdout)) {
    last = Number(line);
    if (++lines === COMMITS_PER_ROUND) child.kill("SIGKILL");
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return last;
}

describe("a database whose process is killed", () => {
  it("holds every acknowledged commit, whole, and opens again at once", async () => {
    const dataDir = temporaryDirectory();
    for (let round = 0; round < ROUNDS; round++) {
      const acknowledged = await writeAndKill(dataDir);
      const database = openDatabase({ dataDir });
      const snapshot = database.snapshot();
      const query = database.query(snapshot);
      const numbers = collect(query, tableScan("numbers")).map(({ value }) => value["n"]);
      const twins = collect(query, tableScan("twins")).map(({ value }) => value["n"]);
      const count = query.count("numbers", APP);
      snapshot.close();
      database.close();
      expect(numbers).toEqual(Array.from(numbers, (_, at) => at));
      expect(twins).toEqual(numbers);
      expect(count).toBe(numbers.length);
      expect(numbers.length).toBeGreaterThan(acknowledged);
      expect(acknowledged).toBeGreaterThanOrEqual((round + 1) * COMMITS_PER_ROUND - 1);
    }
  }, 60_000);
});
