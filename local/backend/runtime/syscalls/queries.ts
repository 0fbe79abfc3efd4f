import type { Page, QueryJson } from "../../transaction/types";
import { transactionOf } from "./documents";
import { inTransactions, type AsyncHandler, type ByKind, type SyncHandler } from "./handler";

const SECOND_PAGINATION =
  "This query or mutation function ran multiple paginated queries. " +
  "Convex only supports a single paginated query in each function.";

/** Opening and closing the streams behind `ctx.db.query`. */
export const querySyncSyscalls: Record<string, ByKind<SyncHandler>> = {
  "1.0/queryStream": inTransactions((invocation, argsJson) => {
    const { query }: { query: QueryJson } = JSON.parse(argsJson);
    const queryId = ++invocation.lastStreamId;
    invocation.streams.set(queryId, transactionOf(invocation).stream(query, scopeOf(query)));
    return `{"queryId":${queryId}}`;
  }),
  "1.0/queryCleanup": inTransactions((invocation, argsJson) => {
    const { queryId }: { queryId: number } = JSON.parse(argsJson);
    invocation.streams.get(queryId)?.close();
    return String(invocation.streams.delete(queryId));
  }),
};

/** Reading from them, one document or one page at a time. */
export const queryAsyncSyscalls: Record<string, ByKind<AsyncHandler>> = {
  "1.0/queryStreamNext": inTransactions((invocation, argsJson) => {
    const { queryId }: { queryId: number } = JSON.parse(argsJson);
    const document = invocation.streams.get(queryId)?.next() ?? null;
    return document ? `{"value":${document.json},"done":false}` : '{"value":null,"done":true}';
  }),
  "1.0/queryPage": inTransactions((invocation, argsJson) => {
    if (invocation.journal !== null) throw new Error(SECOND_PAGINATION);
    const args: PageArgs = JSON.parse(argsJson);
    const page = transactionOf(invocation).paginate(
      args.query,
      {
        cursor: args.cursor,
        endCursor: args.endCursor ?? invocation.replayedJournal,
        pageSize: args.pageSize,
        ...(args.maximumRowsRead ? { maximumRowsRead: args.maximumRowsRead } : {}),
        ...(args.maximumBytesRead ? { maximumBytesRead: args.maximumBytesRead } : {}),
      },
      scopeOf(args.query),
    );
    invocation.journal = page.continueCursor;
    return pageJson(page);
  }),
};

interface PageArgs {
  query: QueryJson;
  cursor: string | null;
  endCursor: string | null;
  pageSize: number;
  maximumRowsRead?: number | null;
  maximumBytesRead?: number | null;
}

function pageJson({ page, ...rest }: Page): string {
  const documents = page.map(({ json }) => json).join(",");
  return `{"page":[${documents}],${JSON.stringify(rest).slice(1)}`;
}

/** `ctx.db` and `ctx.db.system` check the name themselves; the syscall only carries it. */
function scopeOf({ source }: QueryJson): { system: boolean } {
  const name = source.tableName ?? source.indexName;
  return { system: typeof name === "string" && name.startsWith("_") };
}
