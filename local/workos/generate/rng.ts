/** Pseudo-random numbers that come out the same for the same seed, on every machine. */
export interface Rng {
  /** A number in [0, 1). */
  next(): number;
  /** An integer from 0 to `below - 1`. */
  int(below: number): number;
  chance(share: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** A positive number around `median`, with a long tail upwards. */
  longTail(median: number): number;
}

/** Starts a stream of pseudo-random numbers (the mulberry32 generator). */
export function createRng(seed: number): Rng {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    int: (below) => Math.floor(next() * below),
    chance: (share) => next() < share,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    // The sum of three uniforms stands in for a normal deviate.
    longTail: (median) => median * Math.exp((next() + next() + next() - 1.5) * 1.6),
  };
}
