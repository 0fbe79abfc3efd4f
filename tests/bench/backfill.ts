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
await first.run("gatehouse/seed:apply", { events: [], agents: [], operators });
const startedAt = performance.now();
const cpuBefore = first.cpuMs() ?? 0;
await first.run("gatehouse/reconcile:startBySystem", { startedBy: "cron" });
const half = await waitFor(first, ({ listed }) => listed >= users / 2);
const cpuMs = (first.cpuMs() ?? 0) - cpuBefore;
const peak = first.peakMebibytes() ?? 0;
await first.end("SIGKILL");
const killedAt = performance.now();

const second = await startDeployment({ dataDir, variables });
const kept = await waitFor(second, () => true);
console.log("Killed half-way. A cron takes the run up again within three minutes …");
const resumed = await waitFor(second, ({ listed }) => listed > kept.listed);
const resumedAt = performance.now();
const done = await waitFor(second, ({ state }) => state !== "running");
const seconds = (killedAt - startedAt + performance.now() - resumedAt) / 1000;
const timed = kept.listed + done.listed - resumed.listed;

console.table({
  "users in WorkOS": users,
  "users listed, each once": done.listed,
  "users/s": Math.round(timed / seconds),
  "processor time of the backend, ms/user": (cpuMs / half.listed).toFixed(2),
  "peak memory MiB": Math.max(peak, second.peakMebibytes() ?? 0),
  "listed before the kill": half.listed,
  "listed after the restart": kept.listed,
  "s until it went on by itself": Math.round((resumedAt - killedAt) / 1000),
  "rows written": done.repaired,
  outcome: done.error ?? done.state,
});
await second.end("SIGTERM");
await workos.close();

async function waitFor(deployment: typeof first, matches: (run: Run) => boolean): Promise<Run> {
  for (;;) {
    const [run] = (await deployment.run("gatehouse/sync:runs", {}, OPERATOR)) as Run[];
    if (run !== undefined && (matches(run) || run.state !== "running")) return run;
    await new Promise((resolve) => setTimeout(resolve, POLL_IN_MS));
  }
}
