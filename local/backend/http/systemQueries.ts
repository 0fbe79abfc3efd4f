import type { FunctionCall, QueryOutcome, Runtime } from "../runtime/types";
import type { Database, ReadSet, Snapshot } from "../transaction/types";
import type { WireJson } from "../values/types";

/** What the CLI's system queries are answered from. */
export interface SystemQueryParts {
  readonly database: Pick<Database, "query">;
  readonly runtime: Pick<Runtime, "environment" | "functionSpec">;
  readonly apiUrl: string;
  readonly siteUrl: string;
  /** Names of all tables, the backend's own included. */
  tableNames(snapshot: Snapshot): string[];
}

interface Result {
  readonly value: WireJson;
  readonly readSet: ReadSet;
}

type SystemQuery = (parts: SystemQueryParts, snapshot: Snapshot, args: Args) => Result;
type Args = Record<string, WireJson | undefined>;

const PREFIX = "_system/";
/** Changes to functions and variables reload every query anyway. */
const READ_NOTHING: ReadSet = { ranges: [], overlaps: () => false };
const READ_EVERYTHING: ReadSet = { ranges: [], overlaps: () => true };

/** The queries that `npx convex` subscribes to, by the path it uses. */
const QUERIES: Readonly<Record<string, SystemQuery>> = {
  "_system/cli/modules:apiSpec": ({ runtime }) => constant(runtime.functionSpec()),
  "_system/cli/convexUrl:cloudUrl": ({ apiUrl }) => constant(apiUrl),
  "_system/cli/convexUrl:siteUrl": ({ siteUrl }) => constant(siteUrl),
  "_system/cli/queryEnvironmentVariables": ({ runtime }) => constant(listVariables(runtime)),
  "_system/cli/queryEnvironmentVariables:get": ({ runtime }, _snapshot, { name }) =>
    constant(listVariables(runtime).find((variable) => variable.name === name) ?? null),
  "_system/cli/tables": listTables,
  "_system/cli/tableData": readTable,
};

/**
 * Answers the CLI's system queries.
 *
 * @returns The outcome, or `null` when the call is not for a system query.
 */
export function runSystemQuery(
  parts: SystemQueryParts,
  call: FunctionCall,
  snapshot: Snapshot,
): QueryOutcome | null {
  const path = call.path.replace(/\.js(?=:|$)/, "").replace(/:default$/, "");
  if (!path.startsWith(PREFIX)) return null;
  const query = call.caller === "admin" ? QUERIES[path] : undefined;
  if (!query) {
    const audience = call.caller === "admin" ? "" : "public ";
    return failure(`Could not find ${audience}function for '${call.path}'.`);
  }
  try {
    const { value, readSet } = query(parts, snapshot, call.args as Args);
    return { ok: true, value, logLines: [], readSet, journal: null, usedIdentity: false };
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}

function listTables({ tableNames }: SystemQueryParts, snapshot: Snapshot): Result {
  const page = tableNames(snapshot)
    .filter((name) => !name.startsWith("_"))
    .map((name) => ({ name }));
  return { value: { page, isDone: true, continueCursor: "" }, readSet: READ_EVERYTHING };
}

function readTable({ database }: SystemQueryParts, snapshot: Snapshot, args: Args): Result {
  const table = String(args["table"]);
  const { cursor, numItems } = args["paginationOpts"] as {
    cursor: string | null;
    numItems: number;
  };
  const transaction = database.query(snapshot);
  try {
    const source = { type: "FullTableScan", tableName: table, order: args["order"] ?? "asc" };
    const { page, isDone, continueCursor } = transaction.paginate(
      { source, operators: [] },
      { cursor, endCursor: null, pageSize: numItems },
      { system: table.startsWith("_") },
    );
    const documents = page.map(({ json }) => JSON.parse(json) as WireJson);
    const value = { page: documents, isDone, continueCursor };
    return { value, readSet: transaction.readSet };
  } finally {
    transaction.close();
  }
}

function listVariables({ environment }: SystemQueryParts["runtime"]) {
  return Object.entries(environment.list()).map(([name, value]) => ({ name, value }));
}

function constant(value: WireJson): Result {
  return { value, readSet: READ_NOTHING };
}

function failure(errorMessage: string): QueryOutcome {
  return {
    ok: false,
    errorMessage,
    logLines: [],
    readSet: READ_EVERYTHING,
    journal: null,
    usedIdentity: false,
  };
}
