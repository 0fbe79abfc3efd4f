import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { createLoader } from "./loader";

const NODE_MODULES = fileURLToPath(new URL("../../../node_modules", import.meta.url));

let functionsDir: string;
let cacheDir: string;
beforeEach(() => {
  const project = mkdtempSync(path.join(tmpdir(), "loader-"));
  symlinkSync(NODE_MODULES, path.join(project, "node_modules"));
  functionsDir = path.join(project, "convex");
  mkdirSync(functionsDir);
  cacheDir = path.join(project, "cache", "node_modules");
});

const write = (file: string, text: string) => writeFileSync(path.join(functionsDir, file), text);
const read = () => readFileSync(path.join(cacheDir, "bundles.json"), "utf8");
const load = (env: Record<string, string> = {}) =>
  createLoader(functionsDir, cacheDir)({ process: { env } });

function query(name: string, body: string): string {
  return `import { queryGeneric } from "convex/server";\nexport const ${name} = queryGeneric(${body});`;
}

describe("loading", () => {
  it("finds the functions, their kinds and validators", async () => {
    write(
      "users.ts",
      'import { v } from "convex/values";\n' +
        query("get", "{ args: { n: v.number() }, returns: v.null(), handler: () => null }"),
    );
    const { functions, modules, schemaJson, router, crons, authProviders } = await load();
    expect([...functions.values()]).toEqual([
      {
        path: "users:get",
        kind: "query",
        visibility: "public",
        args: { type: "object", value: { n: { fieldType: { type: "number" }, optional: false } } },
        returns: { type: "null" },
        invoke: expect.any(Function),
      },
    ]);
    expect([...modules]).toEqual(["users"]);
    expect({ schemaJson, router, crons, authProviders }).toEqual({
      schemaJson: null,
      router: null,
      crons: {},
      authProviders: [],
    });
  });

  it("evaluates modules once for all who import them, and anew at every load", async () => {
    write("shared.ts", "export const state = { loads: Math.sqrt(4) };");
    write("a.ts", `import { state } from "./shared";\n${query("a", "() => state.loads++")}`);
    write("b.ts", `import { state } from "./shared";\n${query("b", "() => state.loads")}`);
    const first = await load();
    await first.functions.get("a:a")?.invoke("", "[{}]");
    expect(await first.functions.get("b:b")?.invoke("", "[{}]")).toBe("3");
    const second = await load();
    expect(await second.functions.get("b:b")?.invoke("", "[{}]")).toBe("2");
  });

  it("tries again after a failed evaluation", async () => {
    write("strict.ts", 'if (!process.env.KEY) throw new Error("KEY is missing");\nexport {};');
    await expect(load()).rejects.toThrow("KEY is missing");
    await expect(load({ KEY: "x" })).resolves.toBeDefined();
  });

  it("knows async_hooks in Convex's runtime", async () => {
    write("hooks.ts", 'export { AsyncLocalStorage } from "node:async_hooks";');
    await expect(load()).resolves.toBeDefined();
  });
});

describe("the cache", () => {
  it("bundles again exactly when something changed", async () => {
    write("a.ts", 'export const a = "first";');
    await load();
    const before = read();
    writeFileSync(path.join(cacheDir, "bundles.json"), `${before} `);
    await load();
    expect(read()).toBe(`${before} `);

    write("a.ts", 'export const a = "changed";');
    await load();
    expect(read()).toContain("changed");

    write("b.ts", 'export const b = "added";');
    await load();
    expect(read()).toContain("added");

    rmSync(path.join(functionsDir, "b.ts"));
    await load();
    expect(read()).not.toContain("added");
  });

  it("survives being cut off", async () => {
    write("a.ts", "export {};");
    await load();
    writeFileSync(path.join(cacheDir, "bundles.json"), read().slice(0, 20));
    await expect(load()).resolves.toBeDefined();
  });

  it("is all that a load leaves behind, a failed one too", async () => {
    write("strict.ts", 'if (!process.env.KEY) throw new Error("KEY is missing");\nexport {};');
    await load({ KEY: "x" });
    await expect(load()).rejects.toThrow();
    expect(readdirSync(cacheDir)).toEqual(["bundles.json"]);
  });
});
