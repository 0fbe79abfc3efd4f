/** Time as the backend sees it; tests move it by hand. */
export interface Clock {
  /** UTC epoch milliseconds. */
  now(): number;
  /** Calls back once after a delay in milliseconds; the result cancels it. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Node rounds longer delays down to 1 ms. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** The machine's clock. Its timers fire early for far futures and never keep a process alive. */
export const systemClock: Clock = {
  now: Date.now,
  after(delayMs, callback) {
    const timer = setTimeout(callback, Math.min(delayMs, MAX_DELAY_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
