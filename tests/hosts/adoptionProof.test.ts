import { rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOST_TIMEOUT_MS, openApp, type App } from "./support/app";
import { moveIn } from "./support/moveIn";
import { proveAdoption, type Adoption } from "./support/proveAdoption";
import { syncNotes } from "./support/syncNotes";

let app: App;

beforeAll(async () => {
  app = await openApp(syncNotes);
  await moveIn(app);
}, HOST_TIMEOUT_MS);

afterAll(() => app.close());

/** An adoption that does no more than this to the app. */
function only(change: (home: string) => void): Adoption {
  return { adopt: async (home) => change(home), remove: async () => undefined };
}

// What the proof must not take for an adoption.
describe("the proof of an adoption", { timeout: HOST_TIMEOUT_MS }, () => {
  it("fails where nothing was taken in: nobody answers WorkOS", async () => {
    const adoption = only(() => undefined);
    await expect(proveAdoption(app, adoption)).rejects.toThrow("expected 404 to be 200");
  });

  it("fails where something of the app is gone, and names it", async () => {
    const adoption = only((home) => rmSync(path.join(home, "convex/crons.ts")));
    await expect(proveAdoption(app, adoption)).rejects.toThrow("crons/prune api logs is gone");
  });
});
