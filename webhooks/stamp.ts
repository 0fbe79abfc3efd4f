/** Where a fact about a user stands in time. */
export interface Stamp {
  /** WorkOS's `updated_at` of the user, epoch ms; 0 when the source knows none. */
  updatedAt: number;
  /** The event that said it; null for a reading (a listing, a fetched profile, a token's claims). */
  eventId: string | null;
  /** When a reading was made, epoch ms. */
  readAt?: number;
}

/** Before anything WorkOS ever said. */
export const NEVER: Stamp = Object.freeze({ updatedAt: 0, eventId: null });

/** By how much WorkOS's clock and ours may differ. */
const CLOCK_SKEW_IN_MS = 1_000;

/**
 * Total order of stamps, as a comparator. `updatedAt` decides first. Within one millisecond events
 * go by id, which WorkOS makes sortable by time. A reading made when that millisecond was surely
 * over comes after every event; one made about then may have missed some, and comes before them. Of
 * two such readings the later one counts.
 */
export function compareStamps(a: Stamp, b: Stamp): number {
  return (
    a.updatedAt - b.updatedAt ||
    rank(a) - rank(b) ||
    compareText(a.eventId ?? "", b.eventId ?? "") ||
    (a.readAt ?? 0) - (b.readAt ?? 0)
  );
}

function rank({ updatedAt, eventId, readAt = 0 }: Stamp): number {
  if (eventId !== null) return 1;
  return readAt - updatedAt > CLOCK_SKEW_IN_MS ? 2 : 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
