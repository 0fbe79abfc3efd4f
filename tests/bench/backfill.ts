// `npm run bench:backfill`: reads every user of the stand-in into an empty table, killed half-way.
import { parseArgs } from "node:util";
import { generateUsers } from "../../local/workos/generate/users";
import { startWorkOS } from "../../local/workos/server";
import { API_KEY, CLIENT_ID, deploymentVariables, temporaryFolder } from "../support/deployment";
import { startDeployment } from "../support/deploymentProcess";

const OPERATOR = "user_operator";
const POLL_IN_MS = 250;

interface Run {
  _id: string;
  state: string;
  listed: number;
  repaired: number;
  error: string | null;
}

const { values } = parseArgs({ options: { users: { type: "string", default: "100000" } } });
const users = Number(values.users);
const dataDir = temporaryFolder();
const workos = await startWorkOS({
  ...{ port: 0, clientId: CLIENT_ID, apiKey: API_KEY, rateLimits: false },
});
workos.model.load({ users: generateUsers(users, 1) });
const variables = deploymentVariables(workos.url);

const first = await startDeployment({ dataDir, variables });
const operators = [{ workosId: OPERATOR, role: "auditor" }];
await first.run("seed:apply", { events: [], agents: [], operators });
const startedAt = performance.now();
await first.run("reconcile:startBySystem", { startedBy: "cron" });
const half = await waitFor(first, ({ listed }) => listed >= users / 2);
const peak = first.peakMebibytes() ?? 0;
await first.end("SIGKILL");
const stoppedAt = performance.now();

const second = await startDeployment({ dataDir, variables });
const kept = await waitFor(second, () => true);
const resumedAt = performance.now();
// A step that was cut off is picked up by a cron within twenty minutes; here at once.
await second.run("reconcile:step", { runId: half._id });
const done = await waitFor(second, ({ state }) => state !== "running");
const seconds = (stoppedAt - startedAt + performance.now() - resumedAt) / 1000;

console.table({
  "users in WorkOS": users,
  "users listed, each once": done.listed,
  "users/s": Math.round(done.listed / seconds),
  "peak memory MiB": Math.max(peak, second.peakMebibytes() ?? 0),
  "listed before the kill": half.listed,
  "listed after the restart": kept.listed,
  "rows written": done.repaired,
  outcome: done.error ?? done.state,
});
await second.end("SIGTERM");
await workos.close();

async function waitFor(deployment: typeof first, matches: (run: Run) => boolean): Promise<Run> {
  for (;;) {
    const [run] = (await deployment.run("sync:runs", {}, OPERATOR)) as Run[];
    if (run !== undefined && (matches(run) || run.state !== "running")) return run;
    await new Promise((resolve) => setTimeout(resolve, POLL_IN_MS));
  }
}
