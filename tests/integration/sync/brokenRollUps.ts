import { SHARDS } from "../../../convex/gatehouse/lib/shards";
import { DAY_IN_MS, startOf } from "../../../convex/gatehouse/lib/utc";
import type { Database } from "../../../local/backend/transaction/types";

/**
 * Doubles every roll-up row of the day of `at` (epoch ms), so that nothing can be counted on it and
 * events that would be fail. Nothing else may be written meanwhile.
 * @returns takes the doubles away again
 */
export function breakRollUps(database: Database, at: number): () => void {
  const day = { dayAt: startOf(DAY_IN_MS, at), signIns: [] };
  const figures = { activeUsers: 0, monthlyDelta: 0, newUsers: 0 };
  const transaction = database.mutation();
  const ids = Array.from({ length: 2 * SHARDS }, (_, index) =>
    transaction.insert(
      "metricDays",
      { ...day, ...figures, shard: index % SHARDS },
      { system: false },
    ),
  );
  database.commit(transaction);
  return () => {
    const cure = database.mutation();
    for (const id of ids) cure.remove(id, { system: false });
    database.commit(cure);
  };
}
