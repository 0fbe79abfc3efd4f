import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { bundleModules } from "./bundle";
import { findEntryPoints } from "./entryPoints";

async function bundle(files: Record<string, string>) {
  const functionsDir = path.join(mkdtempSync(path.join(tmpdir(), "bundle-")), "convex");
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(functionsDir, file)), { recursive: true });
    writeFileSync(path.join(functionsDir, file), text);
  }
  const bundles = await bundleModules(functionsDir, findEntryPoints(functionsDir));
  return { functionsDir, bundles, code: bundles[0]?.code ?? "" };
}

describe("globals of the default runtime", () => {
  it.each([
    ["process.env.KEY", "__convex.process.env.KEY"],
    ["globalThis.process.env.KEY", "__convex.process.env.KEY"],
    ["typeof process", "typeof __convex.process"],
    ["process.env.NODE_ENV", '"production"'],
    ["Date.now()", "__convex.Date.now()"],
    ["new Date()", "new __convex.Date()"],
    ["Math.random()", "__convex.random()"],
    ["Math.floor(1.5)", "Math.floor(1.5)"],
    ["console.log", "__convex.console.log"],
    ["globalThis.fetch", "__convex.fetch"],
    ["setTimeout", "__convex.setTimeout"],
    ["Buffer.from([1])", "Buffer__needs_use_node.from([1])"],
    ["typeof setImmediate", "typeof setImmediate__needs_use_node"],
    ["globalThis.Buffer", "void 0"],
    ["performance.now()", "performance.now()"],
  ])("%s becomes %s", async (expression, expected) => {
    const { code } = await bundle({
      "a.ts": `const f = () => 1;\nexport const a = () => ${expression};`,
    });
    expect(code).toContain(`a = () => ${expected};`);
  });

  it("leaves a module's own names alone", async () => {
    const { code } = await bundle({
      "a.ts": "export const a = (fetch: () => number, Date: string) => [fetch(), Date];",
    });
    expect(code).toContain("[fetch(), Date]");
    expect(code).not.toContain("__convex.fetch");
  });
});

describe("environments", () => {
  it("keeps Node's modules for files that ask for them", async () => {
    const { bundles } = await bundle({
      "web.ts": "export const web = 1;",
      "node.ts": '"use node";\nimport { readFileSync } from "node:fs";\nexport { readFileSync };',
    });
    expect(bundles.map(({ environment }) => environment)).toEqual(["isolate", "node"]);
    expect(bundles[1]?.code).toContain('from "node:fs"');
    expect(bundles[1]?.code).toContain("createRequire");
  });

  it("refuses Node's modules elsewhere and says what to do", async () => {
    const files = { "web.ts": 'import { readFileSync } from "fs";\nexport { readFileSync };' };
    await expect(bundle(files)).rejects.toThrow(
      /web\.ts:1: Could not resolve "fs"[^]*"use node" directive[^]*functions\/runtimes/,
    );
  });

  it("says where a syntax error is", async () => {
    const failing = bundle({ "a.ts": "export const a = 1;\nexport const = 2;" });
    await expect(failing).rejects.toThrow(/a\.ts:2: Expected identifier/);
    await expect(failing).rejects.not.toThrow(/use node/);
  });
});

describe("the bundle", () => {
  it("exports every module's namespace under its path", async () => {
    const { code } = await bundle({
      "users.ts": "export const get = 1; export default 2;",
      "diagnostics/run.ts": "export const run = 3;",
    });
    expect(code).toMatch(/as users\b/);
    expect(code).toContain('as "diagnostics/run"');
  });

  it("names its inputs and points its source map at them", async () => {
    const { functionsDir, bundles } = await bundle({
      "a.ts": 'export { shared as a } from "./lib/shared.js";',
      "lib/shared.js": "export const shared = 1;",
    });
    const files = ["a.ts", "lib/shared.js"].map((file) => path.join(functionsDir, file));
    expect([...(bundles[0]?.inputs ?? [])].sort()).toEqual(files);
    const { sources } = JSON.parse(bundles[0]?.sourceMap ?? "") as { sources: string[] };
    expect(sources).toContain(files[1]);
  });
});
