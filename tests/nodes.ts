// `npm run test:nodes`: the unit and admin tests on every Node the README names, each fetched from
// npm as the binary it is. Files named on the command line are all that runs, then.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The first version of each line that `engines` admits, and the newest of those that are kept up. */
const VERSIONS = ["20.19.0", "22.13.0", "22", "24.0.0", "24", "26"];

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const failed = VERSIONS.filter((version) => !passesOn(version));
console.log(failed.length === 0 ? "All passed" : `Failed on Node ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);

function passesOn(version: string): boolean {
  console.log(`Node ${version}`);
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project=unit", "--project=admin"];
  const { status } = spawnSync(
    "npx",
    [
      ...["--yes", "--package", `node-${process.platform}-${process.arch}@${version}`, "--"],
      ...["node", ...vitest, ...process.argv.slice(2)],
    ],
    { cwd: root, stdio: "inherit" },
  );
  return status === 0;
}
