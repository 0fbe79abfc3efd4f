import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  copyFixtures,
  NOON,
  openHarness,
  valueOf,
  type Harness,
} from "../runtime/fixtures/harness";

const HOUR_MS = 3_600_000;
const IMPORTS =
  'import { cronJobs, makeFunctionReference } from "convex/server";\n' +
  "const crons = cronJobs();\nexport default crons;\n" +
  'const tick = makeFunctionReference<"mutation">("ticks:tick");\n';

let functionsDir: string;
let backend: Harness;
beforeEach(async () => {
  functionsDir = copyFixtures();
  backend = await openHarness({ functionsDir });
});
afterEach(async () => {
  await backend.stop();
  rmSync(path.dirname(functionsDir), { recursive: true });
});

async function advance(ms: number): Promise<void> {
  backend.clock.advance(ms);
  await backend.runtime.idle();
}

async function setCrons(body: string): Promise<void> {
  writeFileSync(path.join(functionsDir, "crons.ts"), IMPORTS + body);
  await backend.runtime.reload();
  await backend.runtime.idle();
}

/** The ticks so far as `label@hours after noon`. */
async function ticks(): Promise<string[]> {
  const rows = valueOf(await backend.query("ticks:list")) as { label: string; at: number }[];
  return rows.map(({ label, at }) => `${label}@${(at - NOON) / HOUR_MS}`);
}

describe("cron jobs", () => {
  it("run an interval at deploy and then by its period, a daily job at its time", async () => {
    await backend.runtime.idle();
    expect(await ticks()).toEqual(["hourly@0"]);
    await advance(HOUR_MS);
    await advance(HOUR_MS);
    expect(await ticks()).toEqual(["hourly@0", "hourly@1", "hourly@2"]);
    await advance(13.2 * HOUR_MS);
    expect((await ticks()).filter((tick) => tick.startsWith("daily"))).toEqual(["daily@15.2"]);
  });

  it("run once after a downtime, then at the next slot", async () => {
    await backend.runtime.idle();
    await backend.stop();
    backend.clock.advance(5.5 * HOUR_MS);
    backend = await openHarness({ dataDir: backend.dataDir, clock: backend.clock, functionsDir });
    await backend.runtime.idle();
    await advance(0.5 * HOUR_MS);
    expect(await ticks()).toEqual(["hourly@0", "hourly@5.5", "hourly@6"]);
  });

  it("keep their next run over a reload and start anew when their schedule changes", async () => {
    await backend.runtime.idle();
    await advance(0.5 * HOUR_MS);
    await setCrons('crons.interval("every hour", { hours: 1 }, tick, { label: "renamed" });');
    expect(await ticks()).toEqual(["hourly@0"]);
    await advance(0.5 * HOUR_MS);
    expect(await ticks()).toEqual(["hourly@0", "renamed@1"]);
    await setCrons('crons.interval("every hour", { minutes: 30 }, tick, { label: "faster" });');
    await advance(0.5 * HOUR_MS);
    expect(await ticks()).toEqual(["hourly@0", "renamed@1", "faster@1", "faster@1.5"]);
  });

  it("stop when they are gone from crons.ts", async () => {
    await backend.runtime.idle();
    await setCrons("");
    await advance(5 * HOUR_MS);
    expect(await ticks()).toEqual(["hourly@0"]);
  });

  it("run again at their next time when they fail, with nothing written", async () => {
    await setCrons(
      'crons.interval("failing", { hours: 1 }, tick, { label: "failing" });' +
        'crons.interval("fine", { hours: 2 }, tick, { label: "fine" });',
    );
    await advance(HOUR_MS);
    await advance(HOUR_MS);
    expect(await ticks()).toEqual(["hourly@0", "fine@0", "fine@2"]);
    const snapshot = backend.database.snapshot();
    const failures = backend.database.query(snapshot);
    const source = { type: "FullTableScan", tableName: "_cron_jobs", order: "asc" };
    const first = failures.stream({ source, operators: [] }, { system: true }).next();
    failures.close();
    snapshot.close();
    expect(first?.value).toMatchObject({ lastError: expect.stringContaining("tick failed") });
  });

  it("refuses a wrong schedule by the name of its job", async () => {
    const wrong = 'crons.cron("wrong", "61 * * * *", tick, { label: "x" });';
    await expect(setCrons(wrong)).rejects.toThrow(/minute "61"/);
  });
});
