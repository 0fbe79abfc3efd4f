import { rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { adopt } from "./adopt";
import type { AdoptOptions } from "./options";
import {
  APP,
  commit,
  makeFolder,
  makeGatehouse,
  removeFolders,
  textsOf,
  without,
  type Texts,
} from "./testing.fixture";

const OPTIONS: Omit<AdoptOptions, "app"> = {
  task: "adopt",
  write: false,
  edit: false,
  allowDirty: false,
  overwriteEdits: false,
  webhookPath: null,
};

afterEach(removeFolders);

/** An app that is committed, and the command on it. */
function setUp({ app = APP, gatehouse = {} }: { app?: Texts; gatehouse?: Texts } = {}) {
  const source = makeGatehouse(gatehouse);
  const folder = makeFolder(app);
  commit(folder);
  const run = (options: Partial<AdoptOptions> = {}) =>
    adopt({ ...OPTIONS, app: folder, ...options }, { source });
  const write = (texts: Texts): void => void makeFolder(texts, folder);
  return { source, folder, run, write, texts: () => textsOf(folder) };
}

describe("a dry run", () => {
  it("prints what would be written and the edits as they would stand, and writes nothing", async () => {
    const { run, texts } = setUp();
    const { exitCode, text } = await run();
    expect(exitCode).toBe(0);
    expect(texts()).toEqual(APP);
    expect(text).toContain("dry run, nothing is written");
    expect(text).toContain("Folder convex/gatehouse/\n  11 files to add");
    expect(text).toContain("+ convex-helpers ^0.1.124\n  + svix ^1.99.1");
    expect(text).toContain("+   ...gatehouseTables,");
    expect(text).toContain("+ addGatehouseCrons(crons);");
    expect(text).toContain("convex/gatehouse.config.ts (new)");
    expect(text).toMatch(/npm run adopt -- --app \S+ --write --edit/);
  });

  it("says which versions the next install would raise", async () => {
    const lock = { packages: { "node_modules/convex": { version: "1.31.5" } } };
    const { run } = setUp({
      app: {
        ...APP,
        "package.json": JSON.stringify({ dependencies: { convex: "^1.17.0" } }),
        "package-lock.json": JSON.stringify(lock),
      },
    });
    const { exitCode, text } = await run();
    expect(exitCode).toBe(0);
    expect(text).toContain("convex: locked to 1.31.5, and Gatehouse needs ^1.43.0");
  });
});

describe("--write", () => {
  it("copies the folder with its imports moved, and adds packages, but leaves the app's files", async () => {
    const { run, texts } = setUp();
    const { exitCode, text } = await run({ write: true });
    expect(exitCode).toBe(0);
    const after = texts();
    expect(after["convex/gatehouse/users.ts"]).toContain(`from "./webhooks/decode"`);
    expect(after["convex/gatehouse/users.ts"]).toContain(`from "../_generated/server"`);
    expect(after["convex/gatehouse/webhooks/decode.ts"]).toContain(`from "./effect"`);
    expect(after["convex/gatehouse/LICENSE"]).toBe("The license\n");
    expect(Object.keys(after).filter((file) => /test|fixture|testing/.test(file))).toEqual([]);
    expect(JSON.parse(after["package.json"] ?? "")).toMatchObject({
      dependencies: {
        convex: "^1.43.0",
        "convex-helpers": "^0.1.124",
        svix: "^1.99.1",
        zod: "^3.0.0",
      },
    });
    expect(after["convex/schema.ts"]).toBe(APP["convex/schema.ts"]);
    expect(after["convex/gatehouse.config.ts"]).toContain("export default defineGatehouse({});");
    expect(text).toContain("Made for you to fill in\n  convex/gatehouse.config.ts (new)");
    expect(text).toContain("1. make the edits above\n  2. npm install");
    expect(text).toContain("npx convex env set WORKOS_API_KEY");
  });

  it("edits the app's files with --edit, and a second run has nothing to do", async () => {
    const { run, texts } = setUp();
    await run({ write: true, edit: true });
    const first = texts();
    expect(first["convex/schema.ts"]).toContain("users: gatehouseUsers(defineTable({");
    expect(first["convex/gatehouse.config.ts"]).toContain("export default defineGatehouse({});");
    const { exitCode, text } = await run({ write: true, edit: true });
    expect(text).toContain("as shipped with version 0.2.0: nothing to do");
    expect(exitCode).toBe(0);
    expect(texts()).toEqual(first);
  });

  it("makes the files an app has not got, in the app's own hand", async () => {
    const app = without(APP, "convex/http.ts", "convex/crons.ts");
    const singles = (app["convex/schema.ts"] ?? "").replaceAll('"', "'").replaceAll(";", "");
    const { run, texts } = setUp({ app: { ...app, "convex/schema.ts": singles } });
    await run({ write: true, edit: true });
    expect(texts()["convex/http.ts"]).toBe(`import { httpRouter } from 'convex/server'
import { addGatehouseRoutes } from './gatehouse/host/http'

const http = httpRouter()
addGatehouseRoutes(http)

export default http
`);
    expect(texts()["convex/crons.ts"]).toContain("addGatehouseCrons(crons)\n");
  });

  it("goes where convex.json says, to the package.json nearest to it", async () => {
    const moved = Object.entries(APP).map(([file, text]) => [`packages/backend/${file}`, text]);
    const { run, texts } = setUp({
      app: {
        ...Object.fromEntries(moved),
        "package.json": `{ "workspaces": ["packages/*"] }\n`,
        "convex.json": `{ "functions": "packages/backend/convex/" } // where\n`,
      },
    });
    expect((await run({ write: true, edit: true })).text).toContain(
      "functions in packages/backend/convex/",
    );
    expect(texts()).toHaveProperty(["packages/backend/convex/gatehouse/manifest.json"]);
    expect(texts()["package.json"]).toBe(`{ "workspaces": ["packages/*"] }\n`);
    expect(texts()["packages/backend/package.json"]).toContain("convex-helpers");
  });

  it.each(["tsx", "jsx", "mjs"])("edits http.%s and makes no second one", async (ending) => {
    const app = {
      ...without(APP, "convex/http.ts"),
      [`convex/http.${ending}`]: APP["convex/http.ts"] ?? "",
    };
    const { run, texts } = setUp({ app });
    await run({ write: true, edit: true });
    expect(texts()[`convex/http.${ending}`]).toContain("addGatehouseRoutes(http);");
    expect(texts()).not.toHaveProperty(["convex/http.ts"]);
    await run({ task: "remove", write: true });
    expect(texts()).toEqual(app);
  });

  it("edits and makes JavaScript for an app that is written in it, and gives it back", async () => {
    const app = Object.fromEntries(
      Object.entries(without(APP, "convex/crons.ts")).map(([file, text]) => [
        file.replace(/\.ts$/, ".js"),
        text,
      ]),
    );
    const { run, texts } = setUp({ app });
    expect((await run({ write: true, edit: true })).exitCode).toBe(0);
    expect(texts()["convex/schema.js"]).toContain("...gatehouseTables,");
    expect(texts()["convex/crons.js"]).toContain("addGatehouseCrons(crons);");
    expect(texts()).toHaveProperty(["convex/gatehouse.config.js"]);
    await run({ task: "remove", write: true });
    expect(texts()).toEqual(app);
  });

  it("is asked for a free path when the app's own config says the taken one", async () => {
    const config = (path: string): Texts => ({
      ...APP,
      "convex/hooks.ts": `http.route({ path: "/mine", handler });`,
      "convex/gatehouse.config.ts": `export default defineGatehouse({ webhookPath: "${path}" });`,
    });
    expect((await setUp({ app: config("/mine") }).run()).text).toContain(
      "has a route at /mine, where",
    );
    const free = await setUp({ app: config("/free") }).run({ write: true });
    expect(free.text).toContain("convex.site/free");
  });

  it("takes up an adoption whose edits were left to be made by hand", async () => {
    const { run, folder, texts } = setUp();
    await run({ write: true });
    commit(folder);
    expect((await run()).text).toContain("as shipped with version 0.2.0: nothing to do");
    expect((await run({ write: true, edit: true })).exitCode).toBe(0);
    await run({ task: "remove", write: true });
    expect(texts()).toEqual(APP);
  });

  it("writes another webhook path into a new config", async () => {
    const { run, texts } = setUp();
    const { text } = await run({ write: true, edit: true, webhookPath: "/workos/secret" });
    expect(texts()["convex/gatehouse.config.ts"]).toContain(`webhookPath: "/workos/secret",`);
    expect(text).toContain("convex.site/workos/secret");
  });

  it("says what to write when a config is there already, and the address as it is", async () => {
    const { run } = setUp();
    await run({ write: true, edit: true });
    const { text } = await run({ write: true, edit: true, webhookPath: "/workos/secret" });
    expect(text).toContain("--webhook-path was ignored");
    expect(text).toContain(`write webhookPath: "/workos/secret" there`);
    expect(text).toContain("convex.site/workos/webhook");
  });

  it("prints an edit it cannot make and makes the others", async () => {
    const app = { ...APP, "convex/http.ts": "export default new HttpRouterWithHono(app);\n" };
    const { run, texts } = setUp({ app });
    const { exitCode, text } = await run({ write: true, edit: true });
    expect(exitCode).toBe(0);
    expect(text).toContain("convex/http.ts, because its default export is not a plain name");
    expect(texts()["convex/http.ts"]).toBe(app["convex/http.ts"]);
    expect(texts()["convex/crons.ts"]).toContain("addGatehouseCrons");
    expect((await run({ task: "check" })).exitCode).toBe(1);
  });
});

describe("an update", () => {
  const NEXT: Texts = {
    "convex/gatehouse/lib/nullable.ts": "export const nullable = 2;\n",
    "convex/gatehouse/lib/more.ts": "export {};\n",
  };

  async function adoptedOnce() {
    const world = setUp();
    await world.run({ write: true, edit: true });
    commit(world.folder);
    const next = makeGatehouse({
      ...NEXT,
      "package.json": JSON.stringify({
        name: "gatehouse",
        version: "0.3.0",
        dependencies: { svix: "^1.99.1" },
      }),
    });
    rmSync(path.join(next, "webhooks/effect.ts"));
    const update = (options: Partial<AdoptOptions> = {}) =>
      adopt({ ...OPTIONS, app: world.folder, ...options }, { source: next });
    return { ...world, update };
  }

  it("says from which version to which, and what is added, changed and removed", async () => {
    const { update, texts } = await adoptedOnce();
    const { text } = await update({ write: true });
    expect(text).toContain("from version 0.2.0 to 0.3.0");
    expect(text).toContain("1 file added: gatehouse/lib/more.ts");
    expect(text).toContain("1 file changed: gatehouse/lib/nullable.ts");
    expect(text).toContain("1 file removed: gatehouse/webhooks/effect.ts");
    expect(texts()).not.toHaveProperty(["convex/gatehouse/webhooks/effect.ts"]);
    expect(texts()["convex/gatehouse/manifest.json"]).toContain(`"version": "0.3.0"`);
  });

  it.each(["src/convex", "src/convex/", "./src/convex/"])(
    "goes on where convex.json says %s",
    async (functions) => {
      const moved = Object.entries(APP).map(([file, text]) => [
        file.replace(/^convex/, "src/convex"),
        text,
      ]);
      const app = { ...Object.fromEntries(moved), "convex.json": JSON.stringify({ functions }) };
      const { run } = setUp({ app });
      await run({ write: true, edit: true });
      const again = await run({ write: true, edit: true });
      expect(again.text).toContain("as shipped with version 0.2.0: nothing to do");
      expect(again.exitCode).toBe(0);
    },
  );

  it("does not overwrite an edit made by hand unless told to", async () => {
    const { update, write, texts } = await adoptedOnce();
    const mine = "export const nullable = 'mine';\n";
    write({ "convex/gatehouse/lib/nullable.ts": mine });
    const refused = await update({ write: true });
    expect(refused.exitCode).toBe(1);
    expect(refused.text).toContain(
      "Edited by hand since Gatehouse wrote it: gatehouse/lib/nullable.ts",
    );
    expect(texts()["convex/gatehouse/lib/nullable.ts"]).toBe(mine);
    expect((await update({ write: true, overwriteEdits: true })).exitCode).toBe(0);
    expect(texts()["convex/gatehouse/lib/nullable.ts"]).toBe(
      NEXT["convex/gatehouse/lib/nullable.ts"],
    );
  });

  it("puts a lost file back and leaves alone what was never ours", async () => {
    const { run, folder, write, texts } = await adoptedOnce();
    rmSync(path.join(folder, "convex/gatehouse/lib/nullable.ts"));
    write({ "convex/gatehouse/mine.ts": "export {};\n" });
    const { text } = await run({ write: true });
    expect(text).toContain("1 file put back: gatehouse/lib/nullable.ts");
    expect(text).toContain("gatehouse/mine.ts: not Gatehouse's, and left alone");
    expect(texts()).toHaveProperty(["convex/gatehouse/mine.ts"]);
  });
});

describe("--remove", () => {
  it("says first what takes our fields off the rows, and in a dry run does nothing", async () => {
    const { run, texts } = setUp();
    await run({ write: true, edit: true });
    const before = texts();
    const { exitCode, text } = await run({ task: "remove" });
    expect(exitCode).toBe(0);
    expect(text).toContain("npx convex run gatehouse/host/leave:strip");
    expect(texts()).toEqual(before);
  });

  it("leaves the app as it was, to the byte", async () => {
    const { run, texts } = setUp();
    await run({ write: true, edit: true });
    expect((await run({ task: "remove", write: true })).exitCode).toBe(0);
    expect(texts()).toEqual(APP);
  });

  it("takes the group of dependencies away that it made, and no other", async () => {
    const only = { "package.json": `{\n  "devDependencies": {\n    "convex": "^1.43.0"\n  }\n}\n` };
    const { run, texts } = setUp({ app: { ...APP, ...only } });
    await run({ write: true });
    expect(texts()["package.json"]).toContain("dependencies");
    await run({ task: "remove", write: true });
    expect(texts()).toEqual({ ...APP, ...only });
  });

  it("does not throw edits away that were made by hand in our folder", async () => {
    const { run, write, texts } = setUp();
    await run({ write: true, edit: true });
    write({ "convex/gatehouse/users.ts": "mine\n" });
    const { exitCode, text } = await run({ task: "remove", write: true });
    expect(exitCode).toBe(1);
    expect(text).toContain("Edited by hand since Gatehouse wrote it: gatehouse/users.ts");
    expect(texts()["convex/gatehouse/users.ts"]).toBe("mine\n");
    expect((await run({ task: "remove", write: true, overwriteEdits: true })).exitCode).toBe(0);
    expect(texts()).toEqual(APP);
  });

  it("leaves a file that was never ours, and the folder with it", async () => {
    const { run, write, texts } = setUp();
    await run({ write: true, edit: true });
    write({ "convex/gatehouse/mine.ts": "export {};\n" });
    expect((await run({ task: "remove", write: true })).text).toContain("gatehouse/mine.ts: not");
    expect(texts()).toEqual({ ...APP, "convex/gatehouse/mine.ts": "export {};\n" });
  });

  it("takes away the files it made, and keeps one that the app has grown since", async () => {
    const app = without(APP, "convex/http.ts", "convex/crons.ts");
    const { run, texts, write } = setUp({ app });
    await run({ write: true, edit: true });
    const http = (texts()["convex/http.ts"] ?? "").replace(
      "\n\nexport",
      "\nhttp.route(mine);\n\nexport",
    );
    write({ "convex/http.ts": http });
    await run({ task: "remove", write: true, allowDirty: true });
    expect(texts()).toEqual({
      ...app,
      "convex/http.ts": `import { httpRouter } from "convex/server";\n\nconst http = httpRouter();\nhttp.route(mine);\n\nexport default http;\n`,
    });
  });

  it("keeps a package that the app has taken up, and names files that still import ours", async () => {
    const { run, texts, write } = setUp();
    await run({ write: true, edit: true });
    const users = `import { Webhook } from "svix";\nimport { gatehouseMutation } from "./gatehouse/host/mutation";\n`;
    write({ "convex/users.ts": users });
    const { text } = await run({ task: "remove", write: true, allowDirty: true });
    expect(text).toContain("svix: came with Gatehouse and stays");
    expect(text).toContain("users.ts: still imports from gatehouse/");
    expect(texts()["package.json"]).toContain("svix");
    expect(texts()["package.json"]).not.toContain("convex-helpers");
  });

  it("leaves a config that the app had before, and says what it still imports", async () => {
    const config = `import { defineGatehouse } from "./gatehouse/host/config";\nexport default defineGatehouse({});\n`;
    const app = { ...APP, "convex/gatehouse.config.ts": config };
    const { run, texts } = setUp({ app });
    await run({ write: true, edit: true });
    const { text } = await run({ task: "remove", write: true });
    expect(texts()).toEqual(app);
    expect(text).toContain("gatehouse.config.ts: still imports from gatehouse/");
  });

  it("says so where there is nothing to take out", async () => {
    const { exitCode, text } = await setUp().run({ task: "remove", write: true });
    expect(exitCode).toBe(1);
    expect(text).toContain("Gatehouse was not taken into this app");
  });
});

describe("--check", () => {
  it("lists what is missing until nothing is", async () => {
    const { run, folder, write } = setUp();
    const nothing = await run({ task: "check" });
    expect(nothing.exitCode).toBe(1);
    expect(nothing.text).toContain("missing The folder gatehouse/ is missing");
    await run({ write: true });
    expect((await run({ task: "check" })).text).toContain("schema.ts lacks Gatehouse's lines");
    await run({ write: true, edit: true });
    const installed = { convex: "1.43.0", "convex-helpers": "0.1.124", svix: "1.99.1" };
    for (const [name, version] of Object.entries(installed)) {
      write({ [`node_modules/${name}/package.json`]: JSON.stringify({ name, version }) });
    }
    const ungenerated = await run({ task: "check" });
    expect(ungenerated.text).toContain("1 thing missing");
    expect(ungenerated.text).toContain("_generated does not know");
    write({ "convex/_generated/api.d.ts": `import type * as a from "../gatehouse/users.js";\n` });
    const whole = await run({ task: "check" });
    expect(whole.text).toContain("nothing is missing");
    expect(whole.text).toContain("npx convex env set GATEHOUSE_ADMINS");
    expect(whole.exitCode).toBe(0);
    write({ "node_modules/convex/package.json": `{ "version": "1.42.1" }` });
    expect((await run({ task: "check" })).text).toContain(
      "convex 1.42.1 is installed, and Gatehouse needs ^1.43.0",
    );
    rmSync(path.join(folder, "convex/gatehouse/users.ts"));
    expect((await run({ task: "check" })).text).toContain(
      "Missing or edited by hand: gatehouse/users.ts",
    );
  });
});

const schemaWith = (from: string, to: string): Texts => ({
  ...APP,
  "convex/schema.ts": (APP["convex/schema.ts"] ?? "").replace(from, to),
});

describe("bad input", () => {
  const packageWith = (convex: string): Texts => ({
    ...APP,
    "package.json": JSON.stringify({ dependencies: { convex } }),
  });

  it.each<[string, Texts, string]>([
    ["an app without convex", { ...APP, "package.json": "{}" }, "this is not a Convex app"],
    ["an app without package.json", { "convex/schema.ts": "" }, "has no package.json"],
    ["a broken package.json", { ...APP, "package.json": "{" }, "is not valid JSON"],
    ["an app without functions", { "package.json": "{}" }, "has no folder convex/"],
    [
      "a convex pinned too low",
      packageWith("1.31.5"),
      "package.json asks for 1.31.5, and Gatehouse needs ^1.43.0",
    ],
    [
      "a file gatehouse.ts",
      { ...APP, "convex/gatehouse.ts": "" },
      "convex/gatehouse.ts stands where",
    ],
    ["a file gatehouse", { ...APP, "convex/gatehouse": "" }, "convex/gatehouse stands where"],
    [
      "a folder gatehouse",
      { ...APP, "convex/gatehouse/a.ts": "" },
      "convex/gatehouse/ is not Gatehouse's",
    ],
    ["a table of ours", schemaWith("sessions:", "auditLog:"), "Your schema has a table auditLog"],
    ["no table users", schemaWith("users:", "people:"), "Your schema has no table users"],
    [
      "users keyed otherwise",
      schemaWith("workosId", "authId"),
      "no workosId (it is keyed by authId; Gatehouse finds people by WorkOS's user id). Add workosId: v.string()",
    ],
    [
      "a field of another type",
      schemaWith("email: v.optional(v.string())", "lastSignInAt: v.optional(v.string())"),
      "users.lastSignInAt is string in your schema, and number in Gatehouse's",
    ],
    ["convex-ents", schemaWith("defineSchema({", "defineEntSchema({"), "convex-ents"],
    ["broken code", { ...APP, "convex/http.ts": "const http = ;" }, "http has syntax errors"],
    [
      "a route at the webhook's path",
      {
        ...APP,
        "convex/hooks.ts": `http.route({ path: "/workos/webhook", method: "POST", handler });`,
      },
      "hooks.ts:1 has a route at /workos/webhook",
    ],
    [
      "a route below ours",
      { ...APP, "convex/hooks.ts": `\nhttp.route({ pathPrefix: "/gatehouse/", handler });` },
      "hooks.ts:2 has a route at /gatehouse/",
    ],
    [
      "a cron called like ours",
      { ...APP, "convex/jobs.ts": `crons.daily("gatehouse: drain", {}, f);` },
      `jobs.ts:1 names a cron "gatehouse: drain"`,
    ],
  ])("refuses %s in a sentence, and writes nothing", async (_, app, sentence) => {
    const { run, texts } = setUp({ app });
    const { exitCode, text } = await run({ write: true, edit: true });
    expect(text).toContain(sentence);
    expect(exitCode).toBe(1);
    expect(texts()).toEqual(app);
  });

  it("refuses an app without a schema", async () => {
    const app = without(APP, "convex/schema.ts");
    const { exitCode, text } = await setUp({ app }).run();
    expect(exitCode).toBe(1);
    expect(text).toContain("schema.ts: there is none, and Gatehouse extends the users table in it");
  });

  it("refuses a folder that is not there, and Gatehouse itself", async () => {
    const { run, source } = setUp();
    expect((await run({ app: "/nowhere/at/all" })).text).toContain(
      "There is no folder /nowhere/at/all",
    );
    expect((await run({ app: source })).text).toContain("is Gatehouse itself");
  });

  it("refuses a dirty tree, but not for what an adoption left there", async () => {
    const { run, write } = setUp();
    await run({ write: true, edit: true });
    expect((await run()).exitCode).toBe(0);
    write({ "convex/users.ts": "export const list = 2;\n", "notes.txt": "" });
    const refused = await run();
    expect(refused.exitCode).toBe(1);
    expect(refused.text).toContain("not committed: convex/users.ts, notes.txt. Commit or stash");
    expect((await run({ allowDirty: true })).exitCode).toBe(0);
  });

  it.each<Partial<AdoptOptions>>([{}, { allowDirty: true }, { task: "remove" }])(
    "says what to do after a run that was killed: %j",
    async (options) => {
      const { run, write } = setUp();
      await run({ write: true, edit: true });
      write({ ".gatehouse-adopt-x1/0.old": "theirs", "convex/users.ts": "half" });
      const { exitCode, text } = await run({ ...options, write: true });
      expect(exitCode).toBe(1);
      expect(text).toContain("An earlier run was interrupted");
      expect(text).toContain("see that .gatehouse-adopt-x1 is gone");
      expect(text).not.toContain("not committed");
    },
  );

  it("takes a link to a folder for a change like any other", async () => {
    const { run, folder } = setUp();
    symlinkSync(makeFolder({}), path.join(folder, "linked"));
    expect((await run()).text).toContain("not committed: linked.");
  });

  it("warns where there is no git", async () => {
    const source = makeGatehouse();
    const folder = makeFolder(APP);
    const { exitCode, text } = await adopt({ ...OPTIONS, app: folder }, { source });
    expect(exitCode).toBe(0);
    expect(text).toContain("in no git repository");
  });

  it("names the fields that only the app can fill", async () => {
    const { run, texts } = setUp({
      app: schemaWith("createdAt:", "plan: v.string(),\n    createdAt:"),
    });
    const { exitCode, text } = await run({ write: true, edit: true });
    expect(exitCode).toBe(0);
    expect(text).toContain("Every user of yours must have plan");
    expect(texts()["convex/gatehouse.config.ts"]).toContain(
      "// newUser: (profile) => ({ plan: … }),",
    );
  });

  it("says that what it cannot read is judged at the push", async () => {
    const app = schemaWith("email: v.optional(v.string())", "...sharedFields");
    expect((await setUp({ app }).run()).text).toContain("Not all of your users table can be read");
  });

  it("leaves the app as it was when nothing can be written", async () => {
    const { folder, source, texts } = setUp();
    const full = (): never => {
      throw new Error("ENOSPC: no space left on device");
    };
    const { nodeDisk } = await import("./write/disk");
    const { exitCode, text } = await adopt(
      { ...OPTIONS, app: folder, write: true, edit: true },
      { source, disk: { ...nodeDisk, write: full } },
    );
    expect(exitCode).toBe(1);
    expect(text).toContain("Nothing was written: ENOSPC");
    expect(texts()).toEqual(APP);
  });
});
