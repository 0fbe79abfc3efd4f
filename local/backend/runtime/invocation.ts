import { AsyncLocalStorage } from "node:async_hooks";
import type { FunctionEntry, FunctionKind } from "../loader/analyze";
import type { QueryStream, Transaction } from "../transaction/types";
import type { LogBuffer } from "./logs";
import type { Origin } from "./origin";
import type { Services } from "./services";

/** What the functions of one transaction add up to. */
export interface TransactionUse {
  /** After the call's end its functions, nested ones too, get no more answers. */
  over: boolean;
  usedIdentity: boolean;
  scheduledCount: number;
  scheduledBytes: number;
}

/** One running function: all that a syscall needs to know about its caller. */
export interface Invocation {
  readonly kind: FunctionKind | "httpAction";
  /** `module:export`, or the route of an HTTP action. */
  readonly path: string;
  readonly origin: Origin;
  readonly services: Services;
  readonly logs: LogBuffer;
  /** Absent in actions, which have no transaction of their own. */
  readonly transaction: Transaction | null;
  readonly use: TransactionUse;
  readonly streams: Map<number, QueryStream>;
  lastStreamId: number;
  /** Fails the whole call from outside its code: a deadline or an unhandled rejection. */
  readonly abort: (error: unknown) => void;
  /** End cursor of an earlier run that a client replays. */
  readonly replayedJournal: string | null;
  /** End cursor of the one paginated query, once it ran. */
  journal: string | null;
  /** The nested functions running now; everything else in the transaction waits for them. */
  nested: Promise<unknown> | null;
  /** After its end a function gets no more answers. */
  ended: boolean;
}

/** The function whose code is running right now. */
export const invocations = new AsyncLocalStorage<Invocation>();

/** What a function starts from: its call, or the function it is nested in. */
type Surroundings = Pick<
  Invocation,
  "origin" | "services" | "logs" | "transaction" | "use" | "abort"
> & { replayedJournal?: string | null };

/** Begins a function, at the top of a call or nested in another. */
export function createInvocation(
  { kind, path }: Pick<FunctionEntry, "path"> & Pick<Invocation, "kind">,
  { origin, services, logs, transaction, use, abort, replayedJournal }: Surroundings,
): Invocation {
  return {
    kind,
    path,
    origin,
    services,
    logs,
    transaction,
    use,
    abort,
    streams: new Map(),
    lastStreamId: 0,
    replayedJournal: replayedJournal ?? null,
    journal: null,
    nested: null,
    ended: false,
  };
}

/** The use of a transaction, or of an action, that begins. */
export function newUse(): TransactionUse {
  return {
    over: false,
    usedIdentity: false,
    scheduledCount: 0,
    scheduledBytes: 0,
  };
}

/** Whether the code running now belongs to a query or mutation. */
export function isDeterministic(invocation: Invocation | undefined): boolean {
  return invocation?.kind === "query" || invocation?.kind === "mutation";
}

/** Whether the function, or the call around it, is past its end. */
export function isOver({ ended, use }: Invocation): boolean {
  return ended || use.over;
}

/** Ends a function: frees its streams and leaves its pending syscalls unanswered. */
export function end(invocation: Invocation): void {
  invocation.ended = true;
  for (const stream of invocation.streams.values()) stream.close();
  invocation.streams.clear();
}
