import { mkdirSync } from "node:fs";
import path from "node:path";
import { startBackend, type Backend } from "../backend/backend";
import { seedOnce } from "../seed/seed";
import { WEBHOOK_EVENTS } from "../../webhooks/eventTypes";
import { startWorkOS, type WorkOSServer } from "../workos/server";
import { serveBuiltConsole, serveConsoleWithHotReload, type ConsoleSite } from "./consoleSite";
import { LOCAL_OPERATORS, STAND_IN, type LaunchPlan } from "./environment";
import { registerLocalEnvironment } from "./localEnvironment";
import type { LaunchOptions } from "./options";
import { requireFreePorts } from "./ports";
import { drawProgress } from "./progressBar";

interface StackOptions {
  root: string;
  plan: LaunchPlan;
  options: LaunchOptions;
  log: (line: string) => void;
}

/** Everything this run started. */
export interface Stack {
  /** A seeded person, or null when WorkOS is real. */
  exampleUserId: string | null;
  close(): Promise<void>;
}

/**
 * Starts the stand-in, the backend and the console, as far as the plan says they run here.
 *
 * @throws PortTakenError before anything has started
 */
export async function startStack(setup: StackOptions): Promise<Stack> {
  const { plan, options } = setup;
  const embedded = plan.convex.kind === "embedded";
  const standIn = plan.workos.kind === "standIn";
  const { console: consolePort, api, site, workos: workosPort } = options.ports;
  await requireFreePorts({
    console: consolePort,
    ...(embedded ? { api, site } : {}),
    ...(standIn ? { workos: workosPort } : {}),
  });
  mkdirSync(options.dataDir, { recursive: true });
  // The backend first: it holds the lock on the data, the stand-in's journal has none.
  const backend = embedded ? await startEmbeddedBackend(setup) : null;
  const workos = standIn ? await startStandIn(setup) : null;
  const exampleUserId = workos && backend ? await seed(setup, workos, backend) : null;
  const console = await startConsole(setup);
  if (workos && backend) await registerLocalEnvironment(backend, options.ports.console);
  return {
    exampleUserId,
    async close() {
      await console.close();
      await workos?.close();
      await backend?.close();
    },
  };
}

function startStandIn({ options }: StackOptions): Promise<WorkOSServer> {
  const origin = `http://localhost:${options.ports.console}`;
  return startWorkOS({
    port: options.ports.workos,
    clientId: STAND_IN.clientId,
    apiKey: STAND_IN.apiKey,
    dataDir: path.join(options.dataDir, "workos"),
    redirectUris: [`${origin}/callback`],
    corsOrigins: [origin],
    operators: LOCAL_OPERATORS.map(({ email }) => email),
    webhookEndpoints: [
      {
        url: `http://127.0.0.1:${options.ports.site}/workos/webhook`,
        secret: STAND_IN.webhookSecret,
        events: [...WEBHOOK_EVENTS],
      },
    ],
  });
}

function startEmbeddedBackend({ root, plan, options, log }: StackOptions): Promise<Backend> {
  return startBackend({
    dataDir: path.join(options.dataDir, "convex"),
    functionsDir: path.join(root, "convex"),
    apiPort: options.ports.api,
    sitePort: options.ports.site,
    allowedOrigins: [`http://localhost:${options.ports.console}`],
    environment: plan.deployment,
    watch: options.dev ? [path.join(root, "webhooks")] : false,
    log,
  });
}

function seed({ options }: StackOptions, workos: WorkOSServer, backend: Backend) {
  return seedOnce({
    marker: path.join(options.dataDir, "seeded.json"),
    model: workos.model,
    runtime: backend.runtime,
    users: options.users,
    onProgress: (label, done, total) => drawProgress(process.stdout, label, done, total),
  });
}

function startConsole({ root, plan, options, log }: StackOptions): Promise<ConsoleSite> {
  const serve = options.dev ? serveConsoleWithHotReload : serveBuiltConsole;
  return serve({
    root,
    outDir: path.join(options.dataDir, "console"),
    port: options.ports.console,
    variables: plan.console,
    log,
  });
}
