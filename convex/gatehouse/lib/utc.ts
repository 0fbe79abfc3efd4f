export const HOUR_IN_MS = 3_600_000;
export const DAY_IN_MS = 24 * HOUR_IN_MS;

/** The beginning of the UTC hour or day `at` lies in; all in epoch ms. */
export function startOf(unitInMs: number, at: number): number {
  return Math.floor(at / unitInMs) * unitInMs;
}
