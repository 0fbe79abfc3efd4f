import {
  hashKey,
  type Mutation,
  type Query,
  type QueryClient,
  type QueryKey,
} from "@tanstack/react-query";
import type { PaginationResult } from "convex/server";
import type { RaRecord } from "react-admin";
import type { ConsoleClient } from "./calls";
import { chainOf, type CursorMap, type ListParams } from "./cursors";
import { toReadableError } from "./readableError";
import type { RecentChanges } from "./recentChanges";
import { resources, toListResult } from "./resources";

/** A page that Convex has let grow to this many times its size is asked for afresh. */
const OVERGROWN = 2;

interface OpenWatch {
  /** Reads the watch and writes what it says into react-query's cache. */
  write(): void;
  close(): void;
}

interface Subject {
  hash: string;
  key: QueryKey;
  resource: string;
}

interface ListSubject extends Subject {
  params: ListParams;
  chain: string;
}

/**
 * Keeps react-query's cache live. It listens to the cache, recognises react-admin's keys
 * (`[resource, "getList", params]` and `[resource, "getOne", {id}]`), opens one Convex watch for
 * each that is on screen, and writes what Convex says back with `setQueryData`: no polling.
 * A watch lives until its entry leaves the cache, so the pages before the one on screen keep its
 * cursor right.
 */
export class LiveCache {
  readonly #watches = new Map<string, OpenWatch>();
  readonly #lists = new Map<string, ListSubject>();
  readonly #held = new Map<string, OpenWatch>();

  constructor(
    private readonly queryClient: QueryClient,
    private readonly client: ConsoleClient,
    private readonly cursors: CursorMap,
    private readonly changes: RecentChanges,
  ) {}

  /** Begins listening. Returns what ends it and closes every watch. */
  start(): () => void {
    const queries = this.queryClient.getQueryCache();
    const stopQueries = queries.subscribe(({ type, query }) => {
      if (type === "removed") this.#close(query.queryHash);
      else if (type === "observerAdded" || type === "updated") this.#open(query);
    });
    for (const query of queries.getAll()) this.#open(query);
    const stopMutations = this.queryClient.getMutationCache().subscribe(({ mutation }) => {
      if (mutation && mutation.state.status !== "pending") this.#flush(mutation);
    });
    return () => {
      stopQueries();
      stopMutations();
      for (const hash of [...this.#watches.keys()]) this.#close(hash);
    };
  }

  #open(query: Query): void {
    if (this.#watches.has(query.queryHash) || !query.isActive()) return;
    const [resource, verb, params] = query.queryKey;
    if (typeof resource !== "string" || !resources[resource]) return;
    const subject = { hash: query.queryHash, key: query.queryKey, resource };
    if (verb === "getList") {
      const list = params as ListParams;
      this.#openList({ ...subject, params: list, chain: chainOf(resource, list) });
    }
    if (verb === "getOne") this.#openOne(subject, (params as { id: string }).id);
  }

  #openList(subject: ListSubject): void {
    const start = this.cursors.startOf(subject.chain, subject.params.pagination.page);
    const call =
      start === undefined ? null : resources[subject.resource]?.list(subject.params, start);
    // Where a page begins may not be known before the data provider has walked to it.
    if (!call) return;
    this.#lists.set(subject.hash, subject);
    this.#watch(subject, call.watch(this.client), (page, first) => {
      // Only a page that grew is asked for afresh, so that a long first answer cannot go round in circles.
      const overgrown = page.page.length > OVERGROWN * subject.params.pagination.perPage;
      if (overgrown && !first) this.#reopen(subject);
      else this.#writeList(subject, page);
    });
  }

  #openOne(subject: Subject, id: string): void {
    const call = resources[subject.resource]?.one?.(id);
    if (!call) return;
    this.#watch(subject, call.watch(this.client), (record) => {
      if (record) this.queryClient.setQueryData(subject.key, record);
    });
  }

  #watch<T>(
    subject: Subject,
    watch: { onUpdate(callback: () => void): () => void; localQueryResult(): T | undefined },
    write: (value: T, first: boolean) => void,
  ): void {
    let first = true;
    const open: OpenWatch = {
      write: () => {
        try {
          const value = watch.localQueryResult();
          if (value === undefined) return;
          write(value, first);
          first = false;
        } catch (error) {
          this.#fail(subject.hash, error);
        }
      },
      close: watch.onUpdate(() => this.#receive(subject, open)),
    };
    this.#watches.set(subject.hash, open);
    open.write();
  }

  /** Writes at once, or, while a change to the same resource is being saved, once that is through. */
  #receive(subject: Subject, open: OpenWatch): void {
    // One transition can move a page and update it where it was: what was there is of no use.
    if (this.#watches.get(subject.hash) !== open) return;
    const saving = this.queryClient.isMutating({ mutationKey: [subject.resource] });
    if (saving > 0) this.#held.set(subject.hash, open);
    else open.write();
  }

  #flush(mutation: Mutation): void {
    const resource = mutation.options.mutationKey?.[0];
    for (const [hash, open] of this.#held) {
      if (this.queryClient.getQueryCache().get(hash)?.queryKey[0] !== resource) continue;
      this.#held.delete(hash);
      open.write();
    }
  }

  #writeList(subject: ListSubject, page: PaginationResult<RaRecord>): void {
    const { chain, hash, key, params, resource } = subject;
    const before = this.queryClient.getQueryData<{ data: RaRecord[] }>(key)?.data;
    this.queryClient.setQueryData(key, toListResult(page, params));
    if (before) this.changes.mark(resource, changedIds(before, page.page));
    if (!this.cursors.noteEnd(chain, params.pagination.page, page.continueCursor)) return;
    for (const later of [...this.#lists.values()]) {
      const follows = later.params.pagination.page === params.pagination.page + 1;
      if (later.chain === chain && later.hash !== hash && follows) this.#reopen(later);
    }
  }

  /** Watches a list again from where it begins now; what is on screen stays until the answer. */
  #reopen(subject: ListSubject): void {
    this.#close(subject.hash);
    this.#openList(subject);
  }

  #close(hash: string): void {
    this.#watches.get(hash)?.close();
    this.#watches.delete(hash);
    this.#lists.delete(hash);
    this.#held.delete(hash);
  }

  #fail(hash: string, error: unknown): void {
    const readable = toReadableError(error);
    this.queryClient.getQueryCache().get(hash)?.setState({
      status: "error",
      fetchStatus: "idle",
      error: readable,
      errorUpdatedAt: Date.now(),
    });
  }
}

/** The records that are new or differ; those that only moved or left do not count. */
function changedIds(before: readonly RaRecord[], after: readonly RaRecord[]): string[] {
  const known = new Map(before.map((record) => [record.id, hashKey([record])]));
  return after
    .filter((record) => known.get(record.id) !== hashKey([record]))
    .map(({ id }) => String(id));
}
