import type { ConvexReactClient, Watch } from "convex/react";
import { getFunctionName, type FunctionReference } from "convex/server";

type Handler = (args: Record<string, unknown>) => unknown;
type Reference = FunctionReference<"query" | "mutation" | "action">;

/**
 * A Convex client without Convex: answers come from handlers by function name, and `answer()`
 * again with another handler is what a change in the database is to a real client.
 */
export class FakeConvex {
  readonly calls: { name: string; args: Record<string, unknown> }[] = [];
  readonly #handlers = new Map<string, Handler>();
  readonly #watchers = new Map<() => void, string>();

  /** Answers `name` ("gatehouse/users:list") from now on, and tells everybody who watches it. */
  answer(name: string, handler: Handler): this {
    this.#handlers.set(name, handler);
    for (const [notify, watched] of [...this.#watchers]) if (watched === name) notify();
    return this;
  }

  /** How many watches are open on a function. */
  watching(name: string): number {
    return [...this.#watchers.values()].filter((watched) => watched === name).length;
  }

  /** The arguments of the calls made to a function, oldest first. */
  argsOf(name: string): Record<string, unknown>[] {
    return this.calls.filter((call) => call.name === name).map(({ args }) => args);
  }

  readonly query = async (reference: Reference, args: Record<string, unknown>) =>
    this.#run(reference, args);

  readonly mutation = async (reference: Reference, args: Record<string, unknown>) =>
    this.#run(reference, args);

  readonly action = async (reference: Reference, args: Record<string, unknown>) =>
    this.#run(reference, args);

  readonly watchQuery = (reference: Reference, args: Record<string, unknown>): Watch<unknown> => ({
    localQueryResult: () =>
      this.#handlers.has(getFunctionName(reference)) ? this.#run(reference, args) : undefined,
    journal: () => undefined,
    onUpdate: (callback) => {
      // A function of its own, so that one callback given twice counts twice.
      const notify = () => callback();
      this.#watchers.set(notify, getFunctionName(reference));
      return () => this.#watchers.delete(notify);
    },
  });

  readonly connectionState = () => ({
    hasInflightRequests: false,
    isWebSocketConnected: true,
    timeOfOldestInflightRequest: null,
    hasEverConnected: true,
    connectionCount: 1,
    connectionRetries: 0,
    inflightMutations: 0,
    inflightActions: 0,
  });

  readonly subscribeToConnectionState = () => () => {};

  /** This, as React's provider wants it. */
  get asClient(): ConvexReactClient {
    return this as unknown as ConvexReactClient;
  }

  #run(reference: Reference, args: Record<string, unknown>): unknown {
    const name = getFunctionName(reference);
    const handler = this.#handlers.get(name);
    if (!handler) throw new Error(`The test has no answer for ${name}.`);
    this.calls.push({ name, args });
    return handler(args);
  }
}

interface PageArgs {
  paginationOpts: { numItems: number; cursor: string | null };
}

/** Answers like a paginated query over `rows`, whose cursors name the row a page begins after. */
export function paginate<R extends { _id: string }>(rows: readonly R[]): Handler {
  return (args) => {
    const { numItems, cursor } = (args as unknown as PageArgs).paginationOpts;
    const start = cursor === null ? 0 : rows.findIndex(({ _id }) => `after ${_id}` === cursor) + 1;
    const page = rows.slice(start, start + numItems);
    return {
      page,
      isDone: start + numItems >= rows.length,
      continueCursor: `after ${page.at(-1)?._id ?? "everything"}`,
    };
  };
}
