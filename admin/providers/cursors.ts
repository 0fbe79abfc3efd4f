import { hashKey } from "@tanstack/react-query";

/** What react-admin asks of a list. */
export interface ListParams {
  pagination: { page: number; perPage: number };
  sort: { field: string; order: "ASC" | "DESC" };
  filter: Record<string, unknown>;
}

/** Names the sequence of pages that a list with these parameters is one page of. */
export function chainOf(resource: string, { pagination, sort, filter }: ListParams): string {
  return hashKey([resource, pagination.perPage, sort, filter]);
}

/**
 * Remembers at which cursor each page begins, because react-admin asks for page
 * numbers and Convex hands out cursors. In memory only: cursors go stale.
 */
export class CursorMap {
  readonly #starts = new Map<string, string>();

  /** The cursor page `page` begins at: null for the first, undefined when not known yet. */
  startOf(chain: string, page: number): string | null | undefined {
    return page <= 1 ? null : this.#starts.get(keyOf(chain, page));
  }

  /** The last page up to `page` whose beginning is known. */
  nearestKnown(chain: string, page: number): number {
    let nearest = Math.max(page, 1);
    while (this.startOf(chain, nearest) === undefined) nearest -= 1;
    return nearest;
  }

  /**
   * Notes where the page after `page` begins.
   * @returns whether that differs from what was known before
   */
  noteEnd(chain: string, page: number, cursor: string): boolean {
    const key = keyOf(chain, page + 1);
    if (this.#starts.get(key) === cursor) return false;
    this.#starts.set(key, cursor);
    return true;
  }
}

const keyOf = (chain: string, page: number) => `${page} ${chain}`;
