import type { Server } from "node:http";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { resolveAdminKey } from "./auth/adminKey";
import { createAuthenticator } from "./auth/credentials";
import { createTokenVerifier } from "./auth/verifier";
import type { ServerParts } from "./http/apiServer";
import { createApiListener, createSiteListener } from "./http/apiServer";
import { HeldSnapshots } from "./http/heldSnapshots";
import { closeServer, listen, turnAway } from "./http/listen";
import { runSystemQuery } from "./http/systemQueries";
import { watchFolders } from "./http/watch";
import { openDatabase } from "./database";
import { createRuntime } from "./runtime/runtime";
import type { Runtime } from "./runtime/types";
import { LiveQueries } from "./sync/liveQueries";
import { serveSockets } from "./sync/socketServer";
import type { Database, Snapshot } from "./transaction/types";
import { View } from "./transaction/view";

export interface BackendOptions {
  /** Where data, bundles and the admin key are kept. One backend at a time. */
  dataDir: string;
  /** The project's `convex/` folder. */
  functionsDir: string;
  /** Port of the API; 3210 when left out, 0 for any free one. */
  apiPort?: number;
  /** Port of HTTP actions; 3211 when left out, 0 for any free one. */
  sitePort?: number;
  /** `name|secret`; made once and kept in the data directory when left out. */
  adminKey?: string;
  /** Browser origins that may open sockets, besides those on this machine. */
  allowedOrigins?: string[];
  /** Environment variables of the deployment, written where they differ; null removes one. */
  environment?: Record<string, string | null>;
  /** Reload functions when their folder changes; a list names further folders they import. */
  watch?: boolean | readonly string[];
  log?: (line: string) => void;
}

/** A running backend. */
export interface Backend {
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly adminKey: string;
  readonly runtime: Runtime;
  /** Ends connections, running functions and the database, in this order. */
  close(): Promise<void>;
}

const API_PORT = 3210;
const SITE_PORT = 3211;

/**
 * Starts a Convex-compatible backend on this machine only.
 *
 * @throws An error that says what to change: a port is taken, the data directory is in use,
 *   or the functions do not load.
 * @example
 * const backend = await startBackend({ dataDir: ".local/convex", functionsDir: "convex" });
 * new ConvexHttpClient(backend.apiUrl);
 */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  const { log = () => undefined } = options;
  const dataDir = resolve(options.dataDir);
  const functionsDir = resolve(options.functionsDir);
  const database = openDatabase({ dataDir });
  const api = createServer();
  const site = createServer();
  const letIn = [turnAway(api), turnAway(site)];
  try {
    const apiUrl = await listen(api, options.apiPort ?? API_PORT, "--port");
    const siteUrl = await listen(site, options.sitePort ?? SITE_PORT, "--site-port");
    const runtime = await createRuntime({
      database,
      functionsDir,
      cacheDir: join(dataDir, "functions"),
      environment: options.environment ?? {},
      builtInEnvironment: { CONVEX_CLOUD_URL: apiUrl, CONVEX_SITE_URL: siteUrl },
      createTokenVerifier,
      log,
    });
    const adminKey = options.adminKey ?? resolveAdminKey(dataDir);
    const stop = serve({
      database,
      runtime,
      api,
      site,
      apiUrl,
      siteUrl,
      adminKey,
      functionsDir,
      log,
      options,
    });
    for (const open of letIn) open();
    return { apiUrl, siteUrl, adminKey, runtime, close: stop };
  } catch (error) {
    await Promise.all([closeServer(api), closeServer(site)]);
    database.close();
    throw error;
  }
}

interface Parts {
  database: Database;
  runtime: Runtime;
  api: Server;
  site: Server;
  apiUrl: string;
  siteUrl: string;
  adminKey: string;
  functionsDir: string;
  log: (line: string) => void;
  options: BackendOptions;
}

/** Connects the layers. @returns What takes them apart again. */
function serve(parts: Parts): () => Promise<void> {
  const { database, runtime, api, site, adminKey, functionsDir, log, options } = parts;
  const authenticator = createAuthenticator(adminKey, (token) => runtime.verifyToken(token));
  const live = createLiveQueries(parts);
  const snapshots = new HeldSnapshots(() => database.snapshot());
  const serverParts: ServerParts = {
    ...parts,
    authenticator,
    snapshots,
    instanceName: adminKey.split("|", 1)[0] ?? "",
    openSnapshot: () => database.snapshot(),
  };
  api.on("request", createApiListener(serverParts));
  site.on("request", createSiteListener(serverParts));
  const sockets = serveSockets(
    api,
    { live, runtime, authenticator, clock: Date.now, log },
    options.allowedOrigins ?? [],
  );
  const stopWatching = watchFolders(foldersToWatch(options, functionsDir), () =>
    runtime.reload().then(
      () => log("Reloaded functions."),
      (error: unknown) =>
        log(`The functions did not load; the last ones that did go on running.\n${String(error)}`),
    ),
  );
  return async () => {
    stopWatching();
    await sockets.close();
    await Promise.all([closeServer(api), closeServer(site)]);
    await live.close();
    await runtime.close();
    snapshots.close();
    database.close();
  };
}

function createLiveQueries({ database, runtime, apiUrl, siteUrl }: Parts): LiveQueries {
  const tableNames = (snapshot: Snapshot) =>
    snapshot instanceof View ? snapshot.catalogue.tables.map(({ name }) => name) : [];
  const system = { database, runtime, apiUrl, siteUrl, tableNames };
  return new LiveQueries({
    get latestTs() {
      return database.latestTs;
    },
    snapshot: () => database.snapshot(),
    onCommit: (listener) => database.onCommit(listener),
    onReload: (listener) => runtime.onReload(listener),
    runQuery: async (call, snapshot, journal) =>
      runSystemQuery(system, call, snapshot) ?? runtime.runQuery(call, snapshot, journal),
  });
}

function foldersToWatch({ watch = false }: BackendOptions, functionsDir: string): string[] {
  if (watch === false) return [];
  return watch === true ? [functionsDir] : [functionsDir, ...watch];
}
