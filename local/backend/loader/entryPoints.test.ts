import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { findEntryPoints } from "./entryPoints";

/** Writes files into a new folder and finds the modules among them. */
function find(files: Record<string, string>) {
  const dir = mkdtempSync(path.join(tmpdir(), "entry-points-"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
  }
  const { isolate, auth, node } = findEntryPoints(dir);
  const relative = (file: string) => path.relative(dir, file);
  return { isolate: isolate.map(relative), auth: auth.map(relative), node: node.map(relative) };
}

describe("findEntryPoints", () => {
  it.each([
    ["users.ts", true],
    ["users.js", true],
    ["pages/users.tsx", true],
    ["users.mjs", true],
    ["schema.ts", true],
    ["auth.config.ts", true],
    ["users.test.ts", false],
    ["types.d.ts", false],
    ["convex.config.ts", false],
    ["sub/auth.config.ts", false],
    ["_generated/api.js", false],
    [".hidden.ts", false],
    ["#users.ts", false],
    ["two words.ts", false],
    ["tsconfig.json", false],
    ["README.md", false],
    ["node_modules/x/index.js", false],
  ])("%s: %s", (file, isModule) => {
    const { isolate, auth } = find({ [file]: "export {};" });
    expect([...isolate, ...auth]).toEqual(isModule ? [file] : []);
  });

  it("leaves out TypeScript files without imports or exports", () => {
    expect(find({ "empty.ts": "// nothing yet", "empty.js": "" }).isolate).toEqual(["empty.js"]);
  });

  it.each([
    ['"use node";\nexport {};', true],
    ["'use node'\nexport {};", true],
    ['// comment\n/* more */ "use strict";\n"use node";\nexport {};', true],
    ['export {};\n"use node";', false],
    ['export const directive = "use node";', false],
    ['// "use node"\nexport {};', false],
  ])("%j is for Node: %s", (source, isNode) => {
    expect(find({ "a.ts": source })[isNode ? "node" : "isolate"]).toEqual(["a.ts"]);
  });

  it.each(["http.ts", "crons.ts", "schema.ts", "auth.config.ts"])(
    "never runs %s on Node",
    (file) => {
      expect(() => find({ [file]: '"use node";\nexport {};' })).toThrow(
        `"use node" directive is not allowed for ${file}.`,
      );
    },
  );
});
