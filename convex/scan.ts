import type { IndexBounds, IndexKey } from "convex-helpers/server/stream";

/** Rows one page may scan for a filter no index serves; then the page comes back short. */
export const MAX_SCANNED_ROWS = 4_000;

/** All index entries that begin with `prefix`. */
export function startingWith(prefix: IndexKey): IndexBounds {
  return {
    lowerBound: prefix,
    lowerBoundInclusive: true,
    upperBound: prefix,
    upperBoundInclusive: true,
  };
}
