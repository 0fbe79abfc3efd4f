import path from "node:path";
import { startBackend, type Backend } from "../backend/backend";
import { takeFromOthers } from "../privateFolder";
import { seedOnce } from "../seed/seed";
import { WEBHOOK_EVENTS } from "../../webhooks/eventTypes";
import { startWorkOS, type WorkOSServer } from "../workos/server";
import { saidByVariables } from "../../admin/config/settings";
import { buildConsoleWhenChanged } from "./consoleBuild";
import { serveBuiltConsole, serveConsoleWithHotReload } from "./consoleSite";
import { openDataFolder } from "./dataFolder";
import { LOCAL_OPERATORS, STAND_IN, type LaunchPlan } from "./environment";
import { registerLocalEnvironment } from "./localEnvironment";
import type { LaunchOptions, Ports } from "./options";
import { requireFreePorts } from "./ports";
import { drawProgress } from "./progressBar";
import type { Resources } from "./resources";

/** Where the functions take webhooks when WORKOS_WEBHOOK_PATH is not set. */
const DEFAULT_WEBHOOK_PATH = "/workos/webhook";

interface StackOptions {
  root: string;
  plan: LaunchPlan;
  options: LaunchOptions;
  log: (line: string) => void;
}

/** What a person needs to know about everything that was started. */
export interface Stack {
  /** The folder of this plan's data. */
  dataDir: string;
  /** A seeded person, or null when WorkOS is real. */
  exampleUserId: string | null;
}

/** {@link StackOptions} once the data is held by this process. */
interface HeldData extends StackOptions {
  dataDir: string;
}

/** What was started beside the console. */
interface Services extends Stack {
  backend: Backend | null;
  workos: WorkOSServer | null;
}

/**
 * Starts the stand-in, the backend and the console, as far as the plan says they run here.
 *
 * @param resources takes everything that is opened, for whoever stops the run, at whatever moment
 * @throws PortTakenError before anything has started or any data was touched
 */
export async function startStack(setup: StackOptions, resources: Resources): Promise<Stack> {
  const { backend, workos, dataDir, exampleUserId } = await startServices(setup, resources);
  await startConsole({ ...setup, dataDir }, resources);
  if (workos && backend) {
    await registerLocalEnvironment(backend, setup.options.ports.console);
  }
  return { dataDir, exampleUserId };
}

/** {@link startStack} for a console that somebody else serves on its port. */
export async function startServices(setup: StackOptions, resources: Resources): Promise<Services> {
  const { plan, options } = setup;
  await requireFreePorts(portsOf(setup));
  const { path: dataDir } = await resources.open(() =>
    openDataFolder(options.dataDir, plan, options.fresh),
  );
  const held = { ...setup, dataDir };
  const embedded = plan.convex.kind === "embedded";
  const standIn = plan.workos.kind === "standIn";
  const backend = embedded ? await resources.open(() => startEmbeddedBackend(held)) : null;
  const workos = standIn ? await resources.open(() => startStandIn(held)) : null;
  const exampleUserId = workos && backend ? await seed(held, workos, backend) : null;
  return { backend, workos, dataDir, exampleUserId };
}

function portsOf({ plan, options }: StackOptions): Partial<Ports> {
  const { console, api, site, workos } = options.ports;
  return {
    console,
    ...(plan.convex.kind === "embedded" ? { api, site } : {}),
    ...(plan.workos.kind === "standIn" ? { workos } : {}),
  };
}

function startStandIn({ plan, options, dataDir }: HeldData): Promise<WorkOSServer> {
  const origin = `http://localhost:${options.ports.console}`;
  const webhookPath = plan.deployment.WORKOS_WEBHOOK_PATH ?? DEFAULT_WEBHOOK_PATH;
  return startWorkOS({
    port: options.ports.workos,
    clientId: STAND_IN.clientId,
    apiKey: STAND_IN.apiKey,
    dataDir: path.join(dataDir, "workos"),
    redirectUris: [`${origin}/callback`],
    corsOrigins: [origin],
    operators: LOCAL_OPERATORS.map(({ email }) => email),
    webhookEndpoints: [
      {
        url: `http://127.0.0.1:${options.ports.site}${webhookPath}`,
        secret: STAND_IN.webhookSecret,
        events: [...WEBHOOK_EVENTS],
      },
    ],
  });
}

function startEmbeddedBackend({ root, plan, options, dataDir, log }: HeldData): Promise<Backend> {
  return startBackend({
    dataDir: path.join(dataDir, "convex"),
    functionsDir: path.join(root, "convex"),
    apiPort: options.ports.api,
    sitePort: options.ports.site,
    allowedOrigins: [`http://localhost:${options.ports.console}`],
    environment: plan.deployment,
    watch: options.dev ? [path.join(root, "webhooks")] : false,
    log,
  });
}

function seed({ options, dataDir }: HeldData, workos: WorkOSServer, backend: Backend) {
  return seedOnce({
    marker: path.join(dataDir, "seeded.json"),
    model: workos.model,
    runtime: backend.runtime,
    users: options.users,
    onProgress: (label, done, total) => drawProgress(process.stdout, label, done, total),
  });
}

async function startConsole(setup: HeldData, resources: Resources): Promise<void> {
  const { root, plan, options, dataDir, log } = setup;
  const port = options.ports.console;
  const outDir = path.join(dataDir, "console");
  if (options.dev) {
    const variables = plan.console;
    await resources.open(() => serveConsoleWithHotReload({ root, port, variables }));
    return;
  }
  // Not a resource: a build that was cut short is simply made again.
  await buildConsoleWhenChanged({ root, outDir, log });
  // What Vite copies as it is keeps the mode it has in the checkout.
  takeFromOthers(outDir);
  const said = saidByVariables(plan.console);
  await resources.open(() => serveBuiltConsole({ outDir, host: "localhost", port, said }));
}
