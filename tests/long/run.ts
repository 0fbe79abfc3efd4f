// `npm run test:long`: the proofs of the webhook path, with far more histories and kills, and with
// other cases at each run. GATEHOUSE_SEED repeats one; with GATEHOUSE_FROM it goes on where it was
// stopped. GATEHOUSE_HISTORIES and GATEHOUSE_KILLS set how much, GATEHOUSE_LANES how much at once.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const HISTORIES_PER_PART = 2_000;

const histories = numberFrom("GATEHOUSE_HISTORIES", 100_000);
const kills = numberFrom("GATEHOUSE_KILLS", 50);
const seed = numberFrom("GATEHOUSE_SEED", Date.now() % 2 ** 31);
const from = numberFrom("GATEHOUSE_FROM", 0);
const lanes = numberFrom("GATEHOUSE_LANES", Math.min(2, availableParallelism()));
const parts = Math.ceil(histories / HISTORIES_PER_PART);

const startedAt = Date.now();
let next = from;
let played = 0;
const failed: string[] = [];

console.log(`GATEHOUSE_SEED=${seed}: ${histories} histories in ${parts} parts, ${kills} kills`);
await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index === 0 && from === 0)));
for (const how of failed) console.log(`Failed: ${how}`);
console.log(`${played} histories played, ${failed.length} failures`);
process.exit(failed.length === 0 ? 0 : 1);

/** Takes part after part until there is none left, or something has failed. */
async function lane(startsWithKills: boolean): Promise<void> {
  if (startsWithKills) await killing();
  while (next < parts && failed.length === 0) await playing(next++);
}

async function killing(): Promise<void> {
  await prove("tests/integration/sync/crash.test.ts", { GATEHOUSE_KILLS: String(kills) });
}

/** Each part has a seed of its own, so that any of them can be played alone. */
async function playing(part: number): Promise<void> {
  const count = Math.min(HISTORIES_PER_PART, histories - part * HISTORIES_PER_PART);
  const cases = { GATEHOUSE_HISTORIES: String(count), GATEHOUSE_SEED: String(seed + part) };
  if (!(await prove("tests/integration/sync/convergence.test.ts", cases))) return;
  played += count;
  const perSecond = (played / ((Date.now() - startedAt) / 1000)).toFixed(1);
  console.log(`Part ${part + 1} of ${parts} holds; ${played} histories, ${perSecond}/s.`);
}

/** Runs one test file; its output is shown when it fails. */
async function prove(file: string, settings: Record<string, string>): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", file],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...settings } },
  );
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code === 0) return true;
  console.log(Buffer.concat(output).toString());
  const how = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  failed.push(`${how.join(" ")} npx vitest run --project unit ${file}`);
  return false;
}

function numberFrom(name: string, usual: number): number {
  const value = process.env[name];
  return value === undefined ? usual : Number(value);
}
