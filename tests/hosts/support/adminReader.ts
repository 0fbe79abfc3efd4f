import type { ConvexClient } from "convex/browser";
import { makeFunctionReference, type PaginationResult } from "convex/server";

/** A stored row, fields by name. */
export type Row = Readonly<Record<string, unknown>> & { readonly _id: string };

/** What holds in Convex's clients but is left out of their types: the dashboard signs in this way. */
interface AdminClient {
  setAdminAuth(adminKey: string): void;
}

/** Reads what a deployment stores, by the queries that `npx convex data` uses. */
export interface AdminReader {
  tableNames(): Promise<string[]>;
  /** All rows of a table. Convex's own begin with `_`. */
  rows(table: string): Promise<Row[]>;
}

const TABLES = makeFunctionReference<"query">("_system/cli/tables");
const TABLE_DATA = makeFunctionReference<"query">("_system/cli/tableData");
const PAGE_SIZE = 1_000;

/** @param client one that nothing else uses: it acts as the operator from here on */
export function createAdminReader(client: ConvexClient, adminKey: string): AdminReader {
  (client as unknown as AdminClient).setAdminAuth(adminKey);
  const query = async <T>(reference: typeof TABLES, args: Record<string, unknown>) => {
    const paginationOpts = { numItems: PAGE_SIZE, cursor: null };
    const page: PaginationResult<T> = await client.query(reference, { ...args, paginationOpts });
    if (!page.isDone) throw new Error(`There are more than ${PAGE_SIZE} rows.`);
    return page.page;
  };
  return {
    tableNames: async () => (await query<{ name: string }>(TABLES, {})).map(({ name }) => name),
    rows: (table) => query<Row>(TABLE_DATA, { table, order: "asc" }),
  };
}
