import type { Doc } from "../tables/dataModel";
import type { MutationCtx } from "../tables/server";
import { addToCounter } from "../lib/counters";
import { countNewUsers } from "../metrics/rollUps";
import { shardOf } from "../lib/shards";
import type { UserStatus } from "./row";
import { DAY_IN_MS, startOf } from "../lib/utc";

/** What of a user is counted. */
export interface Counted {
  status: UserStatus;
  createdAt: number;
  deletedAt?: number | undefined;
}

/**
 * How a transaction moves users between statuses, and between the days they count as new on. Each
 * figure is written once, however many users move it.
 */
export class UserTally {
  readonly #statuses = new Map<string, number>();
  readonly #days = new Map<number, number>();

  /** Counts a user as `after` from now on, who was counted as `before`, or not at all. */
  move(before: Counted | null, after: Counted): void {
    this.forget(before);
    this.#count(after, 1);
  }

  /** Counts a user no more, who was counted as `before`, or not at all. */
  forget(before: Counted | null): void {
    if (before !== null) this.#count(before, -1);
  }

  #count({ status, createdAt, deletedAt }: Counted, delta: 1 | -1): void {
    add(this.#statuses, `users:${status}`, delta);
    // One of whom only the deletion is known was never new.
    if (deletedAt !== createdAt) add(this.#days, startOf(DAY_IN_MS, createdAt), delta);
  }

  /** @param key a user's id, which picks the shard */
  async write(ctx: MutationCtx, key: string): Promise<void> {
    for (const [name, delta] of moved(this.#statuses)) {
      await addToCounter(ctx, name, delta, shardOf(key));
    }
    await countNewUsers(ctx, key, moved(this.#days));
  }
}

/** What a row was counted as; one from before Gatehouse has no status and was not. */
export function countedAs(row: Doc<"users"> | null): Counted | null {
  const { status } = row ?? {};
  return row === null || status === undefined ? null : { ...row, status };
}

function add<Key>(totals: Map<Key, number>, key: Key, delta: number): void {
  totals.set(key, (totals.get(key) ?? 0) + delta);
}

function moved<Key>(totals: ReadonlyMap<Key, number>): [Key, number][] {
  return [...totals].filter(([, delta]) => delta !== 0);
}
