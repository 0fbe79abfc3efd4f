import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOST_TIMEOUT_MS, openApp, type App } from "./support/app";
import { takeInventory, type Inventory } from "./support/inventory";
import { lost } from "./support/lost";
import { moveIn } from "./support/moveIn";
import { syncNotes } from "./support/syncNotes";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

let app: App;
let alone: Inventory;

beforeAll(async () => {
  app = await openApp(syncNotes);
  await moveIn(app);
  alone = await takeInventory(app, app.workos.people);
}, HOST_TIMEOUT_MS);

afterAll(() => app.close());

/** Pushes what is in the functions folder now, and compares. */
async function lostByPush(): Promise<string[]> {
  await app.deploy("--typecheck", "disable", "--codegen", "disable");
  return lost(alone, await takeInventory(app, app.workos.people));
}

const GONE = {
  functions: syncNotes.summary.functions.map((name) => `functions/${name} is gone`),
  routes: syncNotes.summary.routes.map((name) => `routes/${name} is gone`),
  crons: syncNotes.summary.crons.map((name) => `crons/${name} is gone`),
};

describe("a push of another folder onto an app's deployment", { timeout: HOST_TIMEOUT_MS }, () => {
  it("of an empty one, removes everything of it but the rows", async () => {
    const aside = `${app.functionsDir}-aside`;
    renameSync(app.functionsDir, aside);
    mkdirSync(app.functionsDir);
    const lines = await lostByPush();
    rmSync(app.functionsDir, { recursive: true });
    renameSync(aside, app.functionsDir);

    expect(lines).toEqual(
      expect.arrayContaining([...GONE.functions, ...GONE.routes, ...GONE.crons]),
    );
    expect(lines).toContain("tables/sessions is gone");
    expect(lines.filter((line) => line.startsWith("rows/"))).toEqual([]);
    expect(await lostByPush()).toEqual([]);
  });

  it("of Gatehouse's own, removes the app as well", async () => {
    rmSync(app.functionsDir, { recursive: true });
    for (const name of ["convex", "webhooks", "tsconfig.json"]) {
      cpSync(path.join(ROOT, name), path.join(app.dir, name), { recursive: true });
    }
    const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    writeFileSync(path.join(app.dir, "package.json"), JSON.stringify({ dependencies }));
    app.install();
    const lines = await lostByPush();

    expect(lines).toEqual(expect.arrayContaining([...GONE.routes, ...GONE.crons]));
    expect(lines).toContain("functions/users:getOrCreate is gone");
    expect(lines).toContain("tables/sessions is gone");
  });
});
