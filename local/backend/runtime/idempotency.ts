import type { QueryJson, Transaction } from "../transaction/types";
import type { MutationHooks } from "./engine";
import type { Idempotency } from "./types";

const SYSTEM = { system: true };
const TABLE = "_session_requests";
/** How long an answer is kept, as on Convex. */
export const ANSWERS_KEPT_MS = 14 * 24 * 60 * 60 * 1000;
const REMOVED_AT_ONCE = 1000;

interface StoredAnswer {
  _id: string;
  _creationTime: number;
  /** The result as JSON text. */
  result: string;
  logLines: string[];
}

/**
 * Makes a mutation happen once per `(sessionId, requestId)`: its answer is stored in its own
 * commit, and a repeat gets that answer without running.
 */
export function onceOnly({ sessionId, requestId }: Idempotency): MutationHooks {
  return {
    before(transaction) {
      const stored = findAnswer(transaction, sessionId, requestId);
      if (!stored) return null;
      const { result, logLines } = stored;
      return { ok: true, json: result, logLines, ts: transaction.snapshotTs };
    },
    after(transaction, { json, logLines }) {
      transaction.insert(TABLE, { sessionId, requestId, result: json, logLines }, SYSTEM);
    },
  };
}

/**
 * Removes answers older than 14 days, a bounded number at once.
 *
 * @param now - UTC epoch milliseconds
 * @returns whether more are left
 */
export function removeOldAnswers(transaction: Transaction, now: number): boolean {
  const query: QueryJson = {
    source: { type: "FullTableScan", tableName: TABLE, order: "asc" },
    operators: [{ limit: REMOVED_AT_ONCE }],
  };
  const stream = transaction.stream(query, SYSTEM);
  const old: string[] = [];
  for (let row = stream.next(); row; row = stream.next()) {
    const { _id, _creationTime } = row.value as unknown as StoredAnswer;
    if (_creationTime > now - ANSWERS_KEPT_MS) break;
    old.push(_id);
  }
  stream.close();
  for (const id of old) transaction.remove(id, SYSTEM, TABLE);
  return old.length === REMOVED_AT_ONCE;
}

function findAnswer(
  transaction: Transaction,
  sessionId: string,
  requestId: number,
): StoredAnswer | null {
  const query: QueryJson = {
    source: {
      type: "IndexRange",
      indexName: `${TABLE}.by_session_request`,
      range: [
        { type: "Eq", fieldPath: "sessionId", value: sessionId },
        { type: "Eq", fieldPath: "requestId", value: requestId },
      ],
      order: "asc",
    },
    operators: [{ limit: 1 }],
  };
  const stream = transaction.stream(query, SYSTEM);
  const row = stream.next();
  stream.close();
  return row && (row.value as unknown as StoredAnswer);
}
