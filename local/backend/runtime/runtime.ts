import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AuthProvider, UserIdentity } from "convex/server";
import { emptyDefinitions, type Definitions } from "../loader/analyze";
import { createLoader, type Loader } from "../loader/loader";
import { checkCrons } from "../scheduler/crons";
import { Scheduler } from "../scheduler/scheduler";
import type { Database, Snapshot } from "../transaction/types";
import type { WireJson } from "../values/types";
import { installBridge } from "./bridge";
import { systemClock, type Clock } from "./clock";
import { Engine, type Call } from "./engine";
import {
  applyChanges,
  readEnvironment,
  writeEnvironment,
  type EnvironmentChange,
} from "./environment";
import { frameFilter } from "./frames";
import { findFunction, normalizePath } from "./functionPath";
import { functionSpecOf } from "./functionSpec";
import { createGlobals } from "./globals";
import { runHttpAction } from "./httpActions";
import { onceOnly } from "./idempotency";
import { createOrigin } from "./origin";
import { failureOf, mutationOutcome, outcome } from "./outcome";
import { Turn } from "./turn";
import type {
  FunctionCall,
  HttpClient,
  Idempotency,
  MutationOutcome,
  Outcome,
  QueryOutcome,
  Runtime,
} from "./types";

/** The runtime with what tests of everything around it need. */
export interface EmbeddedRuntime extends Runtime {
  /** Resolves once no scheduled function runs or is due. */
  idle(): Promise<void>;
}

type TokenVerifier = (token: string) => Promise<UserIdentity>;

export interface RuntimeOptions {
  database: Database;
  /** The `convex/` folder. */
  functionsDir: string;
  /** Where bundles are kept so that a restart is quick; a temporary folder when left out. */
  cacheDir?: string;
  /**
   * Variables to write before the functions are first evaluated, where they differ; null removes
   * one. Those not named stay as they are.
   */
  environment?: Record<string, string | null>;
  /** Variables the backend itself provides, such as `CONVEX_SITE_URL`. */
  builtInEnvironment?: Record<string, string>;
  /** Makes the verifier for the providers of `auth.config.ts`; without it no token is valid. */
  createTokenVerifier?: (providers: AuthProvider[]) => TokenVerifier;
  clock?: Clock;
  log?: (line: string) => void;
}

/**
 * Loads the functions, applies their schema and starts running what is scheduled.
 *
 * @throws when the functions cannot be bundled or evaluated, or stored documents do not match
 *   the schema; the message says what to change
 */
export async function createRuntime(options: RuntimeOptions): Promise<EmbeddedRuntime> {
  installBridge();
  const runtime = new Deployment(options);
  await runtime.start(options.environment ?? {});
  return runtime;
}

class Deployment implements EmbeddedRuntime {
  readonly environment = {
    list: () => ({ ...this.variables }),
    update: (changes: EnvironmentChange[]) =>
      this.reloads.take(() => this.updateEnvironment(changes)),
  };
  verifyToken: TokenVerifier = rejectEveryToken;
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly log: (line: string) => void;
  private readonly loader: Loader;
  private readonly engine: Engine;
  private readonly scheduler: Scheduler;
  private readonly builtIn: Record<string, string>;
  private readonly createTokenVerifier: (providers: AuthProvider[]) => TokenVerifier;
  private readonly reloads = new Turn();
  private readonly reloadListeners = new Set<() => void>();
  private definitions: Definitions = emptyDefinitions();
  private variables: Record<string, string> = {};

  constructor(options: RuntimeOptions) {
    const functionsDir = path.resolve(options.functionsDir);
    this.database = options.database;
    this.clock = options.clock ?? systemClock;
    this.log = options.log ?? (() => undefined);
    this.builtIn = options.builtInEnvironment ?? {};
    this.createTokenVerifier = options.createTokenVerifier ?? (() => rejectEveryToken);
    this.loader = createLoader(
      functionsDir,
      options.cacheDir ?? mkdtempSync(path.join(tmpdir(), "convex-bundle-")),
    );
    this.engine = new Engine({
      database: this.database,
      clock: this.clock,
      definitions: () => this.definitions,
      jobsScheduled: () => this.scheduler.wake(),
      framesOf: frameFilter(functionsDir),
      log: this.log,
    });
    this.scheduler = new Scheduler(this.engine);
  }

  async start(environment: Record<string, string | null>): Promise<void> {
    await this.scheduler.recover();
    this.variables = await this.engine.transact(readEnvironment);
    const changes = Object.entries(environment)
      .filter(([name, value]) => (this.variables[name] ?? null) !== value)
      .map(([name, value]) => ({ name, value }));
    if (changes.length > 0) await this.environment.update(changes);
    else await this.reload();
    await this.scheduler.start();
  }

  async runQuery(
    call: FunctionCall,
    snapshot: Snapshot,
    journal: string | null = null,
  ): Promise<QueryOutcome> {
    const target = this.callOf(call);
    const run = await this.engine.query(target, snapshot, journal);
    const { readSet, usedIdentity } = run;
    return { ...outcome(run, target), readSet, journal: run.journal, usedIdentity };
  }

  async runMutation(call: FunctionCall, idempotency?: Idempotency): Promise<MutationOutcome> {
    const target = this.callOf(call);
    const run = await this.engine.mutation(target, idempotency ? onceOnly(idempotency) : {});
    return mutationOutcome(run, target);
  }

  async runAction(call: FunctionCall): Promise<Outcome> {
    const target = this.callOf(call);
    return outcome(await this.engine.action(target), target);
  }

  async runFunction(call: FunctionCall): Promise<Outcome> {
    const target = this.callOf(call);
    try {
      const { kind } = findFunction(this.definitions, target.path, target.caller);
      return outcome(await this.engine.runKind(kind, target), target);
    } catch (error) {
      return failureOf(error, target);
    }
  }

  runHttpAction(request: Request, client: HttpClient = {}): Promise<Response> {
    return runHttpAction(this.engine, request, client, (token) => this.verifyToken(token));
  }

  onReload(listener: () => void): () => void {
    this.reloadListeners.add(listener);
    return () => void this.reloadListeners.delete(listener);
  }

  reload(): Promise<void> {
    return this.reloads.take(async () => this.putInForce(await this.load(this.variables)));
  }

  functionSpec(): WireJson[] {
    return functionSpecOf(this.definitions);
  }

  idle(): Promise<void> {
    return this.scheduler.idle();
  }

  async close(): Promise<void> {
    this.scheduler.close();
    await this.engine.close();
  }

  private callOf({ path, args, identity, caller, request }: FunctionCall): Call {
    const origin = createOrigin({ identity, request }, this.clock.now());
    return { path: normalizePath(path), args, caller, origin };
  }

  private load(variables: Record<string, string>): Promise<Definitions> {
    return this.loader(createGlobals({ ...variables, ...this.builtIn }, this.log));
  }

  private async updateEnvironment(changes: EnvironmentChange[]): Promise<void> {
    const next = applyChanges(this.variables, changes, this.builtIn);
    const definitions = await this.load(next);
    await this.engine.transact((transaction) => writeEnvironment(transaction, next));
    this.variables = next;
    await this.putInForce(definitions);
  }

  private async putInForce(definitions: Definitions): Promise<void> {
    checkCrons(definitions);
    await this.engine.exclusively(() => {
      this.database.applySchema(definitions.schemaJson);
      this.definitions = definitions;
    });
    this.verifyToken = this.createTokenVerifier(definitions.authProviders);
    await this.scheduler.setCrons(definitions.crons);
    for (const listener of this.reloadListeners) listener();
  }
}

function rejectEveryToken(): Promise<never> {
  return Promise.reject(
    new Error("No auth provider found matching the given token (no providers configured)."),
  );
}
