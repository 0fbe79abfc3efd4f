import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import type { User } from "../../../local/workos/model/types";
import { convexCli } from "../../integration/backend/convexCli";
import { startTestBackend } from "../../integration/backend/harness";
import { API_KEY, CLIENT_ID, temporaryFolder } from "../../support/deployment";
import { createAdminReader, type AdminReader } from "./adminReader";
import { checkOut, type Checkout } from "./checkout";
import type { Host } from "./host";
import { installPackages } from "./installPackages";
import { startStandIn, type StandIn } from "./standIn";

/** Calls public functions by `module:function`, as one person or as nobody. */
interface Caller {
  query(name: string, args?: Record<string, unknown>): Promise<unknown>;
  mutation(name: string, args?: Record<string, unknown>): Promise<unknown>;
  action(name: string, args?: Record<string, unknown>): Promise<unknown>;
}

/** A host on this machine: checked out, installed, with a deployment of its own. */
export interface App {
  readonly host: Host;
  /** Its root. */
  readonly dir: string;
  /** Where its developers type `npx convex`. */
  readonly home: string;
  readonly functionsDir: string;
  readonly checkout: Checkout;
  readonly workos: StandIn;
  readonly stored: AdminReader;
  /** Where its HTTP actions are. */
  readonly siteUrl: string;
  /** Calls as nobody. */
  readonly anyone: Caller;
  as(person: User): Promise<Caller>;
  /** `module:function` and what it is, as `npx convex function-spec` has it. */
  functionSpec(): FunctionSpec[];
  setVariables(variables: Readonly<Record<string, string>>): Promise<void>;
  install(): void;
  /** `npx convex deploy`, type check included. Throws with what the CLI says. */
  deploy(...options: string[]): Promise<void>;
  /** `npx convex run` of a function without arguments. Throws with what the CLI says. */
  run(name: string): Promise<void>;
  /**
   * The app's own `npm run typecheck`. Throws with what the compiler says.
   * @returns the compiler's version
   */
  typeCheck(): Promise<string>;
  /** Waits until no scheduled function is due. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export type FunctionSpec =
  | { functionType: "HttpAction"; method: string; path: string }
  | {
      functionType: "Query" | "Mutation" | "Action";
      identifier: string;
      visibility: { kind: "public" | "internal" };
      args: unknown;
      returns: unknown;
    };

/** For a test that pushes a host a few times. Each push runs a compiler, and machines can be busy. */
export const HOST_TIMEOUT_MS = 300_000;

const SETTLE_POLL_MS = 25;
const SETTLE_LIMIT_MS = 20_000;

/**
 * Checks a host out, installs it and starts its deployment, on which nothing is deployed yet.
 * The caller closes it. One at a time in a process: all have WorkOS's own address.
 */
export async function openApp(host: Host): Promise<App> {
  const dir = temporaryFolder();
  const home = path.join(dir, host.home);
  const functionsDir = path.join(dir, host.functions);
  const workos = startStandIn();
  // Empty at first, so that what runs later got there by a push.
  mkdirSync(functionsDir, { recursive: true });
  const backend = await startTestBackend({
    functionsDir,
    environment: { WORKOS_CLIENT_ID: CLIENT_ID, WORKOS_API_KEY: API_KEY, ...host.variables },
  });
  const checkout = checkOut(host.name, dir);
  installPackages(dir);
  const stored = createAdminReader(backend.client(), backend.adminKey);
  const convex = async (...args: string[]) => {
    const { code, stdout, stderr } = await convexCli(home, backend, ...args);
    if (code !== 0) throw new Error(`convex ${args.join(" ")} failed:\n${stdout}${stderr}`);
  };
  return {
    ...{ host, dir, home, functionsDir, checkout, workos, stored, siteUrl: backend.siteUrl },
    anyone: callerAt(backend.apiUrl),
    as: async (person) => callerAt(backend.apiUrl, await workos.tokenOf(person)),
    functionSpec: () => backend.runtime.functionSpec() as unknown as FunctionSpec[],
    setVariables: (variables) =>
      backend.runtime.environment.update(
        Object.entries(variables).map(([name, value]) => ({ name, value })),
      ),
    install: () => installPackages(dir),
    deploy: (...options) => convex("deploy", "--yes", ...options),
    run: (name) => convex("run", name),
    async typeCheck() {
      await runScript(home, "typecheck");
      const { version } = createRequire(path.join(home, "package.json"))(
        "typescript/package.json",
      ) as { version: string };
      return version;
    },
    settle: () => settle(stored),
    async close() {
      await backend.close();
      workos.close();
    },
  };
}

function callerAt(apiUrl: string, token?: string): Caller {
  const client = new ConvexHttpClient(apiUrl, {
    logger: false,
    ...(token === undefined ? {} : { auth: token }),
  });
  return {
    query: (name, args = {}) => client.query(makeFunctionReference<"query">(name), args),
    mutation: (name, args = {}) => client.mutation(makeFunctionReference<"mutation">(name), args),
    action: (name, args = {}) => client.action(makeFunctionReference<"action">(name), args),
  };
}

async function runScript(folder: string, name: string): Promise<void> {
  const child = promisify(execFile)("npm", ["run", "--silent", name], { cwd: folder });
  await child.catch(({ stdout }: { stdout: string }) => {
    throw new Error(`npm run ${name} failed:\n${stdout}`);
  });
}

async function settle(stored: AdminReader): Promise<void> {
  const limit = Date.now() + SETTLE_LIMIT_MS;
  while ((await dueNow(stored)).length > 0) {
    if (Date.now() > limit) throw new Error(`Still due: ${(await dueNow(stored)).join(", ")}`);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_POLL_MS));
  }
}

async function dueNow(stored: AdminReader): Promise<string[]> {
  const jobs = await stored.rows("_scheduled_functions");
  return jobs
    .filter(({ scheduledTime, state }) => {
      const { kind } = state as { kind: string };
      return kind === "inProgress" || (kind === "pending" && Number(scheduledTime) <= Date.now());
    })
    .map(({ name }) => String(name));
}
