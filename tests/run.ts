// `npm test`: types, lint, then every vitest project. The last line counts all of it.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { obtainChromium } from "./support/chromium";

interface Result {
  passed: number;
  failed: number;
}

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const only = process.argv.slice(2);

const browser = obtainChromium();
console.log(`Browser: ${browser.path} (${browser.how})`);

const results = [
  ...(only.length > 0 ? [] : await Promise.all([check("types"), check("lint")])),
  await vitest(only),
];
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Runs one npm script as a single check. */
async function check(script: string): Promise<Result> {
  const ok = (await run("npm", ["run", "--silent", script])) === 0;
  console.log(`${ok ? "✓" : "✗"} npm run ${script}`);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs the test files (all of them, or those named) and reads vitest's own count. */
async function vitest(files: string[]): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), "gatehouse-test-"));
  const report = path.join(folder, "report.json");
  try {
    const code = await run(process.execPath, [
      path.join(root, "node_modules/vitest/vitest.mjs"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...files,
    ]);
    const counts = JSON.parse(readFileSync(report, "utf8")) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    const failed = Math.max(counts.numFailedTests, code === 0 ? 0 : 1);
    return { passed: counts.numPassedTests, failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
