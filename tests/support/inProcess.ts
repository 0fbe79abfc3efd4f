import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { UserIdentity } from "convex/server";
import { openDatabase } from "../../local/backend/database";
import { ManualClock } from "../../local/backend/runtime/fixtures/manualClock";
import { createRuntime, type EmbeddedRuntime } from "../../local/backend/runtime/runtime";
import type { Database } from "../../local/backend/transaction/types";
import type { WireJson } from "../../local/backend/values/types";
import { CLIENT_ID, FUNCTIONS_DIR, temporaryFolder } from "./deployment";

/** Under `node_modules`, so that the test runner leaves the bundles to Node; shared by all. */
const CACHE = path.join(
  mkdtempSync(path.join(tmpdir(), "gatehouse-bundle-")),
  "node_modules",
  "bundle",
);

/** The real functions on a fresh database of this process that forgets, with a clock of its own. */
export interface InProcess {
  readonly database: Database;
  readonly runtime: EmbeddedRuntime;
  readonly clock: ManualClock;
  /** Runs an internal or public mutation; throws with its message. */
  mutate(name: string, args: WireJson, identity?: UserIdentity | null): Promise<WireJson>;
  /**
   * Stops the runtime as a kill would, losing actions under way, and starts another on the same
   * database.
   */
  restart(): Promise<void>;
  /** Runs an internal action; throws with its message. */
  act(name: string, args?: WireJson): Promise<void>;
  close(): Promise<void>;
}

/** @param nowMs epoch ms the clock stands at */
export async function openInProcess(
  variables: Record<string, string>,
  nowMs: number,
): Promise<InProcess> {
  const clock = new ManualClock(nowMs);
  const database = openDatabase({ dataDir: temporaryFolder(), durable: false, clock: clock.now });
  const start = () =>
    createRuntime({
      database,
      clock,
      functionsDir: FUNCTIONS_DIR,
      cacheDir: CACHE,
      environment: variables,
      builtInEnvironment: { CONVEX_SITE_URL: "http://127.0.0.1:3211" },
    });
  let runtime = await start();
  return {
    database,
    clock,
    get runtime() {
      return runtime;
    },
    async restart() {
      await runtime.close();
      runtime = await start();
    },
    async mutate(name, args, identity = null) {
      const call = { path: name, args, identity, caller: "internal" } as const;
      const outcome = await runtime.runMutation(call);
      if (outcome.ok) return outcome.value;
      throw new Error(outcome.errorMessage);
    },
    async act(name, args = {}) {
      const call = { path: name, args, identity: null, caller: "internal" } as const;
      const outcome = await runtime.runAction(call);
      if (!outcome.ok) throw new Error(outcome.errorMessage);
    },
    async close() {
      await runtime.close();
      database.close();
    },
  };
}

/** The identity AuthKit's default token gives a signed-in person. */
export function identityOf(workosId: string): UserIdentity {
  const issuer = `https://api.workos.com/user_management/${CLIENT_ID}`;
  return { issuer, subject: workosId, tokenIdentifier: `${issuer}|${workosId}` };
}
