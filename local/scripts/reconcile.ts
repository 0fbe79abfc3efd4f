// `npm run reconcile [-- --dry-run]`: compares all users with WorkOS, from a terminal.
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { syncRunSentence } from "../../admin/webhooks/sync/runWords";
import { dataFolderOf } from "../launcher/dataFolder";
import { readEnvFile } from "../launcher/envFile";
import { planLaunch } from "../launcher/environment";
import { parseOptions } from "../launcher/options";
import { withoutOwnAddress } from "../launcher/ownAddress";
import { drawProgress } from "../launcher/progressBar";
import { callDeployment, findDeployment, type Deployment } from "./deployment";
import { findingsTable, listedOf, type Progress } from "./reconcileReport";

const POLL_EVERY_MS = 500;
const MAX_FINDINGS = 200;
const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

const HELP = `Usage: npm run reconcile -- [options]
  --dry-run     report what differs, change nothing
  --data DIR    where npm start keeps its data (default .local)
  --api-port N  the Convex API port of npm start (default 3210)
  --help        this text

Another deployment: CONVEX_SELF_HOSTED_URL and CONVEX_SELF_HOSTED_ADMIN_KEY, or VITE_CONVEX_URL and
CONVEX_DEPLOY_KEY, in the environment or in .env.local.`;

const { values } = parseArgs({
  options: {
    "dry-run": { type: "boolean", default: false },
    data: { type: "string", default: ".local" },
    "api-port": { type: "string", default: "3210" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(HELP);
else {
  process.exitCode = await reconcile(values["dry-run"]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
}

/** Runs one comparison to its end. Returns the exit code: 0 when it completed. */
async function reconcile(dryRun: boolean): Promise<number> {
  const settings = withoutOwnAddress(readEnvFile(path.join(ROOT, ".env.local")));
  const { ports, dataDir } = parseOptions(
    ["--api-port", values["api-port"], "--data", values.data],
    ROOT,
  );
  const deployment = findDeployment({
    env: { ...settings, ...process.env },
    dataDir: () => dataFolderOf(dataDir, planLaunch(settings, ports)),
    apiPort: ports.api,
  });
  console.log(`Comparing the users at ${deployment.url} with WorkOS …`);
  const started = (await callDeployment(
    deployment,
    "mutation",
    "gatehouse/reconcile/runs:startFromTerminal",
    {
      dryRun,
    },
  )) as { runId: string; joined: boolean };
  if (started.joined) console.log("A comparison was running already; this follows it.");
  const { run, findings } = await follow(deployment, started.runId);
  const table = findingsTable(findings);
  if (table !== "") console.log(`\n${table}`);
  if (run.drift > findings.length) console.log(`… and ${run.drift - findings.length} more`);
  console.log(`\n${syncRunSentence(run)}.${run.error === undefined ? "" : ` ${run.error}`}`);
  return run.state === "completed" ? 0 : 1;
}

async function follow(deployment: Deployment, runId: string): Promise<Progress> {
  let trouble: string | undefined;
  for (;;) {
    const args = { runId, findings: MAX_FINDINGS };
    const answer = await callDeployment(
      deployment,
      "query",
      "gatehouse/reconcile/runs:progress",
      args,
    );
    const progress = answer as Progress;
    const { run } = progress;
    const { done, total } = listedOf(progress);
    drawProgress(process.stdout, "Users listed", done, total);
    if (run.state !== "running") return progress;
    if (run.error !== trouble && run.error !== undefined) console.error(`\n${run.error}`);
    trouble = run.error;
    await wait(POLL_EVERY_MS);
  }
}
