import type { Snapshot } from "../transaction/types";

/** How long Convex lets clients read into the past. */
export const HOLD_MS = 30_000;
/** Each held snapshot pins one of LMDB's reader slots. */
export const MAX_HELD = 16;

interface Held {
  readonly snapshot: Snapshot;
  readonly timer: NodeJS.Timeout;
  /** Those who read it now, and the holding itself; it is closed by the last. */
  users: number;
}

/** Snapshots kept open so that several requests can read the same moment. */
export class HeldSnapshots {
  readonly #held = new Map<bigint, Held>();

  constructor(private readonly open: () => Snapshot) {}

  /** Opens a snapshot of now, or finds the one already held. @returns its ts in nanoseconds. */
  hold(): bigint {
    const snapshot = this.open();
    const { ts } = snapshot;
    if (this.#held.has(ts)) {
      snapshot.close();
      return ts;
    }
    const timer = setTimeout(() => this.#letGo(ts), HOLD_MS).unref();
    this.#held.set(ts, { snapshot, timer, users: 1 });
    if (this.#held.size > MAX_HELD) this.#letGo(this.#oldest());
    return ts;
  }

  /**
   * Reads the snapshot held for a ts.
   *
   * @returns What `read` returns, or `undefined` when the ts is too old or never was held.
   */
  async at<T>(ts: bigint, read: (snapshot: Snapshot) => Promise<T>): Promise<T | undefined> {
    const held = this.#held.get(ts);
    if (!held) return undefined;
    held.users += 1;
    try {
      return await read(held.snapshot);
    } finally {
      release(held);
    }
  }

  close(): void {
    for (const ts of [...this.#held.keys()]) this.#letGo(ts);
  }

  #oldest(): bigint {
    const [oldest = 0n] = this.#held.keys();
    return oldest;
  }

  #letGo(ts: bigint): void {
    const held = this.#held.get(ts);
    if (!held) return;
    this.#held.delete(ts);
    clearTimeout(held.timer);
    release(held);
  }
}

function release(held: Held): void {
  held.users -= 1;
  if (held.users === 0) held.snapshot.close();
}
