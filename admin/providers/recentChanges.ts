import { useValue, ValueStore } from "./valueStore";

/** How long a change counts as recent; the tint has faded by then. */
const RECENT_MS = 1_600;

/**
 * Which records changed while somebody was looking at them. Written by the live
 * cache, read by the tables, which tint the row.
 */
export class RecentChanges {
  readonly keys = new ValueStore<ReadonlySet<string>>(new Set());

  /** Marks records as just changed, for as long as the tint lasts. */
  mark(resource: string, ids: readonly string[]): void {
    if (ids.length === 0) return;
    const keys = ids.map((id) => `${resource} ${id}`);
    this.keys.set(new Set([...this.keys.get(), ...keys]));
    setTimeout(() => {
      const remaining = new Set(this.keys.get());
      for (const key of keys) remaining.delete(key);
      this.keys.set(remaining);
    }, RECENT_MS);
  }

  has(resource: string, id: string): boolean {
    return this.keys.get().has(`${resource} ${id}`);
  }
}

/** The one the console uses. */
export const recentChanges = new RecentChanges();

/** Tells which records of a resource changed a moment ago; re-renders when that begins or ends. */
export function useRecentChanges(resource: string): (id: string) => boolean {
  useValue(recentChanges.keys);
  return (id) => recentChanges.has(resource, id);
}
