import type { Collection, Row } from "./collection";

/** `normal` is descending with `before` and `after` swapped (WorkOS's pagination reference). */
export type Order = "asc" | "desc" | "normal";

export interface PageRequest {
  readonly limit: number;
  readonly order: Order;
  readonly before?: string;
  readonly after?: string;
}

export interface Page<T> {
  readonly data: T[];
  readonly before: string | null;
  readonly after: string | null;
}

/** The cursor names nothing that is or was in the list. */
export class UnknownCursorError extends Error {
  constructor(readonly cursor: string) {
    super(`No object with the id '${cursor}' to continue from.`);
  }
}

/**
 * Cuts one page out of a collection.
 * @param keep which rows the list is about
 * @returns rows in the asked order; `before` and `after` are null where nothing lies beyond
 * @throws UnknownCursorError
 */
export function pageOf<T extends Row>(
  rows: Collection<T>,
  request: PageRequest,
  keep: (row: T) => boolean = () => true,
): Page<T> {
  if (request.order === "normal") return swapCursors(descending(rows, swapped(request), keep));
  return request.order === "desc"
    ? descending(rows, request, keep)
    : ascending(rows, request, keep);
}

function ascending<T extends Row>(
  rows: Collection<T>,
  { limit, before, after }: PageRequest,
  keep: (row: T) => boolean,
): Page<T> {
  const all = rows.all();
  const start = after === undefined ? 0 : endOf(rows, after);
  const end = before === undefined ? all.length : rows.positionOf(cursorRow(rows, before));
  const data =
    before === undefined
      ? take(all, start, end, 1, limit, keep)
      : take(all, start, end, -1, limit, keep).reverse();
  return { data, ...bounds(rows, data, keep) };
}

// Descending order is the ascending page read backwards, with its cursors exchanged.
function descending<T extends Row>(
  rows: Collection<T>,
  request: PageRequest,
  keep: (row: T) => boolean,
): Page<T> {
  const all = rows.all();
  const { limit, before, after } = request;
  const end = after === undefined ? all.length : rows.positionOf(cursorRow(rows, after));
  const start = before === undefined ? 0 : endOf(rows, before);
  const data =
    before === undefined
      ? take(all, start, end, -1, limit, keep)
      : take(all, start, end, 1, limit, keep).reverse();
  const ascendingBounds = bounds(rows, data.toReversed(), keep);
  return { data, before: ascendingBounds.after, after: ascendingBounds.before };
}

function take<T>(
  all: readonly T[],
  start: number,
  end: number,
  step: 1 | -1,
  limit: number,
  keep: (row: T) => boolean,
): T[] {
  const taken: T[] = [];
  for (let i = step === 1 ? start : end - 1; i >= start && i < end; i += step) {
    const row = all[i];
    if (row === undefined || !keep(row)) continue;
    taken.push(row);
    if (taken.length === limit) break;
  }
  return taken;
}

function bounds<T extends Row>(rows: Collection<T>, data: T[], keep: (row: T) => boolean) {
  const first = data[0];
  const last = data.at(-1);
  if (first === undefined || last === undefined) return { before: null, after: null };
  const all = rows.all();
  const earlier = take(all, 0, rows.positionOf(first), -1, 1, keep);
  const later = take(all, rows.positionOf(last) + 1, all.length, 1, 1, keep);
  return {
    before: earlier.length > 0 ? first.id : null,
    after: later.length > 0 ? last.id : null,
  };
}

function endOf<T extends Row>(rows: Collection<T>, id: string): number {
  const row = cursorRow(rows, id);
  const position = rows.positionOf(row);
  return rows.get(id) === undefined ? position : position + 1;
}

function cursorRow<T extends Row>(rows: Collection<T>, id: string): Row {
  const row = rows.cursor(id);
  if (row === undefined) throw new UnknownCursorError(id);
  return row;
}

function swapped({ limit, before, after }: PageRequest): PageRequest {
  return {
    limit,
    order: "desc",
    ...(after !== undefined && { before: after }),
    ...(before !== undefined && { after: before }),
  };
}

function swapCursors<T>({ data, before, after }: Page<T>): Page<T> {
  return { data, before: after, after: before };
}
