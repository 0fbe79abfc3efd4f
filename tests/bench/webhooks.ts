// `npm run bench`: webhooks through the HTTP endpoint of the embedded backend, and through convex-test.
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { startWorkOS } from "../../local/workos/server";
import { API_KEY, CLIENT_ID, deploymentVariables, temporaryFolder } from "../support/deployment";
import { startDeployment, type DeploymentProcess } from "../support/deploymentProcess";
import { createEventStream, type EventStream } from "../support/eventStream";
import { createSender } from "../support/webhookSender";
import { measureConvexTest } from "./convexTest";
import { percentile, sendAtFullSpeed, sendSteadily, type LoadResult } from "./load";
import { measureUsage, type Usage } from "./usage";

const SEED_BATCH = 200;
const CONNECTIONS = 64;
const STEADY_PER_SECOND = 300;
const WARM_UP_IN_S = 3;
const COUNTED_EVENTS = 400;
const FIRST_EVENT_AT = Date.now() - 60 * 86_400_000;

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000" },
    seconds: { type: "string", default: "10" },
    /** Folder for a CPU profile of the backend. */
    profile: { type: "string" },
    /** Largest table to try convex-test on, which scans it for every read. */
    "convex-test": { type: "string", default: "10000" },
  },
});
const sizes = values.sizes.split(",").map(Number);
const seconds = Number(values.seconds);
const dataDir = temporaryFolder();
// Empty, but there: with an API key every webhook pokes the drain, as in production.
const workos = await startWorkOS({ port: 0, clientId: CLIENT_ID, apiKey: API_KEY });
const stream = createEventStream(1, FIRST_EVENT_AT);
const rows: Record<string, Row> = {};

interface Row {
  "events/s": number;
  "p50 ms": number;
  "p99 ms": number;
  "p99 ms at 300/s": number;
  "CPU ms/event": number | null;
  "convex-test events/s": number | string;
}

let seeded = 0;
for (const users of sizes) {
  const deployment = await start();
  await seedUpTo(deployment, users);
  const { full, steady, cpuMsPerEvent } = await measure(deployment, users);
  await deployment.end("SIGTERM");
  const usage = await measureUsage(dataDir, stream, users, COUNTED_EVENTS);
  rows[nameOf(users)] = {
    "events/s": Math.round(full.eventsPerSecond),
    "p50 ms": round(percentile(full, 0.5)),
    "p99 ms": round(percentile(full, 0.99)),
    "p99 ms at 300/s": round(percentile(steady, 0.99)),
    "CPU ms/event": cpuMsPerEvent,
    "convex-test events/s": "not tried",
  };
  console.log(`\n${nameOf(users)}, documents per event:`);
  console.table(Object.fromEntries(usage.map(describeUsage)));
}
await workos.close();
// Last, because convex-test takes the place of the backend this process has just counted with.
for (const users of sizes.filter((size) => size <= Number(values["convex-test"]))) {
  Object.assign(rows[nameOf(users)] ?? {}, { "convex-test events/s": await convexTestRate(users) });
}
console.table(rows);
console.log(
  "Embedded backend: every event verified, durable on disk before its 200, rows found by index.\n" +
    "convex-test: the same functions in memory; nothing durable, each read scans its table.\n" +
    `Load average now: ${loadavg().map(round).join(" ")}`,
);

function start(): Promise<DeploymentProcess> {
  const { profile } = values;
  const nodeOptions = profile === undefined ? [] : ["--cpu-prof", "--cpu-prof-dir", profile];
  return startDeployment({ dataDir, variables: deploymentVariables(workos.url), nodeOptions });
}

async function seedUpTo(deployment: DeploymentProcess, users: number): Promise<void> {
  const began = performance.now();
  const before = seeded;
  for (; seeded < users; seeded += SEED_BATCH) {
    const events = stream.created(seeded, Math.min(SEED_BATCH, users - seeded));
    await deployment.run("gatehouse/seed:apply", { events, agents: [] });
  }
  const rate = ((users - before) * 1000) / (performance.now() - began);
  console.log(`Seeded up to ${nameOf(users)}, ${Math.round(rate)}/s`);
}

async function measure(
  deployment: DeploymentProcess,
  users: number,
): Promise<{ full: LoadResult; steady: LoadResult; cpuMsPerEvent: number | null }> {
  const sender = createSender(deployment.webhookUrl, CONNECTIONS);
  const nextBody = () => JSON.stringify(stream.next(users));
  try {
    await sendAtFullSpeed(sender, nextBody, CONNECTIONS, WARM_UP_IN_S);
    const before = deployment.cpuMs();
    const full = await sendAtFullSpeed(sender, nextBody, CONNECTIONS, seconds);
    const after = deployment.cpuMs();
    const cpuMsPerEvent =
      before === null || after === null
        ? null
        : Math.round(((after - before) / full.latencies.length) * 100) / 100;
    const steady = await sendSteadily(sender, nextBody, STEADY_PER_SECOND, seconds);
    return { full, steady, cpuMsPerEvent };
  } finally {
    sender.close();
  }
}

function nameOf(users: number): string {
  return `${users.toLocaleString("en")} users`;
}

async function convexTestRate(users: number): Promise<number> {
  const other: EventStream = createEventStream(2, FIRST_EVENT_AT);
  return round(await measureConvexTest(other, users, Math.min(seconds, 5)));
}

function describeUsage({ type, read, written }: Usage): [string, Record<string, string>] {
  return [type, { read: read.join(" to "), written: written.join(" to ") }];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
