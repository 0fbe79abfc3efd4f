/** WorkOS's published limits (workos.com/docs/reference/rate-limits): requests per window. */
const LIMITS = {
  /** Every request of one API key. */
  general: { requests: 6_000, windowMs: 60_000 },
  /** AuthKit reads and writes of one environment. */
  read: { requests: 1_000, windowMs: 10_000 },
  write: { requests: 500, windowMs: 10_000 },
  /** Authentication of one e-mail address or challenge. */
  authenticate: { requests: 10, windowMs: 60_000 },
} as const;

export type LimitName = keyof typeof LIMITS;

export interface RateLimiter {
  /**
   * Counts one request of `subject` against a limit.
   * @returns 0 when it may pass, else the seconds to wait
   */
  retryAfter(limit: LimitName, subject: string): number;
}

/**
 * Creates a counter of fixed windows.
 * @param now UTC epoch milliseconds
 */
export function createRateLimiter(now: () => number): RateLimiter {
  const windows = new Map<string, { start: number; count: number }>();
  return {
    retryAfter(limit, subject) {
      const { requests, windowMs } = LIMITS[limit];
      const start = Math.floor(now() / windowMs) * windowMs;
      const key = `${limit} ${subject}`;
      const held = windows.get(key);
      const count = held?.start === start ? held.count + 1 : 1;
      windows.set(key, { start, count });
      return count <= requests ? 0 : Math.ceil((start + windowMs - now()) / 1000);
    },
  };
}
