import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TSC = path.join(ROOT, "node_modules/typescript/bin/tsc");
const TIMEOUT_MS = 300_000;

/** What every app of the kind has. */
const COMMON = {
  ...{ strict: true, noEmit: true, skipLibCheck: true, isolatedModules: true, allowJs: true },
  ...{ module: "ESNext", moduleResolution: "Bundler", esModuleInterop: true, jsx: "preserve" },
};

let folder = "";
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a compiler with these options says of the functions; nothing when all is well. */
async function complaints(options: object): Promise<string> {
  // Inside the project, so that packages are found.
  folder = mkdtempSync(path.join(ROOT, "tests/.artifacts-compilers-"));
  const config = path.join(folder, "tsconfig.json");
  const functions = path.join(ROOT, "convex");
  const only = {
    include: [`${functions}/**/*.ts`],
    exclude: [`${functions}/**/*.test.ts`, `${functions}/**/*.fixture.ts`],
  };
  writeFileSync(config, JSON.stringify({ compilerOptions: { ...COMMON, ...options }, ...only }));
  return await new Promise((resolve) => {
    execFile(process.execPath, [TSC, "-p", config], (_error, stdout) => resolve(stdout));
  });
}

// The options that templates of others come with, as far as they differ from Convex's own.
describe("the functions compile under the tsconfig of", { timeout: TIMEOUT_MS }, () => {
  it.each([
    ["a Next.js app", { target: "ES2017", lib: ["dom", "dom.iterable", "esnext"], types: [] }],
    [
      "a Vite app",
      {
        ...{ target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], types: [] },
        ...{ verbatimModuleSyntax: true, moduleDetection: "force", erasableSyntaxOnly: true },
        ...{ noUnusedLocals: true, noUnusedParameters: true, noFallthroughCasesInSwitch: true },
      },
    ],
    ["an older Convex app", { target: "ESNext", lib: ["ES2021", "dom"], types: [] }],
  ])("%s", async (_name, options) => {
    expect(await complaints(options)).toBe("");
  });
});
