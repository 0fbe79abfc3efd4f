import { describe, expect, it } from "vitest";
import type { Scenario } from "./types";
import { causeOf } from "../../../convex/diagnostics/catalogue";
import { brokenEnvironments } from "./environments";
import { healthy, heldOutHealthy } from "./healthy";
import { heldOutEnvironments } from "./heldOutEnvironments";
import { heldOutOthers } from "./heldOutOthers";
import { brokenPeople } from "./people";
import { brokenRecordings } from "./recordings";
import { findingsOf, outcomeOf } from "./run";

const seenBroken = [...brokenEnvironments, ...brokenRecordings, ...brokenPeople];
const heldOutBroken = [...heldOutEnvironments, ...heldOutOthers];
const allBroken = [...seenBroken, ...heldOutBroken];
const allHealthy = [...healthy, ...heldOutHealthy];

const NEEDED = 0.95;

async function report(name: string, scenarios: readonly Scenario[]): Promise<number> {
  const { right, all, wrong } = await outcomeOf(scenarios);
  console.log([`${name}: ${right} of ${all}`, ...wrong].join("\n  "));
  return right / all;
}

describe("the scenario suite", () => {
  it("is large enough, a third of it held out", () => {
    expect(allBroken.length).toBeGreaterThanOrEqual(60);
    expect(heldOutBroken.length / allBroken.length).toBeGreaterThanOrEqual(1 / 3);
    expect(allHealthy.length).toBeGreaterThanOrEqual(20);
    const names = [...allBroken, ...allHealthy].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("has its true cause first: scenarios seen while writing", async () => {
    expect(await report("seen", seenBroken)).toBeGreaterThanOrEqual(NEEDED);
  });

  it("has its true cause first: scenarios held out", async () => {
    expect(await report("held out", heldOutBroken)).toBeGreaterThanOrEqual(NEEDED);
  });

  it("finds nothing on healthy setups", async () => {
    expect(await report("healthy, seen", healthy)).toBe(1);
    expect(await report("healthy, held out", heldOutHealthy)).toBe(1);
  });

  it.each(allBroken.map((scenario): [string, Scenario] => [scenario.name, scenario]))(
    "can be acted on: %s",
    async (_name, scenario) => {
      const [first] = await findingsOf(scenario);
      expect(first?.sentence).toMatch(/[.…”]$/);
      expect(first?.howWeKnow).toMatch(/\.$/);
      expect(first?.remedy.join(" ")).not.toMatch(/undefined|null\b(?!\.)|\[object|\{\w+\}(?!\})/);
      expect(first?.title).toBe(first === undefined ? undefined : causeOf(first.code).title);
    },
  );
});
