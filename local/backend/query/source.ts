import type { Document } from "../values/document";

/** One row of a query's source, before filters. */
export interface Row {
  /** Where the row stands in the source's order; cursors hold it. */
  readonly position: Buffer;
  readonly document: Document;
}

/** The part of a source between two positions, as cursors give them. */
export interface Window {
  /** Start behind this position. */
  readonly after: Buffer | null;
  /** Stop behind this position. */
  readonly until: Buffer | null;
}

/** Rows in the order the query asked for. */
export interface RowSource {
  next(): Row | null;
  /** Safe to call twice. */
  close(): void;
}
