import type { Credentials } from "../auth/credentials";
import { ANONYMOUS } from "../auth/credentials";
import type { FunctionCall } from "../runtime/types";
import type { LiveQueries, LiveQuery } from "./liveQueries";
import type { AddQuery, RemoveQuery } from "./messages";
import { modificationFor } from "./publishedResult";

interface Subscription {
  query: LiveQuery;
  /** Fingerprint of what the client has; `null` before the first result. */
  sent: string | null;
}

/** The queries one client subscribes to, and what it has been told about each. */
export class QuerySet {
  #credentials: Credentials = ANONYMOUS;
  #removed: number[] = [];
  readonly #subscriptions = new Map<number, Subscription>();

  constructor(private readonly live: LiveQueries) {}

  get size(): number {
    return this.#subscriptions.size;
  }

  /** Whether every query has a result, so that a Transition can show all of them at once. */
  get ready(): boolean {
    for (const { query } of this.#subscriptions.values()) {
      if (query.result === null) return false;
    }
    return true;
  }

  /** Applies one modification of a `ModifyQuerySet`. */
  modify(modification: AddQuery | RemoveQuery): void {
    const { queryId } = modification;
    const known = this.#subscriptions.get(queryId);
    if (known) this.live.release(known.query);
    if (modification.type === "Remove") {
      this.#subscriptions.delete(queryId);
      this.#removed.push(queryId);
      return;
    }
    const { udfPath: path, args, journal } = modification;
    const query = this.live.acquire(callAs(this.#credentials, path, args), journal);
    this.#subscriptions.set(queryId, { query, sent: null });
  }

  /** Runs every query as someone else. A page keeps its end only for the same user. */
  actAs(credentials: Credentials): void {
    const sameUser =
      credentials.identity?.tokenIdentifier === this.#credentials.identity?.tokenIdentifier;
    this.#credentials = credentials;
    for (const subscription of this.#subscriptions.values()) {
      const { call, journal } = subscription.query;
      const next = this.live.acquire(
        callAs(credentials, call.path, call.args),
        sameUser ? journal : null,
      );
      this.live.release(subscription.query);
      subscription.query = next;
    }
  }

  /** What the client does not know yet, as encoded modifications; from now on it counts as known. */
  takeModifications(): string[] {
    const modifications = this.#removed.map((queryId) =>
      JSON.stringify({ type: "QueryRemoved", queryId }),
    );
    this.#removed = [];
    for (const [queryId, subscription] of this.#subscriptions) {
      const { result } = subscription.query;
      if (result === null || result.fingerprint === subscription.sent) continue;
      modifications.push(modificationFor(queryId, result));
      subscription.sent = result.fingerprint;
    }
    return modifications;
  }

  /** Gives every subscription back. */
  clear(): void {
    for (const { query } of this.#subscriptions.values()) this.live.release(query);
    this.#subscriptions.clear();
  }
}

function callAs(
  { caller, identity }: Credentials,
  path: string,
  args: FunctionCall["args"],
): FunctionCall {
  return { path, args, caller, identity };
}
