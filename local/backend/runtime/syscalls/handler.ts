import type { Invocation } from "../invocation";

/** Answers one operation with JSON text. */
export type SyncHandler = (invocation: Invocation, argsJson: string) => string;
export type AsyncHandler = (invocation: Invocation, argsJson: string) => string | Promise<string>;

/** An operation's handlers by the kind of function that may use it. */
export type ByKind<Handler> = Partial<Record<Invocation["kind"], Handler>>;

/** Queries and mutations. */
export const inTransactions = <Handler>(handler: Handler): ByKind<Handler> => ({
  query: handler,
  mutation: handler,
});

export const inMutations = <Handler>(handler: Handler): ByKind<Handler> => ({ mutation: handler });

export const inActions = <Handler>(handler: Handler): ByKind<Handler> => ({
  action: handler,
  httpAction: handler,
});

export const everywhere = <Handler>(handler: Handler): ByKind<Handler> => ({
  ...inTransactions(handler),
  ...inActions(handler),
});
