import fc from "fast-check";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doubledEvents, recount } from "../../support/recount";
import { differences } from "./differences";
import { batch, type Batch } from "./history";
import { missingEvents, undoneEvents } from "./lostEvents";
import { World } from "./world";

/** Histories played side by side on one database. */
const BATCH_SIZE = 100;
const HISTORIES = Number(process.env["GATEHOUSE_HISTORIES"] ?? 2_400);
const TIMEOUT_IN_MS = 60_000 + HISTORIES * 100;

const server = setupServer();

beforeAll(() => {
  server.listen({ onUnhandledRequest: "bypass" });
});
afterAll(() => server.close());

async function playAndCompare(histories: Batch, lossy: boolean): Promise<void> {
  const world = await World.open(histories, server, lossy);
  try {
    await world.play();
    if (lossy) await world.heal();
    expect(differences(world.database, world.truth)).toEqual([]);
    // A comparison with all users brings back their profiles, not what they did.
    if (!lossy || histories.heal === "drain")
      expect(missingEvents(world.database, world.events)).toEqual([]);
    expect(undoneEvents(world.database, world.events)).toEqual([]);
    const { kept, counted } = recount(world.database);
    expect(kept).toEqual(counted);
    expect(doubledEvents(world.database)).toEqual([]);
  } finally {
    await world.close();
  }
}

/** The smallest failing batch, without the people who do nothing in it. */
function describeFailure({ seed, counterexamplePath, counterexample }: fc.RunDetails<[Batch]>) {
  const [smallest] = counterexample ?? [];
  const histories = smallest?.histories.filter((steps) => steps.length > 0);
  return `GATEHOUSE_SEED=${seed}, path ${counterexamplePath}: ${JSON.stringify({ ...smallest, histories })}`;
}

describe("the users table", () => {
  it.each([
    ["equals WorkOS after the webhooks alone, doubled and reordered but none lost", false],
    ["equals WorkOS after a drain or a comparison, whatever was lost", true],
  ])("%s", { timeout: TIMEOUT_IN_MS }, async (_name, lossy) => {
    const numRuns = Math.ceil(HISTORIES / 2 / BATCH_SIZE);
    const property = fc.asyncProperty(batch(BATCH_SIZE, lossy), (histories) =>
      playAndCompare(histories, lossy),
    );
    const result = await fc.check(property, { numRuns });
    if (result.failed) throw new Error(describeFailure(result), { cause: result.errorInstance });
    expect(result.numRuns).toBe(numRuns);
  });
});
