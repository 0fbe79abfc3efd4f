import type { Page, PageRequest, QueryJson } from "../transaction/types";
import type { StoredDocument } from "../values/types";
import { decodeCursor, encodeCursor, queryFingerprint, type CursorPosition } from "./cursor";
import type { Row, RowSource, Window } from "./source";

const MAX_PAGE_SIZE = 32_000;
const DEFAULT_MAX_ROWS_READ = 8192;
const SOFT_LIMIT_SHARE = 0.75;

/**
 * Reads one page.
 *
 * @param open opens the query on a window; `watch` goes around its source, before the operators
 * @returns the rows, where the page ends, and whether the client should split it
 * With an `endCursor` everything up to it is returned, whatever the page size, so that reactive
 * pages neither overlap nor leave gaps. Throws `InvalidCursor` for a cursor of another query.
 */
export function readPage(
  query: QueryJson,
  request: PageRequest,
  open: (window: Window, watch: (source: RowSource) => RowSource) => RowSource,
): Page {
  checkPageSize(request.pageSize);
  const fingerprint = queryFingerprint(query);
  const from = decodeCursor(request.cursor, fingerprint);
  const to = decodeCursor(request.endCursor, fingerprint);
  if (from === "end") return emptyPage(encodeCursor("end", fingerprint));
  const reading = new Reading(request);
  const source = open(
    { after: from?.after ?? null, until: to === null || to === "end" ? null : to.after },
    (source) => reading.watch(source),
  );
  const rows = reading.rows(source, to === null ? request.pageSize : Infinity);
  source.close();
  return page(rows, reading, endOfPage(reading, to), fingerprint);
}

/** How much of the source a page has read. */
class Reading {
  last: Row | null = null;
  /** Whether the page ended because there was no more to read. */
  exhausted = false;
  /** Whether the page ended because it may not read more. */
  #stopped = false;
  #rows = 0;
  #bytes = 0;
  readonly #maxRows: number;
  readonly #maxBytes: number;

  constructor(request: PageRequest) {
    this.#maxRows = request.maximumRowsRead ?? Infinity;
    this.#maxBytes = request.maximumBytesRead ?? Infinity;
  }

  /** Counts every row of a source and ends it when the page may not read more. */
  watch(source: RowSource): RowSource {
    return {
      next: () => {
        this.#stopped = this.#rows >= this.#maxRows || this.#bytes >= this.#maxBytes;
        return this.#stopped ? null : this.#count(source.next());
      },
      close: () => source.close(),
    };
  }

  /** Reads the page's rows. */
  rows(source: RowSource, limit: number): Row[] {
    const rows: Row[] = [];
    while (rows.length < limit) {
      const row = source.next();
      if (row === null) {
        this.exhausted = !this.#stopped;
        break;
      }
      rows.push(row);
    }
    return rows;
  }

  get status(): Page["pageStatus"] {
    if (this.#stopped) return "SplitRequired";
    const softRows = Math.min(this.#maxRows, DEFAULT_MAX_ROWS_READ) * SOFT_LIMIT_SHARE;
    const softBytes = this.#maxBytes * SOFT_LIMIT_SHARE;
    return this.#rows > softRows || this.#bytes > softBytes ? "SplitRecommended" : null;
  }

  #count(row: Row | null): Row | null {
    if (row === null) return null;
    this.last = row;
    this.#rows++;
    this.#bytes += row.document.size;
    return row;
  }
}

function endOfPage(reading: Reading, to: CursorPosition | null): CursorPosition {
  // A page that had to stop before its end cursor is split there by the client.
  if (reading.exhausted || to !== null) return to ?? "end";
  return reading.last === null ? "end" : { after: reading.last.position };
}

function page(rows: Row[], reading: Reading, end: CursorPosition, fingerprint: string): Page {
  const middle = rows[Math.floor((rows.length - 1) / 2)];
  const canSplit = rows.length > 1 && middle !== undefined;
  return {
    page: rows.map((row): StoredDocument => row.document),
    isDone: end === "end",
    continueCursor: encodeCursor(end, fingerprint),
    splitCursor: canSplit ? encodeCursor({ after: middle.position }, fingerprint) : null,
    pageStatus: reading.status,
  };
}

function emptyPage(continueCursor: string): Page {
  return { page: [], isDone: true, continueCursor, splitCursor: null, pageStatus: null };
}

function checkPageSize(pageSize: number): void {
  if (pageSize < 1) throw new Error("Must request at least 1 document while paginating");
  if (pageSize > MAX_PAGE_SIZE) throw new Error("Requested too many items");
}
