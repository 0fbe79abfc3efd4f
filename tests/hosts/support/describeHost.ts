import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOST_TIMEOUT_MS, openApp, type App } from "./app";
import type { Host } from "./host";
import { summaryOf, takeInventory } from "./inventory";
import { moveIn } from "./moveIn";

/** What holds for a host before anybody adds anything to it. */
export function describeHost(host: Host): void {
  describe(`${host.name}, alone`, { timeout: HOST_TIMEOUT_MS }, () => {
    let app: App;

    beforeAll(async () => {
      app = await openApp(host);
      await moveIn(app);
    }, HOST_TIMEOUT_MS);

    afterAll(() => app.close());

    it("has everything it defines in its deployment, and answers", async () => {
      const inventory = await takeInventory(app, app.workos.people);
      expect(summaryOf(inventory)).toEqual(host.summary);
      expect(Object.values(inventory.answers)).not.toContain("[]");
    });

    it("type-checks under its own compiler, and a push leaves its checkout clean", async () => {
      expect(await app.typeCheck()).toContain(`${host.typescript}.`);
      expect(app.checkout.changes()).toEqual([]);
    });

    it("lets people work and leave", async () => {
      const { people } = app.workos;
      await host.work(app, people);
      await host.leave(app, people.linus);
      const users = await app.stored.rows("users");
      expect(users.map(({ workosId }) => workosId)).toEqual([people.ada.id, people.grace.id]);
    });
  });
}
