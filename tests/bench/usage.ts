import { openDatabase } from "../../local/backend/database";
import { createRuntime } from "../../local/backend/runtime/runtime";
import type { Batch, Database, Transaction } from "../../local/backend/transaction/types";
import { deploymentVariables, FUNCTIONS_DIR } from "../support/deployment";
import type { WorkosEvent } from "../../local/workos/model/types";
import type { EventStream } from "../support/eventStream";

/** How long the login loop is whose rounds are counted apart. */
const LOOP_ROUNDS = 20;

/** Documents one event reads and writes, over all events of a kind: fewest to most. */
export interface Usage {
  type: string;
  read: [number, number];
  written: [number, number];
}

/**
 * Takes in events on the data of a stopped backend and counts what each one's transaction used, as
 * Convex's own transaction metrics do.
 */
export async function measureUsage(
  dataDir: string,
  stream: EventStream,
  users: number,
  events: number,
): Promise<Usage[]> {
  const usages = new Map<string, Usage>();
  let type = "";
  const database = openDatabase({ dataDir, durable: false });
  const runtime = await createRuntime({
    database: observed(database, (transaction) => note(usages, type, transaction)),
    functionsDir: FUNCTIONS_DIR,
    environment: deploymentVariables(),
    builtInEnvironment: { CONVEX_SITE_URL: "http://127.0.0.1:3211" },
  });
  const receive = async (event: WorkosEvent, kind: string) => {
    type = kind;
    const args = { payload: JSON.stringify(event), via: "webhook" };
    const call = {
      path: "gatehouse/inbox/intake:receive",
      args,
      identity: null,
      caller: "internal",
    } as const;
    const outcome = await runtime.runMutation(call);
    if (!outcome.ok) throw new Error(outcome.errorMessage);
  };
  for (let index = 0; index < events; index += 1) {
    const event = stream.next(users);
    await receive(event, event.event);
  }
  for (let round = 1; round <= LOOP_ROUNDS; round += 1) {
    await receive(stream.nextInLoop(), `session.created, login loop to ${LOOP_ROUNDS}`);
  }
  await runtime.close();
  database.close();
  return [...usages.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}

/** The database, with a look at every mutation that is kept. */
function observed(database: Database, onKeep: (transaction: Transaction) => void): Database {
  return new Proxy(database, {
    get(target, name) {
      if (name === "batch") return () => observedBatch(target.batch(), onKeep);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function observedBatch(batch: Batch, onKeep: (transaction: Transaction) => void): Batch {
  const keep = batch.keep.bind(batch);
  return Object.assign(batch, {
    keep(transaction: Transaction) {
      onKeep(transaction);
      keep(transaction);
    },
  });
}

function note(usages: Map<string, Usage>, type: string, transaction: Transaction): void {
  const { documentsRead, documentsWritten } = transaction.metrics();
  const [read, written] = [documentsRead?.used ?? 0, documentsWritten?.used ?? 0];
  // The scheduler's own bookkeeping touches no table of the app.
  if (written === 0) return;
  const known = usages.get(type) ?? { type, read: [read, read], written: [written, written] };
  usages.set(type, { type, read: widen(known.read, read), written: widen(known.written, written) });
}

function widen([least, most]: [number, number], value: number): [number, number] {
  return [Math.min(least, value), Math.max(most, value)];
}
