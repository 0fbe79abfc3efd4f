import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readTree } from "./app/tree";

/** Texts by path. */
export type Texts = Record<string, string>;

const made: string[] = [];

/** Writes files into a folder, and into a new one that `removeFolders` takes away when none is named. */
export function makeFolder(
  texts: Texts,
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "gatehouse-adopt-"))),
): string {
  made.push(folder);
  for (const [file, text] of Object.entries(texts)) {
    const place = path.join(folder, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Everything in a folder, but for packages and git's own files. */
export const textsOf = (folder: string): Texts => Object.fromEntries(readTree(folder));

/** Some texts without others. */
export const without = (texts: Texts, ...files: readonly string[]): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([file]) => !files.includes(file)));

/** Commits everything in a folder. */
export function commit(folder: string): void {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  for (const args of [
    ["init", "-q"],
    ["add", "-A"],
    [...identity, "commit", "-qm", "State"],
  ]) {
    const { status, stderr } = spawnSync("git", ["-C", folder, ...args], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  }
}

/** A Gatehouse of a few files, with all that an app imports from it. */
export const GATEHOUSE: Texts = {
  "package.json": JSON.stringify({
    name: "gatehouse",
    version: "0.2.0",
    dependencies: {
      convex: "1.48.0",
      "convex-helpers": "^0.1.124",
      svix: "1.99.1",
      react: "^19.0.0",
    },
  }),
  LICENSE: "The license\n",
  "convex/schema.ts": "export default {};\n",
  "convex/gatehouse/README.md": "# Gatehouse\n",
  "convex/gatehouse/users.ts": `import { Webhook } from "svix/dist/webhook.js";
import { query } from "../_generated/server";
import { decode } from "../../webhooks/decode";
import { nullable } from "./lib/nullable";
export const list = query({ args: {}, handler: () => [Webhook, decode, nullable] });
`,
  "convex/gatehouse/lib/nullable.ts": `export { nullable } from "convex-helpers/validators";\n`,
  "convex/gatehouse/users.test.ts": `import "./testing/backend.fixture";\n`,
  "convex/gatehouse/testing/backend.fixture.ts": "export {};\n",
  "convex/gatehouse/_generated/api.ts": "export {};\n",
  "convex/gatehouse/host/schema.ts": `import { defineTable } from "convex/server";
import { v } from "convex/values";
export const gatehouseTables = { inbox: defineTable({}), auditLog: defineTable({}) };
const status = v.union(v.literal("active"), v.literal("deleted"));
export const gatehouseUsers = (fields) => defineTable({
  email: v.optional(v.string()), status: v.optional(status), lastSignInAt: v.optional(v.number()),
  sync: v.optional(v.object({ source: v.string(), at: v.optional(v.number()) })), ...fields,
});
`,
  "convex/gatehouse/host/http.ts": "export const addGatehouseRoutes = () => {};\n",
  "convex/gatehouse/host/crons.ts": "export const addGatehouseCrons = () => {};\n",
  "convex/gatehouse/host/auth.ts": "export const gatehouseProviders = (all) => all;\n",
  "convex/gatehouse/host/config.ts": "export const defineGatehouse = (config) => config;\n",
  "webhooks/decode.ts": `import { effect } from "./effect";\nexport const decode = effect;\n`,
  "webhooks/effect.ts": "export const effect = 1;\n",
  "webhooks/decode.test.ts": "export {};\n",
};

/** Makes that Gatehouse; its schema finds Convex in this repository. */
export function makeGatehouse(changes: Texts = {}): string {
  const folder = makeFolder({ ...GATEHOUSE, ...changes });
  const packages = fileURLToPath(new URL("../../node_modules", import.meta.url));
  symlinkSync(packages, path.join(folder, "node_modules"));
  return folder;
}

/** An app in the shape of OpenSync. */
export const APP: Texts = {
  "package.json": `${JSON.stringify({ name: "app", dependencies: { convex: "^1.43.0", zod: "^3.0.0" } }, null, 2)}\n`,
  "convex/schema.ts": `import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export default defineSchema({
  users: defineTable({
    workosId: v.string(),
    email: v.optional(v.string()),
    createdAt: v.number(),
    updatedAt: v.number(),
  }).index("by_email", ["email"]),
  sessions: defineTable({ userId: v.id("users") }),
});
`,
  "convex/http.ts": `import { httpRouter } from "convex/server";

const http = httpRouter();
http.route({ path: "/sync", method: "POST", handler });

export default http;
`,
  "convex/crons.ts": `import { cronJobs } from "convex/server";

const crons = cronJobs();
crons.interval("clean up", { hours: 1 }, internal.sessions.clean, {});

export default crons;
`,
  "convex/auth.config.ts": `export default {
  providers: [{ domain: "https://api.workos.com/", applicationID: "client" }],
};
`,
  "convex/users.ts": "export const list = 1;\n",
};
