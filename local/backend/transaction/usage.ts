/** What one query or mutation may use (Convex's limits page, facts §7). */
const TRANSACTION_LIMITS = {
  bytesRead: 16 * 1024 * 1024,
  bytesWritten: 16 * 1024 * 1024,
  databaseQueries: 4096,
  documentsRead: 32_000,
  documentsWritten: 16_000,
} as const;

type Counter = keyof typeof TRANSACTION_LIMITS;

const READ_ADVICE =
  "Consider using smaller limits in your queries, paginating your queries, " +
  "or using indexed queries with a selective index range expressions.";

const TOO_MUCH: Record<Counter, (limit: number) => string> = {
  bytesRead: (limit) =>
    `Too many bytes read in a single function execution (limit: ${limit} bytes). ${READ_ADVICE}`,
  bytesWritten: (limit) =>
    `Too many bytes written in a single function execution (limit: ${limit} bytes).`,
  databaseQueries: (limit) =>
    `Too many reads in a single function execution (limit: ${limit}). ${READ_ADVICE}`,
  documentsRead: (limit) =>
    `Too many documents read in a single function execution (limit: ${limit}). ${READ_ADVICE}`,
  documentsWritten: (limit) => `Too many writes in a single function execution (limit: ${limit}).`,
};

/** Counts what a transaction uses and refuses more than Convex allows. */
export class Usage {
  readonly #used: Record<Counter, number> = {
    bytesRead: 0,
    bytesWritten: 0,
    databaseQueries: 0,
    documentsRead: 0,
    documentsWritten: 0,
  };

  /** Counts one `db.get` or one scan of an index. */
  query(): void {
    this.#add("databaseQueries", 1);
  }

  /** Counts one document read, by its size in bytes. */
  read(bytes: number): void {
    this.#add("documentsRead", 1);
    this.#add("bytesRead", bytes);
  }

  /** Counts one document written, by its size in bytes. */
  write(bytes: number): void {
    this.#add("documentsWritten", 1);
    this.#add("bytesWritten", bytes);
  }

  /** Used and remaining amounts by name. */
  metrics(): Record<string, { used: number; remaining: number }> {
    return Object.fromEntries(
      COUNTERS.map((counter) => {
        const used = this.#used[counter];
        return [counter, { used, remaining: Math.max(0, TRANSACTION_LIMITS[counter] - used) }];
      }),
    );
  }

  #add(counter: Counter, amount: number): void {
    this.#used[counter] += amount;
    const limit = TRANSACTION_LIMITS[counter];
    if (this.#used[counter] > limit) throw new Error(TOO_MUCH[counter](limit));
  }
}

const COUNTERS = Object.keys(TRANSACTION_LIMITS) as Counter[];
