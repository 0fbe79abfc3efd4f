import type { Doc, TableNames } from "../../convex/_generated/dataModel";
import type { Database, QueryJson } from "../../local/backend/transaction/types";

// A transaction reads 32,000 documents at most.
const ROWS_PER_TRANSACTION = 10_000;

/** Every row of a table, in the order of creation. */
export function readTable<Name extends TableNames>(database: Database, name: Name): Doc<Name>[] {
  const rows: Doc<Name>[] = [];
  const snapshot = database.snapshot();
  try {
    for (let cursor: string | null = null, isDone = false; !isDone;) {
      const transaction = database.query(snapshot);
      const query: QueryJson = {
        source: { type: "FullTableScan", tableName: name, order: "asc" },
        operators: [],
      };
      const request = { cursor, endCursor: null, pageSize: ROWS_PER_TRANSACTION };
      const page = transaction.paginate(query, request, { system: false });
      for (const { value } of page.page) rows.push(value as unknown as Doc<Name>);
      cursor = page.continueCursor;
      isDone = page.isDone;
      transaction.close();
    }
  } finally {
    snapshot.close();
  }
  return rows;
}
