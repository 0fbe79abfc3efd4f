import { cpSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { AuthProvider } from "convex/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  copyFixtures,
  errorOf,
  FIXTURES,
  openHarness,
  valueOf,
  type Harness,
} from "./fixtures/harness";

const IMPORT = 'import { queryGeneric } from "convex/server";\n';

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

const write = (file: string, text: string) => writeFileSync(path.join(functionsDir, file), text);

describe("reload", () => {
  it("puts changed functions in force and tells listeners", async () => {
    let told = 0;
    backend.runtime.onReload(() => (told += 1));
    write("greeting.ts", `${IMPORT}export const hi = queryGeneric({ handler: () => "hi" });`);
    expect(errorOf(await backend.query("greeting:hi"))).toContain("Could not find");
    await backend.runtime.reload();
    expect(valueOf(await backend.query("greeting:hi"))).toBe("hi");
    expect(told).toBe(1);
  });

  it.each([
    ["a syntax error", "broken.ts", "export const = 1;", /broken\.ts:1: /],
    [
      "a failing import",
      "broken.ts",
      'export const a = 1; throw new Error("at import");',
      /at import/,
    ],
    ["a Node module", "broken.ts", 'export * from "node:fs";', /"use node" directive/],
    ["a wrong router", "http.ts", "export default {};", /convex\/http\.ts/],
    ["a wrong schema", "schema.ts", "export default {};", /convex\/schema\.ts/],
    ["wrong crons", "crons.ts", "export default [];", /convex\/crons\.ts/],
    ["wrong providers", "auth.config.ts", "export default [];", /auth\.config\.ts/],
    [
      "providers that read an unset variable",
      "auth.config.ts",
      'export default { providers: [{ domain: process.env.UNSET ?? "a", applicationID: "b" }] };',
      /Environment variable UNSET is used in auth config file but its value was not set/,
    ],
    [
      "a query on Node",
      "broken.ts",
      `"use node";\n${IMPORT}export const q = queryGeneric({ handler: () => 1 });`,
      /`q` defined in `broken\.js` is a query function\. Only actions/,
    ],
    [
      '"use node" where it cannot be',
      "http.ts",
      '"use node";\nexport {};',
      /not allowed for http\.ts/,
    ],
  ])("keeps the previous functions on %s and recovers", async (_what, file, text, message) => {
    write(file, text);
    await expect(backend.runtime.reload()).rejects.toThrow(message);
    expect(await backend.texts()).toEqual([]);
    cpSync(FIXTURES, functionsDir, { recursive: true });
    write("broken.ts", "export {};");
    await expect(backend.runtime.reload()).resolves.toBeUndefined();
  });

  it("refuses a schema that stored documents do not match, and a cron without function", async () => {
    await backend.mutation("messages:send", { author: "a", text: "t" });
    write(
      "schema.ts",
      'import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";' +
        "export default defineSchema({ messages: defineTable({ author: v.number() }) });",
    );
    await expect(backend.runtime.reload()).rejects.toThrow(/messages/);
    expect(await backend.texts()).toEqual(["t"]);

    cpSync(FIXTURES, functionsDir, { recursive: true });
    rmSync(path.join(functionsDir, "ticks.ts"));
    await expect(backend.runtime.reload()).rejects.toThrow(/"every hour" schedules ticks:tick/);
  });
});

describe("environment variables", () => {
  const set = (name: string, value: string | null) =>
    backend.runtime.environment.update([{ name, value }]);

  it("are durable, seen at once and told to listeners", async () => {
    let told = 0;
    backend.runtime.onReload(() => (told += 1));
    await set("GREETING", "hello");
    expect(valueOf(await backend.query("determinism:environment"))).toMatchObject({
      atImport: "hello",
      now: "hello",
    });
    expect(told).toBe(1);
    await backend.stop();
    backend = await openHarness({ dataDir: backend.dataDir, functionsDir });
    expect(backend.runtime.environment.list()).toEqual({ GREETING: "hello" });
    await set("GREETING", null);
    expect(backend.runtime.environment.list()).toEqual({});
    expect(valueOf(await backend.query("determinism:environment"))).toMatchObject({ now: "unset" });
  });

  it("decide the auth providers", async () => {
    const seen: AuthProvider[][] = [];
    await backend.stop();
    backend = await openHarness({
      functionsDir,
      createTokenVerifier: (providers) => {
        seen.push(providers);
        return () => Promise.reject(new Error("no"));
      },
    });
    await set("ISSUER", "https://issuer.test");
    expect(seen).toEqual([
      [{ domain: "https://unset.example", applicationID: "app" }],
      [{ domain: "https://issuer.test", applicationID: "app" }],
    ]);
  });

  it("stay as they were when the functions cannot live with the new ones", async () => {
    write("strict.ts", 'if (process.env.MODE === "bad") throw new Error("bad MODE");\nexport {};');
    await expect(set("MODE", "bad")).rejects.toThrow("bad MODE");
    expect(backend.runtime.environment.list()).toEqual({});
    await set("MODE", "good");
  });

  it.each([
    ["1ST", "x", "use letters, digits and underscores"],
    ["A".repeat(41), "x", "at most 40 characters"],
    ["BIG", "x".repeat(8193), "larger than 8 KiB"],
    ["CONVEX_SITE_URL", "x", "is built-in"],
  ])("refuses %s", async (name, value, message) => {
    await backend.stop();
    const builtInEnvironment = { CONVEX_SITE_URL: "http://127.0.0.1:3211" };
    backend = await openHarness({ functionsDir, builtInEnvironment });
    await expect(set(name, value)).rejects.toThrow(message);
  });

  it("are at most 1000", async () => {
    const changes = Array.from({ length: 1001 }, (_, i) => ({ name: `V${i}`, value: "x" }));
    await expect(backend.runtime.environment.update(changes)).rejects.toThrow("at most 1000");
  });
});
