import type { TableNames } from "../../../convex/_generated/dataModel";
import { REJECTED_ON_PREFIX, REJECTED_PREFIX } from "../../../convex/gatehouse/inbox/rejections";
import schema from "../../../convex/schema";
import type { Database } from "../../../local/backend/transaction/types";
import { readTable } from "../../support/tables";

const TABLES = Object.keys(schema.tables) as TableNames[];

/** Every row of every table but the counters of refusals, which anybody may raise, and jobs. */
export function written(database: Database): Record<string, unknown[]> {
  const rows = Object.fromEntries(
    TABLES.map((name): [string, unknown[]] => [name, readTable(database, name)]),
  );
  const counters = readTable(database, "counters").filter(({ name }) => !isOfRefusals(name));
  return { ...rows, counters, _scheduled_functions: Array(scheduledFunctions(database)).fill(1) };
}

/** How many deliveries were counted as refused. */
export function countedRefusals(database: Database): number {
  const counters = readTable(database, "counters");
  const counts = counters.filter(({ name }) => name.startsWith(REJECTED_PREFIX));
  return counts.reduce((sum, { value }) => sum + value, 0);
}

function isOfRefusals(name: string): boolean {
  return name.startsWith(REJECTED_PREFIX) || name.startsWith(REJECTED_ON_PREFIX);
}

function scheduledFunctions(database: Database): number {
  const snapshot = database.snapshot();
  const transaction = database.query(snapshot);
  try {
    return transaction.count("_scheduled_functions", { system: true });
  } finally {
    transaction.close();
    snapshot.close();
  }
}
