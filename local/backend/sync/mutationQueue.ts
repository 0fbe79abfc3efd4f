import { turnTaker } from "./turns";

/** Runs one client's mutations strictly one after another, in the order they arrived. */
export class MutationQueue {
  readonly #waiting: (() => Promise<() => void>)[] = [];
  #startedAtTs: bigint | null = null;
  #draining = false;

  /** @param latestTs The newest commit's timestamp, nanoseconds. */
  constructor(private readonly latestTs: () => bigint) {}

  /**
   * The newest commit when the running mutation began; `null` when none runs. A snapshot after
   * it may contain the mutation's effects although its answer is not sent yet.
   */
  get runningSinceTs(): bigint | null {
    return this.#startedAtTs;
  }

  get length(): number {
    return this.#waiting.length + (this.#startedAtTs === null ? 0 : 1);
  }

  /** @param run Runs the mutation; what it resolves to answers the client. Must not reject. */
  push(run: () => Promise<() => void>): void {
    this.#waiting.push(run);
    if (!this.#draining) void this.#drain();
  }

  /** Forgets what has not begun; the client sends it again when it is back. */
  clear(): void {
    this.#waiting.length = 0;
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    const takeTurns = turnTaker();
    for (let run = this.#waiting.shift(); run !== undefined; run = this.#waiting.shift()) {
      this.#startedAtTs = this.latestTs();
      const answer = await run();
      this.#startedAtTs = null;
      answer();
      await takeTurns();
    }
    this.#draining = false;
  }
}
