import { afterAll, beforeAll, describe, it } from "vitest";
import { adopt } from "../../../local/adopt/adopt";
import { parseOptions } from "../../../local/adopt/options";
import { HOST_TIMEOUT_MS, openApp, type App } from "./app";
import type { Host } from "./host";
import { moveIn } from "./moveIn";
import { proveAdoption, type Adoption } from "./proveAdoption";

/** What a developer types: `npm run adopt -- --app HOME …`. */
async function type(home: string, ...flags: string[]): Promise<void> {
  const { exitCode, text } = await adopt(parseOptions(["--app", home, ...flags]));
  if (exitCode !== 0) throw new Error(text);
}

const COMMAND: Adoption = {
  adopt: async (home) => await type(home, "--write", "--edit"),
  remove: async (home) => await type(home, "--remove", "--write"),
};

/** What holds for a host that takes Gatehouse in, works with it, and takes it out again. */
export function describeAdoption(host: Host): void {
  describe(`${host.name} with Gatehouse`, { timeout: HOST_TIMEOUT_MS }, () => {
    let app: App;

    beforeAll(async () => {
      app = await openApp(host);
      await moveIn(app);
    }, HOST_TIMEOUT_MS);

    afterAll(() => app.close());

    it("loses nothing by it, has the console over its own users, and can go back", async () => {
      await proveAdoption(app, COMMAND);
    });
  });
}
