// `npm run test:long`: the proofs of the webhook path, with far more histories and kills, and with
// other cases at each run; GATEHOUSE_SEED repeats one.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const env = {
  GATEHOUSE_HISTORIES: "100000",
  GATEHOUSE_KILLS: "50",
  GATEHOUSE_SEED: String(Date.now() % 2 ** 31),
  ...process.env,
};
console.log(`GATEHOUSE_SEED=${env.GATEHOUSE_SEED}`);

const child = spawn(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "tests/integration/sync"],
  { cwd: root, stdio: "inherit", env },
);
child.on("exit", (code) => process.exit(code ?? 1));
