import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { differences } from "./differences";
import { QUIET, type Batch, type Step, type Tick } from "./history";
import { World } from "./world";

const server = setupServer();

beforeAll(() => {
  server.listen({ onUnhandledRequest: "bypass" });
});
afterAll(() => server.close());

const lost = (action: Step["action"], value = 0): Step => ({ action, value, arrivals: [] });

describe("a change within the millisecond in which WorkOS was read", () => {
  it.each<[string, Step, Partial<Tick>, Batch["heal"]]>([
    ["a listing, made up for by a drain", lost("create"), { sweep: "reconcile" }, "drain"],
    ["a listing, made up for by another", lost("create"), { sweep: "reconcile" }, "reconcile"],
    ["a fetched profile", lost("firstSignIn"), {}, "drain"],
  ])("is not taken for older than %s", async (_name, read, tick, heal) => {
    const histories = [[lost("create"), read, lost("update")]];
    const ticks = [QUIET, { ...QUIET, ...tick }, QUIET];
    const world = await World.open({ histories, ticks, brokenTick: null, heal }, server, true);
    await world.play();
    await world.heal();
    expect(differences(world.database, world.truth)).toEqual([]);
    await world.close();
  });
});
