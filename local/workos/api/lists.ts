import type { Collection, Row } from "../model/collection";
import { type Order, type Page, pageOf, type PageRequest, UnknownCursorError } from "../model/page";
import { type FieldError, invalidParameters, json } from "./respond";

const ORDERS: readonly string[] = ["asc", "desc", "normal"] satisfies Order[];
const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** Reads `limit`, `order`, `before` and `after`, or says which of them is wrong. */
export function readPageRequest(query: URLSearchParams): PageRequest | FieldError[] {
  const limit = Number(query.get("limit") ?? DEFAULT_LIMIT);
  const order = query.get("order") ?? "desc";
  const [before, after] = [query.get("before"), query.get("after")];
  const errors: FieldError[] = [];
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    errors.push({
      field: "limit",
      code: "invalid",
      message: `limit must be an integer from 1 to ${MAX_LIMIT}.`,
    });
  if (!isOrder(order))
    errors.push({
      field: "order",
      code: "invalid",
      message: `order must be one of ${ORDERS.join(", ")}.`,
    });
  if (errors.length > 0 || !isOrder(order)) return errors;
  return { limit, order, ...(before !== null && { before }), ...(after !== null && { after }) };
}

/** Answers a list request over one collection. */
export function listResponse<T extends Row>(
  request: Request,
  rows: Collection<T>,
  keep?: (row: T) => boolean,
): Response {
  const wanted = readPageRequest(new URL(request.url).searchParams);
  if (Array.isArray(wanted)) return invalidParameters(wanted);
  try {
    return json(200, listBody(pageOf(rows, wanted, keep)));
  } catch (error) {
    if (!(error instanceof UnknownCursorError)) throw error;
    return invalidParameters([{ field: "after", code: "invalid", message: error.message }]);
  }
}

/** The body of every WorkOS list. */
function listBody<T>({ data, before, after }: Page<T>) {
  return { object: "list", data, list_metadata: { before, after } };
}

function isOrder(order: string): order is Order {
  return ORDERS.includes(order);
}
